//! The border between TypeScript and Tachyon: functions over integers, strings and one shared array.
//!
//! Nothing is decided here. Each export runs one command of one engine inside a guard ([`host`]) and answers a count,
//! or a code of [`tachyon::Error`] negated; TypeScript makes errors of codes. Lists go through a shared array
//! ([`buffers`]), because a fresh one costs 600 ns where a shared one costs 30.
#![expect(clippy::needless_pass_by_value, reason = "napi hands strings over by value")]

mod buffers;
mod commands;
mod files;
mod host;
mod mailbox;
mod questions;

use napi::bindgen_prelude::*;
use napi_derive::napi;

/// Engines of an environment end with it, while it can still give their memory back.
#[napi(module_exports)]
pub fn begin(_exports: Object, env: Env) -> Result<()> {
    env.add_env_cleanup_hook((), |()| host::clear())?;
    Ok(())
}
