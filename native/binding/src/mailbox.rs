//! The mailbox: commands over integers alone, which is all that is called often.
//!
//! Arguments and result lie in the shared array too, so the call itself carries nothing: 20 ns where a `#[napi]`
//! function with two numbers costs 140 (Node 20: argument checks and conversions). The function is made once for each
//! registered array and knows it by its number.
//!
//! Words: 8 command · 9 handle · 10, 11 arguments · 12 result (a count, or a code as an i32).

use std::ptr;

use napi::bindgen_prelude::{Env, Error, FromNapiValue, Function, Result, Uint32Array, sys};
use tachyon::engine::Engine;
use tachyon::ids::NO_MOMENT;

use crate::host;

/// Where the arguments are.
pub const REQUEST: usize = 8;
/// Where the result goes.
pub const RESULT: usize = 12;

/// A command of the mailbox.
pub type Request = [u32; 4];

/// Registers an array and answers the function that runs the command in it.
pub fn open(env: &Env, array: Uint32Array) -> Result<Function<'static, (), ()>> {
    let wire = host::register(array).map_err(|error| Error::from_reason(format!("{error:?}")))?;
    let mut function = ptr::null_mut();
    // SAFETY: `run` has the signature of a callback; its data is a number dressed as a pointer and never followed; the
    // name may be null with length 0; `function` receives a value of this scope, which is returned to JavaScript at once.
    unsafe {
        let status = sys::napi_create_function(
            env.raw(),
            ptr::null(),
            0,
            Some(run),
            ptr::without_provenance_mut(wire),
            &raw mut function,
        );
        if status != sys::Status::napi_ok {
            return Err(Error::from_reason("a function could not be made"));
        }
        Function::from_napi_value(env.raw(), function)
    }
}

extern "C" fn run(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let mut data = ptr::null_mut();
    // SAFETY: called by Node with a valid environment and callback; everything but the data is declined by null.
    unsafe {
        sys::napi_get_cb_info(env, info, ptr::null_mut(), ptr::null_mut(), ptr::null_mut(), &raw mut data);
    }
    host::serve(data.addr());
    // Undefined.
    ptr::null_mut()
}

/// Does what a request asks for. Panics are the host's business.
pub fn dispatch(engine: &mut Engine, [command, _, a, b]: Request) -> std::result::Result<(), tachyon::Error> {
    match command {
        0 => engine.undo(a),
        1 => engine.redo(a),
        2 => engine.jump(a),
        3 => engine.difference(a, b),
        5 => engine.merge_candidates(a, (b != NO_MOMENT).then_some(b)),
        6 => engine.base_program(a),
        8 => engine.fast_forward(a),
        9 => engine.way(a, b),
        11 => engine.climb(a, b as i32),
        20 => engine.select(a),
        21 => engine.release(a),
        30 => engine.retain(a),
        31 => {
            engine.pin(a, b != 0);
            Ok(())
        }
        32 => {
            engine.forget_cell(a);
            Ok(())
        }
        40 => engine.past_of(a, b),
        41 => engine.effects(a, b),
        43 => engine.end_of(a),
        42 => {
            engine.versions(a);
            Ok(())
        }
        50 => engine.match_sequence(a, b),
        51 => engine.checkpoint(),
        52 => engine.rewind(),
        53 => engine.moment_of_operation(a),
        54 => {
            engine.set_alike(a, b);
            Ok(())
        }
        _ => Err(tachyon::Error::BadJournal),
    }
}
