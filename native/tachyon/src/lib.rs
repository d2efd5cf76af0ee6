//! Tachyon, the engine of Janus: histories as directed acyclic graphs of moments.
//!
//! # The model in one page
//!
//! An **operation** is one change of one **cell** and has a number; its value lies elsewhere, under that number. A
//! **moment** is what one write or transaction did: a range of operations on top of its parent, or of two parents for a
//! merge. The state of a cell at a moment is its newest operation on the moment's *first-parent line*, or its
//! **baseline**, the value it had before its first operation. A merge moment records what it took over, so the line
//! alone gives the state; merge bases use all parents.
//!
//! A **position** says where a live instance stands. Moving it answers a **plan**: which operation is current for each
//! cell that changes, net. **Names** (branches, labels) point at moments; a branch follows new ones.
//!
//! # Map
//!
//! | module | what it knows |
//! |---|---|
//! | [`graph`] | which moment builds on which; ancestry, ways, merge bases |
//! | [`log`] | which operation changed which cell, and when in the cell's life |
//! | [`plan`] | net plans between moments, in time proportional to what changes |
//! | [`past`] | what moments did, and which moments did something to a cell |
//! | [`ladder`] | the plans of neighbouring steps, for a series of them |
//! | [`redo`] | the child last left, at every moment |
//! | [`names`], [`times`] | branches, labels, titles, tags; when moments began |
//! | [`history`], [`position`] | what is shared, and where an instance stands |
//! | [`merge`] | what a merge has to decide |
//! | [`journal`] | the words in which operations arrive |
//! | [`retain`] | which moments go when there are too many |
//! | [`column`] | lists whose front can be dropped |
//! | [`engine`] | one method per command |
//! | [`file`] | histories as bytes |
//!
//! Invariants are numbered in the modules that own them; [`engine::Engine::verify`] recomputes all of them. Nothing here
//! recurses over a history, reads a clock or a file, or starts a thread, so the crate also serves WebAssembly.
#![forbid(unsafe_code)]

pub mod column;
pub mod engine;
pub mod error;
pub mod file;
pub mod graph;
pub mod history;
pub mod ids;
pub mod journal;
pub mod ladder;
pub mod log;
pub mod merge;
pub mod names;
pub mod past;
pub mod plan;
pub mod position;
pub mod redo;
pub mod retain;
pub mod times;

pub use engine::Engine;
pub use error::Error;
