//! Commands: everything that changes a history or a position, or answers a list in the shared array.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use tachyon::Error;

use crate::host;

/// Version of the words and answers.
#[napi]
pub fn wire_version() -> u32 {
    tachyon::journal::VERSION
}

/// Registers the array for answers; returns its number.
#[napi]
pub fn register_wire(wire: Uint32Array) -> i32 {
    host::register(wire)
}

/// Opens an engine; returns its handle.
#[napi]
pub fn open(wire: u32, linear: bool, time: f64) -> i32 {
    host::open(wire, linear, time)
}

/// Ends an engine.
#[napi]
pub fn close(handle: u32) -> i32 {
    host::close(handle)
}

/// Takes the first `count` words of a journal.
#[napi]
pub fn append(handle: u32, words: &[u32], count: u32, titles: Option<Vec<String>>) -> i32 {
    host::command(handle, |engine| {
        let words = words.get(..count as usize).ok_or(Error::BadJournal)?;
        engine.append(words, titles.as_deref().unwrap_or_default())
    })
}

/// Goes back; answers a plan.
#[napi]
pub fn undo(handle: u32, steps: u32) -> i32 {
    host::command(handle, |engine| engine.undo(steps))
}

/// Goes forward; answers a plan.
#[napi]
pub fn redo(handle: u32, steps: u32) -> i32 {
    host::command(handle, |engine| engine.redo(steps))
}

/// Goes to a moment; answers a plan.
#[napi]
pub fn jump(handle: u32, moment: u32) -> i32 {
    host::command(handle, |engine| engine.jump(moment))
}

/// Writes the entries of the last answer from one on; returns how many.
#[napi]
pub fn plan_rest(handle: u32, from: u32) -> i32 {
    host::rest(handle, from)
}

/// Answers (cell, operation at a, operation at b).
#[napi]
pub fn difference(handle: u32, a: u32, b: u32) -> i32 {
    host::command(handle, |engine| engine.difference(a, b))
}

/// Answers (cell, operation before, operation after).
#[napi]
pub fn changes(handle: u32, moment: u32) -> i32 {
    host::command(handle, |engine| engine.changes(moment))
}

/// Answers (cell, base, ours, theirs).
#[napi]
pub fn merge_candidates(handle: u32, source: u32) -> i32 {
    host::command(handle, |engine| engine.merge_candidates(source))
}

/// Answers (0, moment, 0, 0) or (1, left, right, base).
#[napi]
pub fn base_program(handle: u32, source: u32) -> i32 {
    host::command(handle, |engine| engine.base_program(source))
}

/// Begins the merge moment.
#[napi]
pub fn merge_open(handle: u32, source: u32) -> i32 {
    host::command(handle, |engine| engine.merge_open(source))
}

/// Moves branch and position ahead; answers a plan.
#[napi]
pub fn fast_forward(handle: u32, source: u32) -> i32 {
    host::command(handle, |engine| engine.fast_forward(source))
}

/// Makes a branch.
#[napi]
pub fn create_branch(handle: u32, name: String, at: u32) -> i32 {
    host::command(handle, |engine| engine.create_branch(&name, at))
}

/// Goes to the tip of a branch; answers a plan.
#[napi]
pub fn switch_branch(handle: u32, name: String) -> i32 {
    host::command(handle, |engine| engine.switch_branch(&name))
}

/// Takes a branch's name away.
#[napi]
pub fn delete_branch(handle: u32, name: String) -> i32 {
    host::command(handle, |engine| engine.delete_branch(&name))
}

/// Gives a branch another name.
#[napi]
pub fn rename_branch(handle: u32, from: String, to: String) -> i32 {
    host::command(handle, |engine| engine.rename_branch(&from, &to))
}

/// Gives a moment a label.
#[napi]
pub fn add_label(handle: u32, name: String, moment: u32) -> i32 {
    host::command(handle, |engine| engine.add_label(&name, moment))
}

/// Sets a tag of a moment.
#[napi]
pub fn set_tag(handle: u32, moment: u32, key: String, value: String) -> i32 {
    host::command(handle, |engine| engine.set_tag(moment, &key, &value))
}

/// Fails inside, to prove that a failure is contained.
#[napi]
pub fn force_panic(handle: u32) -> i32 {
    host::command(handle, |_| {
        // Without its usual message: the panic is wanted.
        std::panic::resume_unwind(Box::new("forced"))
    })
}
