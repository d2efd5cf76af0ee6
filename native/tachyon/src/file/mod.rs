//! Histories as bytes: one versioned format, every byte of it under a checksum.
//!
//! ```text
//! magic (8) · format (2) · flags (2) · sections (4) · table · checksum of all this (4) · sections
//! table entry: kind (4) · checksum (4) · length (8)
//! ```
//!
//! Fixed numbers are little-endian. Sections lie in the order of the table, without gaps. Behind the one that repairs
//! ([`repair`]) come those of the engine, in the order of [`Kind`]; the others are its **host's** (values, objects), which it neither reads nor changes.
//! `docs/file-format.md` says what is in each.
//!
//! - **S1** the same history gives the same bytes, and a history that was read gives the bytes it was read from
//! - **S2** what is read passes [`Engine::verify`], or is refused with the place where it does not
//! - **S3** reading takes memory in proportion to the length of the file and the limits, and time in proportion to both

mod checksum;
mod columns;
mod error;
mod graph;
mod kept;
mod log;
mod names;
mod position;
mod repair;
mod tail;
mod values;

use std::ops::Range;

pub use checksum::checksum;
pub use error::{Cause, FileError};
pub use repair::{Repaired, repair};
pub use tail::{Following, Tail};
pub use values::{HELD, Named, Place, REMEMBERED};

use crate::engine::Engine;
use crate::history::History;
use columns::{Reader, Writer};
pub(crate) use log::LogWriter;

/// How every file begins. The first byte is no text, the line ends show whether somebody took it for one.
pub const MAGIC: [u8; 8] = *b"\x8AJanus\r\n";
/// The format that is written.
pub const FORMAT: u16 = 1;
/// Sections that a file has at most.
const MAX_SECTIONS: u32 = 1 << 20;
const HEAD: usize = 16;
const ENTRY: usize = 16;

/// Sections of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// Runs of moments and further parents.
    Graph = 1,
    /// Operations.
    Log = 2,
    /// Branches, labels, titles, tags and times.
    Names = 3,
    /// Where the object stands, and its redo memory.
    Position = 4,
    /// What pruning has left.
    Kept = 5,
}

const KINDS: [Kind; 5] = [Kind::Graph, Kind::Log, Kind::Names, Kind::Position, Kind::Kept];

/// The kind of the section that can repair the others; the first one, if there is one.
pub const REPAIR: u32 = 15;

/// The first kind of a section that is the host's.
pub const HOST: u32 = 16;

/// What a file may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Moments.
    pub moments: u32,
    /// Numbers of operations, of their values and of cells.
    pub operations: u32,
}

/// A section: its kind, and where its bytes are.
pub type Section = (u32, Range<usize>);

/// A section as it was written: whether its bytes are those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its kind.
    pub kind: u32,
    /// Where it is, as far as the file goes.
    pub place: Range<usize>,
    /// What is wrong with it.
    pub broken: Option<FileError>,
}

/// Writes a file around these sections, if asked with one in front of them that can repair them.
#[must_use]
pub fn pack(sections: &[(u32, &[u8])], is_repairable: bool) -> Vec<u8> {
    let parity = is_repairable.then(|| repair::parity_of(sections));
    let parity = parity.as_deref().map(|parity| (REPAIR, parity));
    let all: Vec<(u32, &[u8])> = parity.into_iter().chain(sections.iter().copied()).collect();
    let body: usize = all.iter().map(|section| section.1.len()).sum();
    let mut bytes = Vec::with_capacity(HEAD + all.len() * ENTRY + 4 + body);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&0u16.to_le_bytes());
    bytes.extend_from_slice(&(all.len() as u32).to_le_bytes());
    for (kind, section) in &all {
        bytes.extend_from_slice(&kind.to_le_bytes());
        bytes.extend_from_slice(&checksum(section).to_le_bytes());
        bytes.extend_from_slice(&(section.len() as u64).to_le_bytes());
    }
    let head = checksum(&bytes);
    bytes.extend_from_slice(&head.to_le_bytes());
    for (_, section) in all {
        bytes.extend_from_slice(section);
    }
    bytes
}

/// Looks at the head, the table and the checksum of every section. What is wrong with the head or the table is an error;
/// what is wrong with a section is told of it.
pub fn check(bytes: &[u8]) -> Result<Vec<Checked>, FileError> {
    let refuse = |cause, offset, what| Err(FileError::new(cause, offset, what));
    let word = |at: usize| bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map(u32::from_le_bytes);
    if !bytes.starts_with(&MAGIC) {
        let is_short = MAGIC.starts_with(bytes);
        let cause = if is_short { Cause::Truncated } else { Cause::NotAHistory };
        return refuse(cause, bytes.len().min(MAGIC.len()), "the first bytes");
    }
    let (Some(format), Some(count)) = (word(8), word(12)) else {
        return refuse(Cause::Truncated, bytes.len(), "the head");
    };
    let end = HEAD + count.min(MAX_SECTIONS) as usize * ENTRY;
    let is_known = format == u32::from(FORMAT);
    match word(end) {
        // A broken head is no reason to call a file newer.
        Some(sum) if checksum(&bytes[..end]) == sum && !is_known => return refuse(Cause::Format, 8, "the format"),
        Some(sum) if checksum(&bytes[..end]) == sum && count <= MAX_SECTIONS => {}
        Some(_) => return refuse(Cause::Checksum, end, "the head"),
        None => return refuse(Cause::Truncated, bytes.len(), "the table of sections"),
    }
    let mut checked = Vec::with_capacity(count as usize);
    let mut begin = end + 4;
    for entry in bytes[HEAD..end].chunks_exact(ENTRY) {
        let mut reader = entry.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]));
        let mut next = || reader.next().unwrap_or(0);
        let (kind, sum, length) = (next(), next(), u64::from(next()) | u64::from(next()) << 32);
        let after = usize::try_from(length).ok().and_then(|length| begin.checked_add(length)).unwrap_or(usize::MAX);
        let place = begin.min(bytes.len())..after.min(bytes.len());
        let broken = if after > bytes.len() {
            Some(FileError::new(Cause::Truncated, bytes.len(), "a section"))
        } else {
            let is_same = checksum(&bytes[place.clone()]) == sum;
            (!is_same).then_some(FileError::new(Cause::Checksum, begin, "a section"))
        };
        checked.push(Checked { kind, place, broken });
        begin = after;
    }
    if begin < bytes.len() {
        return refuse(Cause::Trailing, begin, "the end");
    }
    Ok(checked)
}

/// Where a section of the engine begins, in a file whose head is right.
fn place_of(bytes: &[u8], kind: Kind) -> usize {
    let word =
        |at: usize| bytes.get(at..at + 4).map_or(0, |word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]));
    let count = word(12) as usize;
    let mut begin = HEAD + count * ENTRY + 4;
    for entry in (0..count).map(|at| HEAD + at * ENTRY).take_while(|&entry| entry < bytes.len()) {
        if word(entry) == kind as u32 {
            return begin;
        }
        begin = begin.saturating_add(word(entry + 8) as usize);
    }
    0
}

impl Engine {
    /// Whether moments have gone, or their places in the columns.
    #[must_use]
    pub fn is_pruned(&self) -> bool {
        let History { graph, log, .. } = self.history();
        graph.count() != graph.len() || log.dense() != (0, 0) || log.kept() > 0
    }

    /// Does a part of what [`Engine::save`] would do, of so many operations and those of one moment more; the history may go on
    /// in between. Answers whether only the newest moment is left.
    pub fn prepare(&mut self, operations: u32) -> bool {
        let prepared = self.prepared.take();
        let log = &self.history().log;
        let mut writer = prepared.filter(|writer| writer.is_of(log)).unwrap_or_else(|| Box::new(LogWriter::of(log)));
        // Operations can join the newest moment.
        let is_done = writer.write(log, log.moments() as u32 - 1, u64::from(operations));
        self.prepared = Some(writer);
        is_done
    }

    /// The history as a file, with sections of the host behind its own. Positions of other instances are left out.
    #[must_use]
    pub fn save(&mut self, host: &[(u32, &[u8])]) -> Vec<u8> {
        let prepared = self.prepared.take();
        let mut own: Vec<(u32, Writer)> = KINDS.iter().map(|&kind| (kind as u32, Writer::default())).collect();
        let History { graph, log, names, times } = self.history();
        graph::write(graph, &mut own[0].1);
        let writer = prepared.filter(|writer| writer.is_of(log)).map_or_else(|| LogWriter::of(log), |writer| *writer);
        writer.finish(log, &mut own[1].1);
        names::write(names, times, &mut own[2].1);
        position::write(self.position(), names, &mut own[3].1);
        kept::write(log, self.is_pruned(), &mut own[4].1);
        let own = own.iter().map(|(kind, writer)| (*kind, &writer.bytes[..]));
        pack(&own.chain(host.iter().copied()).collect::<Vec<_>>(), true)
    }

    /// The history in a file, and the sections of the host.
    pub fn load(bytes: &[u8], limits: Limits) -> Result<(Self, Vec<Section>), FileError> {
        let sections = check(bytes)?;
        if let Some(broken) = sections.iter().find_map(|section| section.broken) {
            return Err(broken);
        }
        Self::load_sections(bytes, &sections, limits)
    }

    fn load_sections(bytes: &[u8], sections: &[Checked], limits: Limits) -> Result<(Self, Vec<Section>), FileError> {
        let sections =
            if sections.first().is_some_and(|first| first.kind == REPAIR) { &sections[1..] } else { sections };
        let of_host = sections.get(KINDS.len()..).unwrap_or_default();
        let readers = KINDS.iter().enumerate().map(|(at, &kind)| match sections.get(at) {
            Some(section) if section.kind == kind as u32 => {
                Ok(Reader::new(&bytes[section.place.clone()], section.place.start, "a section of the engine"))
            }
            _ => Err(FileError::new(Cause::Malformed, HEAD + at * ENTRY, "the sections of the engine")),
        });
        if let Some(at) = of_host.iter().position(|section| section.kind < HOST) {
            let entry = HEAD + (KINDS.len() + at) * ENTRY;
            return Err(FileError::new(Cause::Malformed, entry, "the sections of the host"));
        }
        let mut readers = readers.collect::<Result<Vec<_>, _>>()?;
        let graph = graph::read(&mut readers[0], limits)?;
        let kept = kept::read(&mut readers[4], &graph, limits)?;
        if kept.is_none() && graph.count() != graph.len() {
            return Err(readers[4].malformed("nothing of moments that have gone"));
        }
        let log = log::read(&mut readers[1], &graph, kept, limits)?;
        let (names, times) = names::read(&mut readers[2], &graph)?;
        let history = History { graph, log, names, times };
        let position = position::read(&mut readers[3], &history)?;
        for reader in &readers {
            reader.end()?;
        }
        let host = of_host.iter().map(|section| (section.kind, section.place.clone())).collect();
        Ok((Self::of_parts(history, position), host))
    }
}
