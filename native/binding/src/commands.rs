//! Commands with strings or arrays. Those with integers alone go through the [`mailbox`].

use napi::bindgen_prelude::*;
use napi_derive::napi;
use tachyon::Error;
use tachyon::retain::Limits;

use crate::{host, mailbox};

/// Version of the words and answers.
#[napi]
pub fn wire_version() -> u32 {
    tachyon::journal::VERSION
}

/// Registers the array for requests and answers; returns the function that runs the request in it. Word 12 of the array
/// is its number afterwards.
#[napi]
pub fn register_wire(env: Env, wire: Uint32Array) -> Result<Function<'static, (), ()>> {
    mailbox::open(&env, wire)
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

/// Writes the entries of the last answer from one on; returns how many.
#[napi]
pub fn plan_rest(handle: u32, from: u32) -> i32 {
    host::rest(handle, from)
}

/// Makes a branch.
#[napi]
pub fn create_branch(handle: u32, name: String, at: u32) -> i32 {
    host::command(handle, |engine| engine.create_branch(&name, at))
}

/// Makes a branch and a position on it; answers the number of the position.
#[napi]
pub fn fork(handle: u32, name: String, at: u32) -> i32 {
    host::command(handle, |engine| engine.fork(&name, at))
}

/// Ends a position, and deletes its branch unless another position stands on it.
#[napi]
pub fn discard(handle: u32, position: u32, name: String) -> i32 {
    host::command(handle, |engine| engine.discard(position, &name))
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

/// Answers what both sides did to a sequence since their common past, or since another moment.
#[napi]
pub fn merge_sequence(handle: u32, cell: u32, source: u32, base: Option<u32>) -> i32 {
    host::command(handle, |engine| engine.merge_sequence(cell, source, base))
}

/// Begins the merge moment of the position and a source.
#[napi]
pub fn merge_open(handle: u32, source: u32, time: f64) -> i32 {
    host::command(handle, |engine| engine.merge_open(source, time))
}

/// Begins a moment on the position.
#[napi]
pub fn open_moment(handle: u32, others: &[u32], time: f64, title: Option<String>) -> i32 {
    host::command(handle, |engine| engine.open_moment(others, time, title))
}

/// Makes a branch point at a moment.
#[napi]
pub fn set_branch(handle: u32, name: String, moment: u32) -> i32 {
    host::command(handle, |engine| engine.set_branch(&name, moment))
}

/// Makes a label name another moment, or none any more.
#[napi]
pub fn set_label(handle: u32, name: String, moment: Option<u32>) -> i32 {
    host::command(handle, |engine| engine.set_label(&name, moment))
}

/// Goes to a moment with this branch as the current one; answers a plan.
#[napi]
pub fn stand(handle: u32, branch: String, moment: u32) -> i32 {
    host::command(handle, |engine| engine.stand(&branch, moment))
}

/// What is kept at most from now on.
#[napi]
pub fn limit(handle: u32, moments: u32, operations: u32, before: f64) -> i32 {
    host::command(handle, |engine| engine.limit(Limits { moments, operations, before }))
}

/// Fails inside, to prove that a failure is contained.
#[napi]
pub fn force_panic(handle: u32) -> i32 {
    host::command(handle, |_| {
        // Without its usual message: the panic is wanted.
        std::panic::resume_unwind(Box::new("forced"))
    })
}
