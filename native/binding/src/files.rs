//! Files: an engine as bytes, and back. What is wrong with a file is an answer, not a code: it has a place.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tachyon::file::{Cause, FileError, Limits, Place, check};
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
    let save =
        |engine: &mut Engine| if engine.is_pruned() { Err(Error::PrunedMoment) } else { Ok(engine.save(&sections)) };
    match host::ask(handle, save) {
        Ok(bytes) => Either::A(bytes.into()),
        Err(error) => Either::B(error.code()),
    }
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

/// Looks at the values of an engine that was read: `blocks` are (begin, end), `places` are (kind, length of a list), by cell.
/// Answers the permutations: (operation, object, length), flat.
#[napi]
pub fn check_values(
    handle: u32,
    bytes: &[u8],
    blocks: &[f64],
    places: &[u32],
    objects: u32,
) -> Either<Uint32Array, FileRefusal> {
    let blocks: Vec<_> = blocks.chunks_exact(2).map(|block| block[0] as usize..block[1] as usize).collect();
    let places: Vec<_> = places
        .chunks_exact(2)
        .map(|place| match place[0] {
            1 => Place::Field,
            2 => Place::Key,
            3 => Place::List(place[1]),
            4 => Place::Conflicts,
            5 => Place::Adapted,
            _ => Place::Nothing,
        })
        .collect();
    let answer = host::ask(handle, |engine| Ok(engine.check_values(bytes, &blocks, &places, objects)));
    let defect = FileError::new(Cause::Malformed, 0, "a failure of the reader");
    match answer.unwrap_or(Err(defect)) {
        Ok(permutations) => Either::A(permutations.into()),
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
