//! Lets the linker know about the symbols of Node.
fn main() {
    napi_build::setup();
}
