//! Files: an engine as bytes, and back. What is wrong with a file is an answer, not a code: it has a place.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tachyon::file::{Cause, FileError, Limits, Named, Place, check, repair};
use tachyon::{Engine, Error};

use crate::host;

/// Why a file was refused.
#[napi(object)]
pub struct FileRefusal {
    /// Bytes from its beginning.
    pub offset: f64,
    /// Number of a [`Cause`].
    pub cause: i32,
    /// What was being read.
    pub what: String,
}

/// An engine that was read.
#[napi(object)]
pub struct LoadedFile {
    /// Its handle, or a code.
    pub handle: i32,
    /// Sections of the host: (kind, begin, end), flat.
    pub sections: Vec<f64>,
    /// Number of the next operation.
    pub next: u32,
    /// Cells are below this number.
    pub cells: u32,
    /// Whether the history is linear.
    pub linear: bool,
    /// When the history began, in milliseconds.
    pub born: f64,
    /// The oldest moment, and how many have gone.
    pub root: u32,
    pub gone: u32,
    /// Whether anything was let go at all.
    pub pruned: bool,
}

fn refusal(error: FileError) -> FileRefusal {
    FileRefusal { offset: error.offset as f64, cause: error.cause as i32, what: error.what.into() }
}

/// Reads what strangers may have written: a failure inside is a refusal too.
fn read<T>(reading: impl FnOnce() -> std::result::Result<T, FileError>) -> std::result::Result<T, FileRefusal> {
    let broken = FileError::new(Cause::Malformed, 0, "a failure of the reader");
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or(Err(broken)).map_err(refusal)
}

/// The history as a file, with these sections behind those of the engine.
#[napi]
pub fn save_file(handle: u32, kinds: &[u32], sections: Vec<Uint8Array>) -> Either<Buffer, i32> {
    let sections: Vec<_> = kinds.iter().copied().zip(sections.iter().map(AsRef::as_ref)).collect();
    match host::ask(handle, |engine| Ok(engine.save(&sections))) {
        Ok(bytes) => Either::A(bytes.into()),
        Err(error) => Either::B(error.code()),
    }
}

/// Does a part of the next `save_file`, of so many operations. Answers 1 when only the newest moment is left.
#[napi]
pub fn prepare_file(handle: u32, operations: u32) -> i32 {
    host::ask(handle, |engine| Ok(i32::from(engine.prepare(operations)))).unwrap_or_else(Error::code)
}

/// Opens an engine on the history in a file.
#[napi]
pub fn load_file(wire: u32, bytes: &[u8], moments: u32, operations: u32) -> Either<LoadedFile, FileRefusal> {
    match read(|| Engine::load(bytes, Limits { moments, operations })) {
        Ok((engine, sections)) => {
            let (sections, history) = (sections.into_iter(), engine.history());
            let (next, cells) = (history.log.next(), history.log.cells().len() as u32);
            let born = history.times.of(history.graph.root());
            Either::A(LoadedFile {
                pruned: engine.is_pruned(),
                root: history.graph.root(),
                gone: history.graph.len() - history.graph.count(),
                next,
                cells,
                linear: engine.position().is_linear(),
                born,
                handle: host::install(wire, engine),
                sections: sections.flat_map(|(kind, at)| [f64::from(kind), at.start as f64, at.end as f64]).collect(),
            })
        }
        Err(refusal) => Either::B(refusal),
    }
}

fn places_of(places: &[u32]) -> Vec<Place> {
    let of = |place: &[u32]| match place[0] {
        1 => Place::Field,
        2 => Place::Key,
        3 => Place::List(place[1]),
        4 => Place::Conflicts,
        5 => Place::Adapted,
        6 => Place::Weak,
        _ => Place::Nothing,
    };
    places.chunks_exact(2).map(of).collect()
}

/// Numbers whose values a file holds: (first, how many), flat. Only those that are kept although their moments may have gone, if
/// that is asked.
#[napi]
pub fn values_of_file(handle: u32, kept: bool) -> Either<Uint32Array, i32> {
    let values = |engine: &mut Engine| Ok(if kept { engine.history().log.kept_values() } else { engine.values() });
    match host::ask(handle, values) {
        Ok(ranges) => {
            Either::A(ranges.into_iter().flat_map(|(first, count)| [first, count]).collect::<Vec<_>>().into())
        }
        Err(error) => Either::B(error.code()),
    }
}

/// What the values of operations name; see [`Named`].
#[napi(object)]
pub struct NamedObjects {
    /// Permutations of lists: (operation, object, length), flat.
    pub permutations: Uint32Array,
    /// For each object, whether it is held (1) and whether it is remembered (2).
    pub objects: Uint8Array,
}

fn named(Named { permutations, objects }: Named) -> NamedObjects {
    NamedObjects { permutations: permutations.into(), objects: objects.into() }
}

/// Looks at the values of an engine that was read: `blocks` are (begin, end), `places` are (kind, length of a list), by cell.
#[napi]
pub fn check_values(
    handle: u32,
    bytes: &[u8],
    blocks: &[f64],
    places: &[u32],
    objects: u32,
) -> Either<NamedObjects, FileRefusal> {
    let blocks: Vec<_> = blocks.chunks_exact(2).map(|block| block[0] as usize..block[1] as usize).collect();
    let places = places_of(places);
    let answer = host::ask(handle, |engine| Ok(engine.check_values(bytes, &blocks, &places, objects)));
    let defect = FileError::new(Cause::Malformed, 0, "a failure of the reader");
    match answer.unwrap_or(Err(defect)) {
        Ok(found) => Either::A(named(found)),
        Err(error) => Either::B(refusal(error)),
    }
}

/// The sections of a file: (kind, begin, end, 0 or the number of what is wrong), flat.
#[napi]
pub fn check_file(bytes: &[u8]) -> Either<Vec<f64>, FileRefusal> {
    match read(|| check(bytes)) {
        Ok(sections) => {
            let words = sections.into_iter().flat_map(|section| {
                let broken = section.broken.map_or(0, |error| error.cause as i32);
                [f64::from(section.kind), section.place.start as f64, section.place.end as f64, f64::from(broken)]
            });
            Either::A(words.collect())
        }
        Err(refusal) => Either::B(refusal),
    }
}

/// A file as it was before it was damaged.
#[napi(object)]
pub struct RepairedFile {
    /// The file.
    pub bytes: Buffer,
    /// Where the damaged one was another: (begin, end), flat.
    pub places: Vec<f64>,
}

/// Repairs a file.
#[napi]
pub fn repair_file(bytes: &[u8]) -> Either<RepairedFile, FileRefusal> {
    match read(|| repair(bytes)) {
        Ok(repaired) => Either::A(RepairedFile {
            bytes: repaired.bytes.into(),
            places: repaired.places.iter().flat_map(|place| [place.start as f64, place.end as f64]).collect(),
        }),
        Err(refusal) => Either::B(refusal),
    }
}

/// What a history has got since it was followed last.
#[napi(object)]
pub struct HistoryTail {
    /// The record.
    pub bytes: Buffer,
    /// Number of the next operation.
    pub next: u32,
    /// The cells that were recorded: twice the number, plus one where it was for the first time.
    pub cells: Uint32Array,
    /// Operations that are deltas of adapted values, each with its cell.
    pub deltas: Uint32Array,
}

/// From here on [`history_tail`] says what is new.
#[napi]
pub fn follow_history(handle: u32) -> i32 {
    host::command(handle, |engine| {
        engine.follow();
        Ok(())
    })
}

/// The changes of adapters from an operation on, each with its cell, flat.
#[napi]
pub fn deltas_since(handle: u32, from: u32) -> Either<Uint32Array, i32> {
    match host::ask(handle, |engine| Ok(engine.deltas_since(from))) {
        Ok(deltas) => Either::A(deltas.iter().flat_map(|&(op, cell)| [op, cell]).collect::<Vec<_>>().into()),
        Err(error) => Either::B(error.code()),
    }
}

/// What is new; nothing where nothing is.
#[napi]
pub fn history_tail(handle: u32) -> Either3<HistoryTail, Null, i32> {
    match host::ask(handle, Engine::tail) {
        Ok(Some(tail)) => Either3::A(HistoryTail {
            bytes: tail.bytes.into(),
            next: tail.next,
            cells: tail.cells.iter().map(|&(cell, is_new)| cell << 1 | u32::from(is_new)).collect::<Vec<_>>().into(),
            deltas: tail.deltas.iter().flat_map(|&(op, cell)| [op, cell]).collect::<Vec<_>>().into(),
        }),
        Ok(None) => Either3::B(Null),
        Err(error) => Either3::C(error.code()),
    }
}

/// Takes over a tail, and answers a plan in the shared array.
#[napi]
pub fn extend_history(handle: u32, bytes: &[u8], moments: u32, operations: u32) -> Either<i32, FileRefusal> {
    let mut refused = None;
    let entries = host::command(handle, |engine| {
        refused = engine.extend(bytes, Limits { moments, operations }).err();
        Ok(())
    });
    refused.map_or(Either::A(entries), |error| Either::B(refusal(error)))
}

/// Takes over names and redo memory of the last tail.
#[napi]
pub fn end_extension(handle: u32) -> Either<i32, FileRefusal> {
    let mut refused = None;
    let entries = host::command(handle, |engine| {
        refused = engine.extended().err();
        Ok(())
    });
    refused.map_or(Either::A(entries), |error| Either::B(refusal(error)))
}

/// Looks at the values of operations from one on, in blocks of (begin, end, the operation before which they end); see
/// [`check_values`].
#[napi]
pub fn check_more_values(
    handle: u32,
    from: u32,
    bytes: &[u8],
    blocks: &[f64],
    places: &[u32],
    objects: u32,
) -> Either<NamedObjects, FileRefusal> {
    let blocks: Vec<_> =
        blocks.chunks_exact(3).map(|block| (block[0] as usize..block[1] as usize, block[2] as u32)).collect();
    let places = places_of(places);
    let answer = host::ask(handle, |engine| Ok(engine.check_values_from(from, bytes, &blocks, &places, objects)));
    let defect = FileError::new(Cause::Malformed, 0, "a failure of the reader");
    match answer.unwrap_or(Err(defect)) {
        Ok(found) => Either::A(named(found)),
        Err(error) => Either::B(refusal(error)),
    }
}

/// CRC-32C of bytes.
#[napi]
pub fn checksum_of(bytes: &[u8]) -> u32 {
    tachyon::file::checksum(bytes)
}
