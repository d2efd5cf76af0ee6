//! The engines of an environment, behind integer handles, and the guard around every command.
//!
//! - **H1** a handle is an index with a generation, so a stale one finds nothing until its place was used 2,048 times more
//! - **H2** an engine is out of its slot while a command runs on it: re-entry finds it busy
//! - **H3** a panic ends the engine it happened in, never the process
//!
//! Environments do not share threads, so one host per thread is one per environment. It has no destructor: a thread that
//! ends after the module is unloaded would run it in memory that is gone; an environment clears it instead.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};

use napi::bindgen_prelude::Uint32Array;
use tachyon::{Engine, Error};

use crate::buffers::Wire;
use crate::mailbox::{self, RESULT};

const INDEX_BITS: u32 = 20;
const MAX_ENGINES: usize = 1 << INDEX_BITS;
/// Handles stay positive as an i32.
const GENERATIONS: u32 = 1 << (31 - INDEX_BITS);

enum Slot {
    Free,
    Live(Box<Engine>),
    Busy,
    Poisoned,
}

struct Place {
    generation: u32,
    wire: usize,
    slot: Slot,
}

struct Host {
    wires: Vec<Wire>,
    places: Vec<Place>,
    free: Vec<usize>,
}

thread_local! {
    static HOST: ManuallyDrop<RefCell<Host>> =
        const { ManuallyDrop::new(RefCell::new(Host { wires: Vec::new(), places: Vec::new(), free: Vec::new() })) };
}

fn with_host<R>(run: impl FnOnce(&mut Host) -> R) -> R {
    HOST.with(|host| run(&mut host.borrow_mut()))
}

impl Host {
    fn find(&mut self, handle: u32) -> Result<&mut Place, Error> {
        let index = (handle as usize) & (MAX_ENGINES - 1);
        match self.places.get_mut(index) {
            Some(place) if place.generation == handle >> INDEX_BITS && !matches!(place.slot, Slot::Free) => Ok(place),
            _ => Err(Error::UnknownHandle),
        }
    }

    fn take(&mut self, handle: u32) -> Result<(Box<Engine>, usize), Error> {
        let place = self.find(handle)?;
        match std::mem::replace(&mut place.slot, Slot::Busy) {
            Slot::Live(engine) => Ok((engine, place.wire)),
            other => {
                let error = if matches!(other, Slot::Poisoned) { Error::Poisoned } else { Error::Busy };
                place.slot = other;
                Err(error)
            }
        }
    }

    fn put(&mut self, handle: u32, slot: Slot) {
        if let Ok(place) = self.find(handle) {
            place.slot = slot;
        }
    }
}

/// Registers an array; its number is returned, and written where results go.
pub fn register(array: Uint32Array) -> Result<usize, Error> {
    let mut wire = Wire::new(array).ok_or(Error::TooLarge)?;
    Ok(with_host(|host| {
        let number = host.wires.len();
        wire.set(RESULT, number as u32);
        host.wires.push(wire);
        number
    }))
}

/// Runs the request that lies in an array, and leaves the result there.
pub fn serve(wire: usize) {
    // Two visits to the host instead of one per step: this is the hottest path of the border.
    let taken = with_host(|host| {
        let request = host.wires.get_mut(wire).map(Wire::request)?;
        Some((request, host.take(request[1])))
    });
    let Some((request, taken)) = taken else { return };
    let result = taken.and_then(|(engine, _)| run(engine, |engine| mailbox::dispatch(engine, request)));
    with_host(|host| {
        let array = &mut host.wires[wire];
        let (slot, code) = match result {
            Ok((engine, Ok(()))) => {
                let entries = array.write(&engine);
                (Some(Slot::Live(engine)), entries as i32)
            }
            Ok((engine, Err(error))) => (Some(Slot::Live(engine)), error.code()),
            Err(error) => (matches!(error, Error::Poisoned).then_some(Slot::Poisoned), error.code()),
        };
        array.set(RESULT, code as u32);
        if let Some(slot) = slot {
            host.put(request[1], slot);
        }
    });
}

/// Opens an engine that answers in a registered array.
pub fn open(wire: u32, linear: bool, time: f64) -> i32 {
    install(wire, Engine::new(linear, time))
}

/// Gives an engine a handle; it answers in a registered array.
pub fn install(wire: u32, engine: Engine) -> i32 {
    with_host(|host| {
        let Some(array) = host.wires.get_mut(wire as usize) else { return Error::UnknownHandle.code() };
        let engine = Box::new(engine);
        array.write(&engine);
        let slot = Slot::Live(engine);
        let index = host.free.pop().unwrap_or(host.places.len());
        if index == host.places.len() {
            if index == MAX_ENGINES {
                return Error::TooLarge.code();
            }
            host.places.push(Place { generation: 0, wire: wire as usize, slot });
        } else {
            let place = &mut host.places[index];
            place.wire = wire as usize;
            place.slot = slot;
        }
        (host.places[index].generation << INDEX_BITS | index as u32) as i32
    })
}

/// Ends an engine; its memory is given back.
pub fn close(handle: u32) -> i32 {
    let ended = with_host(|host| {
        let place = host.find(handle)?;
        if matches!(place.slot, Slot::Busy) {
            return Err(Error::Busy);
        }
        let slot = std::mem::replace(&mut place.slot, Slot::Free);
        place.generation = (place.generation + 1) % GENERATIONS;
        host.free.push((handle as usize) & (MAX_ENGINES - 1));
        Ok(slot)
    });
    ended.map_or_else(Error::code, |_| 0)
}

/// Ends all engines of this environment.
pub fn clear() {
    let engines = with_host(|host| {
        host.wires.clear();
        host.free.clear();
        std::mem::take(&mut host.places)
    });
    drop(engines);
}

/// Runs a command that answers in the shared array; returns the number of entries there, or a code.
pub fn command(handle: u32, run: impl FnOnce(&mut Engine) -> Result<(), Error>) -> i32 {
    guarded(handle, |engine| run(engine), |(), engine, wire| wire.write(engine) as i32).unwrap_or_else(Error::code)
}

/// Writes the entries of the last answer from one on; returns how many.
pub fn rest(handle: u32, from: u32) -> i32 {
    guarded(handle, |_| Ok(()), |(), engine, wire| wire.write_entries(engine, from as usize) as i32)
        .unwrap_or_else(Error::code)
}

/// Runs a command that answers a value, and can leave a word in the status.
pub fn ask<T>(handle: u32, run: impl FnOnce(&mut Engine) -> Result<T, Error>) -> Result<T, Error> {
    guarded(handle, run, |value, _, _| value)
}

/// Like [`ask`], with one word for the status.
pub fn ask_with_status<T>(
    handle: u32,
    index: usize,
    run: impl FnOnce(&mut Engine) -> Result<(T, u32), Error>,
) -> Result<T, Error> {
    guarded(handle, run, |(value, word), _, wire| {
        wire.set(index, word);
        value
    })
}

fn guarded<T, R>(
    handle: u32,
    command: impl FnOnce(&mut Engine) -> Result<T, Error>,
    answer: impl FnOnce(T, &Engine, &mut Wire) -> R,
) -> Result<R, Error> {
    let (engine, wire) = with_host(|host| host.take(handle))?;
    match run(engine, command) {
        Ok((engine, result)) => with_host(|host| {
            let result = result.map(|value| answer(value, &engine, &mut host.wires[wire]));
            host.put(handle, Slot::Live(engine));
            result
        }),
        Err(error) => {
            with_host(|host| host.put(handle, Slot::Poisoned));
            Err(error)
        }
    }
}

/// An engine and what a command answered.
type Ran<T> = (Box<Engine>, Result<T, Error>);

/// Runs a command on an engine that is out of its slot; a panic ends the engine.
fn run<T>(mut engine: Box<Engine>, command: impl FnOnce(&mut Engine) -> Result<T, Error>) -> Result<Ran<T>, Error> {
    if let Ok(result) = catch_unwind(AssertUnwindSafe(|| command(&mut engine))) {
        return Ok((engine, result));
    }
    // Its memory may be in any state: it is not touched again, not even to free it.
    std::mem::forget(engine);
    Err(Error::Poisoned)
}
