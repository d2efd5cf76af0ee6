//! The shared arrays in which answers go out. Unsafe code is here and in [`crate::mailbox`] only.
//!
//! Words 0 to 7 are the status, 8 to 12 a request and its result ([`crate::mailbox`]), from [`PAYLOAD`] on lie the entries of an answer; what does not fit is fetched in pieces.

use napi::bindgen_prelude::Uint32Array;
use tachyon::Engine;

use crate::mailbox::{REQUEST, Request};

/// Where entries begin.
const PAYLOAD: usize = 16;
/// The smallest array that can hold a status and an entry.
pub const MIN_WORDS: usize = 64;

/// An array that TypeScript registered. The reference keeps its memory alive.
pub struct Wire(Uint32Array);

impl Wire {
    /// Takes an array; none that is too short.
    pub fn new(array: Uint32Array) -> Option<Self> {
        (array.len() >= MIN_WORDS).then_some(Self(array))
    }

    fn words(&mut self) -> &mut [u32] {
        // SAFETY: the memory belongs to the array, which this reference keeps alive and which TypeScript never detaches
        // or shares with another thread (`src/engine-binding/wire.ts`). JavaScript does not run while the slice
        // exists: every use is inside one synchronous call that calls nothing of JavaScript.
        unsafe { self.0.as_mut() }
    }

    /// Writes the status and the first entries of an engine's answer; returns how many.
    pub fn write(&mut self, engine: &Engine) -> u32 {
        self.words()[..8].copy_from_slice(&engine.status());
        self.write_entries(engine, 0)
    }

    /// Writes one word before the payload.
    pub fn set(&mut self, index: usize, word: u32) {
        self.words()[index] = word;
    }

    /// The request that lies here.
    pub fn request(&mut self) -> Request {
        let mut request = [0; 4];
        request.copy_from_slice(&self.words()[REQUEST..REQUEST + 4]);
        request
    }

    /// Writes the entries from one on; returns how many.
    pub fn write_entries(&mut self, engine: &Engine, from: usize) -> u32 {
        let answer = engine.answer();
        let room = &mut self.words()[PAYLOAD..];
        let begin = from.saturating_mul(answer.width).min(answer.words.len());
        let entries = (room.len() / answer.width.max(1)).min((answer.words.len() - begin) / answer.width.max(1));
        let words = entries * answer.width;
        room[..words].copy_from_slice(&answer.words[begin..begin + words]);
        entries as u32
    }
}
