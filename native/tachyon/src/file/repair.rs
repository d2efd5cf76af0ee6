//! Parity, so that a file which was damaged in one place can be had again as it was.
//!
//! The bytes of all other sections, one after the other, are cut into chunks; chunk i is in row i modulo the number of rows,
//! and each row has one chunk of parity, the XOR of its chunks (Patterson, Gibson and Katz, *A case for redundant arrays of
//! inexpensive disks*, SIGMOD 1988). Checksums of the chunks tell which ones are damaged. Neighbours are in different rows: any
//! stretch as long as all parity, a sixteenth of the file, can be repaired, at the end also when it is missing.
//!
//! magic (8) · sections (4) · of each other section: kind (4) · checksum (4) · length (8) · bytes of a chunk (4) · rows (4) ·
//! checksums of the chunks, then of the parity (4 each) · checksum of all this (4) · parity
//!
//! - **P1** what is repaired has the checksums that were written, or is refused
//! - **P2** what is allocated is in proportion to the length of the file

use std::ops::Range;

use super::{Cause, ENTRY, FileError, HEAD, MAX_SECTIONS, REPAIR, check, checksum, pack};

const MAGIC: [u8; 8] = *b"\x8AJanusR\n";
/// Chunks in a row.
const ROW: usize = 16;
const SHORTEST: usize = 64;
const LONGEST: usize = 4096;
/// How many chunks are aimed at: fewer are longer, so that their checksums stay few.
const AIM: usize = 256;
/// Places where the section may be, if the head does not say: a stranger's file could have many that look like it.
const MAX_PLACES: usize = 16;
/// Equal bytes between two damaged places that are told as one.
const NEAR: usize = 64;

/// A section as the table has it: kind, checksum, length.
type Entry = (u32, u32, u64);

/// A file as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where the damaged one was another.
    pub places: Vec<Range<usize>>,
}

/// The parity of these sections.
pub(super) fn parity_of(sections: &[(u32, &[u8])]) -> Vec<u8> {
    let entries = sections.iter().map(|&(kind, bytes)| (kind, checksum(bytes), bytes.len() as u64));
    let mut data = Vec::with_capacity(sections.iter().map(|section| section.1.len()).sum());
    for (_, bytes) in sections {
        data.extend_from_slice(bytes);
    }
    let layout = Layout::of(data.len());
    let mut section = MAGIC.to_vec();
    word(&mut section, sections.len() as u32);
    for (kind, sum, length) in entries {
        word(&mut section, kind);
        word(&mut section, sum);
        section.extend_from_slice(&length.to_le_bytes());
    }
    word(&mut section, layout.chunk as u32);
    word(&mut section, layout.rows as u32);
    let parity = layout.parity(&data);
    data.chunks(layout.chunk).chain(parity.chunks(layout.chunk)).for_each(|chunk| word(&mut section, checksum(chunk)));
    let sum = checksum(&section);
    word(&mut section, sum);
    section.extend_from_slice(&parity);
    section
}

fn word(to: &mut Vec<u8>, word: u32) {
    to.extend_from_slice(&word.to_le_bytes());
}

/// How the bytes are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    chunk: usize,
    rows: usize,
}

impl Layout {
    fn of(length: usize) -> Self {
        let chunk = (length / AIM).next_power_of_two().clamp(SHORTEST, LONGEST);
        Self { chunk, rows: length.div_ceil(chunk).div_ceil(ROW) }
    }

    fn parity(self, data: &[u8]) -> Vec<u8> {
        let mut parity = vec![0; self.rows * self.chunk];
        for (at, chunk) in data.chunks(self.chunk).enumerate() {
            add(&mut parity[at % self.rows * self.chunk..], chunk);
        }
        parity
    }
}

fn add(to: &mut [u8], bytes: &[u8]) {
    to.iter_mut().zip(bytes).for_each(|(to, byte)| *to ^= byte);
}

/// A file whose damage is not too much, as it was before. One that is whole comes back as it is.
pub fn repair(bytes: &[u8]) -> Result<Repaired, FileError> {
    let checked = check(bytes);
    let told = checked.as_ref().ok().and_then(|sections| sections.first()).filter(|section| section.kind == REPAIR);
    let known = told.map_or(HEAD, |section| section.place.start);
    let places = (0..bytes.len()).filter(|&at| at != known && bytes[at..].starts_with(&MAGIC)).take(MAX_PLACES);
    let found = std::iter::once(known).chain(places).find_map(|at| Parity::read(bytes, at));
    let sections = match (found, &checked) {
        (Some(parity), _) => parity.sections(bytes)?,
        // The parity is what is damaged.
        (None, Ok(all)) if told.is_some() && all[1..].iter().all(|section| section.broken.is_none()) => {
            all[1..].iter().map(|section| (section.kind, bytes[section.place.clone()].to_vec())).collect()
        }
        (None, Err(error)) => return Err(*error),
        (None, Ok(_)) => return Err(FileError::new(Cause::Checksum, known, "what repairs the rest is damaged, too")),
    };
    let sections: Vec<(u32, &[u8])> = sections.iter().map(|(kind, bytes)| (*kind, &bytes[..])).collect();
    let whole = pack(&sections, true);
    Ok(Repaired { places: differences(bytes, &whole), bytes: whole })
}

/// What the section says, if that is whole.
struct Parity<'a> {
    entries: Vec<Entry>,
    layout: Layout,
    /// Of chunks, then of parity.
    sums: Vec<u32>,
    /// The parity of each row.
    rows: &'a [u8],
    /// Where the other sections begin, and how long they are together.
    begin: usize,
    length: usize,
}

impl<'a> Parity<'a> {
    fn read(bytes: &'a [u8], at: usize) -> Option<Self> {
        let section = bytes.get(at..).filter(|section| section.starts_with(&MAGIC))?;
        let word = |at: usize| section.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let count = word(8).filter(|&count| count <= MAX_SECTIONS)? as usize;
        let mut entries = Vec::new();
        for entry in section.get(12..12 + count * ENTRY)?.chunks_exact(ENTRY) {
            let word = |at: usize| u32::from_le_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]);
            entries.push((word(0), word(4), u64::from(word(8)) | u64::from(word(12)) << 32));
        }
        let length = entries.iter().try_fold(0u64, |sum, entry| sum.checked_add(entry.2))?;
        // All but a part that parity can bring back has to be there.
        let length = usize::try_from(length).ok().filter(|&length| length / 2 <= bytes.len())?;
        let layout = Layout::of(length);
        let sums = 12 + count * ENTRY + 8;
        let is_its = (word(sums - 8), word(sums - 4)) == (Some(layout.chunk as u32), Some(layout.rows as u32));
        let end = sums + 4 * (length.div_ceil(layout.chunk) + layout.rows);
        let is_whole = is_its && word(end) == Some(checksum(section.get(..end)?));
        let sums = section.get(sums..end)?.chunks_exact(4);
        let parity = end + 4..end + 4 + layout.rows * layout.chunk;
        is_whole.then_some(())?;
        Some(Self {
            entries,
            layout,
            sums: sums.map(|sum| u32::from_le_bytes([sum[0], sum[1], sum[2], sum[3]])).collect(),
            rows: section.get(parity.clone())?,
            begin: at + parity.end,
            length,
        })
    }

    /// The other sections as they were.
    fn sections(&self, bytes: &[u8]) -> Result<Vec<(u32, Vec<u8>)>, FileError> {
        let Layout { chunk, rows } = self.layout;
        let mut data = bytes.get(self.begin..).unwrap_or_default().to_vec();
        data.resize(self.length, 0);
        let (sums, of_parity) = self.sums.split_at(self.sums.len() - rows);
        let damaged: Vec<usize> = data
            .chunks(chunk)
            .zip(sums)
            .enumerate()
            .filter(|(_, (chunk, sum))| checksum(chunk) != **sum)
            .map(|(at, _)| at)
            .collect();
        let mut is_used = vec![false; rows];
        for &at in &damaged {
            let row = at % rows;
            let parity = &self.rows[row * chunk..(row + 1) * chunk];
            if std::mem::replace(&mut is_used[row], true) || checksum(parity) != of_parity[row] {
                return Err(FileError::new(
                    Cause::Checksum,
                    self.begin + at * chunk,
                    "more is damaged than can be repaired",
                ));
            }
            let mut lost = parity.to_vec();
            let others = data.chunks(chunk).enumerate().skip(row).step_by(rows).filter(|&(other, _)| other != at);
            others.for_each(|(_, chunk)| add(&mut lost, chunk));
            let place = at * chunk..((at + 1) * chunk).min(data.len());
            let length = place.len();
            data[place].copy_from_slice(&lost[..length]);
        }
        let mut sections = Vec::new();
        let mut rest = &data[..];
        for &(kind, sum, length) in &self.entries {
            let (section, behind) = rest.split_at(length as usize);
            if checksum(section) != sum {
                return Err(FileError::new(
                    Cause::Checksum,
                    self.begin + (data.len() - rest.len()),
                    "what was repaired is not what was there",
                ));
            }
            sections.push((kind, section.to_vec()));
            rest = behind;
        }
        Ok(sections)
    }
}

/// Where a file is not what it should be; what it lacks counts, and what it has too much.
fn differences(bytes: &[u8], whole: &[u8]) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut differ = |place: Range<usize>| match places.last_mut() {
        Some(last) if place.start <= last.end + NEAR => last.end = place.end,
        _ => places.push(place),
    };
    for (at, (byte, should)) in bytes.iter().zip(whole).enumerate() {
        if byte != should {
            differ(at..at + 1);
        }
    }
    if bytes.len() != whole.len() {
        differ(bytes.len().min(whole.len())..bytes.len().max(whole.len()));
    }
    places
}
