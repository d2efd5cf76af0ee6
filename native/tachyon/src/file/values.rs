//! The values of a file, looked at without being made: the host decodes them one block at a time, long after the file was
//! opened, and then it is too late to refuse one.
//!
//! What a value looks like is the host's affair (`src/history-file/tags.ts`); known here are its bounds, the objects it
//! names, and which kinds may stand in which cell. Of lists the length at each operation is counted, so that no change
//! reaches beyond the end.

use std::ops::Range;

use super::columns::Reader;
use super::{Cause, FileError, Kind as Section, place_of};
use crate::engine::Engine;
use crate::history::History;
use crate::ids::{BASELINE_MARK, CellId, NO_OP, OpId};
use crate::log::Log;
use crate::log::sequence::{Change, Kind};

/// What stands behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing that is known.
    Nothing,
    /// A field.
    Field,
    /// A key of a map, set or plain object.
    Key,
    /// A list, and how long it is now.
    List(u32),
    /// The open conflicts.
    Conflicts,
    /// A value that an adapter knows.
    Adapted,
    /// A field whose values the history does not keep alive.
    Weak,
}

/// What the values of operations were found to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The permutations of lists: (operation, number of the object with the order, length), flat.
    pub permutations: Vec<u32>,
    /// For each object whether a value holds it ([`HELD`]), and whether one only remembers it ([`REMEMBERED`]).
    pub objects: Vec<u8>,
}

/// Of an object: a value holds it.
pub const HELD: u8 = 1;
/// Of an object: a value of a weak field is it.
pub const REMEMBERED: u8 = 2;

const TWO_BYTES: u8 = 0x80;
const THREE_BYTES: u8 = 0xC0;
const FLOAT: u8 = 0xE4;
const BIGINT: u8 = 0xE7;
const SYMBOL: u8 = 0xE9;
const WELL_KNOWN: u8 = 0xEA;
const OBJECT: u8 = 0xEB;
const ENTRY: u8 = 0xEC;
const ABSENT: u8 = 0xED;
const HOLE: u8 = 0xEE;
const CONFLICTS: u8 = 0xEF;
/// ECMA-262, "Well-Known Symbols", with those of explicit resource management.
const WELL_KNOWN_SYMBOLS: [&[u8]; 15] = [
    b"asyncDispose",
    b"asyncIterator",
    b"dispose",
    b"hasInstance",
    b"isConcatSpreadable",
    b"iterator",
    b"match",
    b"matchAll",
    b"replace",
    b"search",
    b"species",
    b"split",
    b"toPrimitive",
    b"toStringTag",
    b"unscopables",
];
const TEXT: u8 = 0xE8;
const LIKE_TEXT: u8 = 0xF0;
const WEAK: u8 = 0xF1;
/// Units that a text shares with the one before at most: few bytes must not become many.
const MAX_SHARED: u64 = 64;
/// Digits of a bigint: those of 2^30 bits, the most that a runtime has, and no more.
const MAX_DIGITS: usize = 207_000_000;
const LARGEST: u64 = (1 << 53) - 1;

/// Operations per block, as a power of two.
const BLOCK: u32 = 12;

impl Engine {
    /// Numbers whose values a file holds, as ascending ranges: (first, how many).
    #[must_use]
    pub fn values(&self) -> Vec<(OpId, u32)> {
        let History { log, graph, .. } = self.history();
        if self.is_pruned() {
            return log.values(graph);
        }
        Some((1, log.next() - 1)).filter(|&(_, count)| count > 0).into_iter().collect()
    }

    /// Looks at the values of all operations, in the blocks that hold them; objects have numbers below `objects`.
    pub fn check_values(
        &self,
        bytes: &[u8],
        blocks: &[Range<usize>],
        places: &[Place],
        objects: u32,
    ) -> Result<Named, FileError> {
        let ranges = self.values();
        let mut ends: Vec<OpId> = Vec::new();
        for &(first, count) in &ranges {
            let next = ends.last().map_or(0, |end| end >> BLOCK);
            ends.extend(((first >> BLOCK).max(next)..=(first + count - 1) >> BLOCK).map(|block| (block + 1) << BLOCK));
        }
        let numbers = ranges.iter().flat_map(|&(first, count)| first..first + count);
        let blocks: Vec<_> = blocks.iter().cloned().zip(ends).collect();
        self.check_numbers(numbers, bytes, &blocks, places, objects)
    }

    /// The same from an operation on: blocks say before which operation they end.
    pub fn check_values_from(
        &self,
        op: OpId,
        bytes: &[u8],
        blocks: &[(Range<usize>, OpId)],
        places: &[Place],
        objects: u32,
    ) -> Result<Named, FileError> {
        self.check_numbers(op..self.history().log.next(), bytes, blocks, places, objects)
    }

    fn check_numbers(
        &self,
        numbers: impl Iterator<Item = OpId>,
        bytes: &[u8],
        blocks: &[(Range<usize>, OpId)],
        places: &[Place],
        objects: u32,
    ) -> Result<Named, FileError> {
        let log = &self.history().log;
        let mut permutations = Vec::new();
        let mut objects = vec![0; objects as usize];
        let mut numbers = numbers.peekable();
        for (block, end) in blocks {
            let part = bytes.get(block.clone()).unwrap_or_default();
            let mut reader = Reader::new(part, block.start, "a value");
            // Units of the text before.
            let mut last = 0;
            while let Some(op) = numbers.next_if(|number| number < end) {
                let cell = log.cell_of_value(op);
                let place = cell.and_then(|cell| places.get(cell as usize).copied()).unwrap_or(Place::Nothing);
                let object = value(&mut reader, place, &mut objects, &mut last)?;
                let permutation = matches!(place, Place::List(_)).then(|| permutation(log, op)).flatten();
                if let Some(Change { count, .. }) = permutation {
                    let object = object.ok_or_else(|| reader.malformed("an order that is none"))?;
                    permutations.extend([op, object, count]);
                }
            }
            reader.end()?;
        }
        if numbers.next().is_some() {
            return Err(FileError::new(Cause::Malformed, bytes.len(), "operations without values"));
        }
        for (cell, place) in places.iter().enumerate() {
            check_place(self.history(), cell as CellId, *place, self.position().current(cell as CellId))
                .map_err(|what| FileError::new(Cause::Malformed, place_of(bytes, Section::Log), what))?;
        }
        Ok(Named { permutations, objects })
    }
}

fn permutation(log: &Log, op: OpId) -> Option<Change> {
    if !log.knows(op) {
        return None;
    }
    let change = log.recorded_change(op)?;
    (change.kind == Kind::Permute && log.previous_of(op) != BASELINE_MARK).then_some(change)
}

/// Passes over one value; answers the object it names.
#[inline]
fn value(from: &mut Reader, place: Place, objects: &mut [u8], last: &mut u64) -> Result<Option<u32>, FileError> {
    let tag = from.take(1)?[0];
    let fits = match place {
        Place::Nothing => true,
        Place::Field | Place::Adapted => tag < ENTRY || tag == LIKE_TEXT,
        Place::Weak => tag < ENTRY || tag == LIKE_TEXT || tag == WEAK,
        Place::Key => tag == ENTRY || tag == ABSENT,
        Place::List(_) => tag < ENTRY || tag == HOLE || tag == LIKE_TEXT,
        Place::Conflicts => tag == CONFLICTS,
    };
    if !fits {
        return Err(from.malformed("a value that cannot be there"));
    }
    match tag {
        ENTRY => {
            whole(from)?;
            let tag = from.take(1)?[0];
            if tag >= ENTRY && tag != LIKE_TEXT {
                Err(from.malformed("a value that cannot be there"))
            } else {
                plain(from, tag, objects, last)
            }
        }
        CONFLICTS => conflicts(from, objects, last).map(|()| None),
        _ => plain(from, tag, objects, last),
    }
}

#[inline]
fn plain(from: &mut Reader, tag: u8, objects: &mut [u8], last: &mut u64) -> Result<Option<u32>, FileError> {
    match tag {
        0..TWO_BYTES | 0xE0..=0xE3 | ABSENT | HOLE => {}
        TWO_BYTES..THREE_BYTES => {
            from.take(1)?;
        }
        THREE_BYTES..0xE0 => {
            from.take(2)?;
        }
        FLOAT => {
            from.take(8)?;
        }
        0xE5 | 0xE6 => whole(from)?,
        OBJECT => return named(from, objects, HELD).map(Some),
        WEAK => {
            named(from, objects, REMEMBERED)?;
        }
        TEXT => *last = text(from)?.0,
        LIKE_TEXT => {
            let shared = from.number()?;
            if shared > MAX_SHARED.min(*last) {
                return Err(from.malformed("a text like none"));
            }
            *last = shared + text(from)?.0;
        }
        SYMBOL => text(from).map(drop)?,
        BIGINT if !is_bigint(text(from)?.1) => return Err(from.malformed("a number that is none")),
        WELL_KNOWN if !WELL_KNOWN_SYMBOLS.contains(&text(from)?.1) => {
            return Err(from.malformed("a symbol that is not known"));
        }
        BIGINT | WELL_KNOWN => {}
        _ => return Err(from.malformed("a value of no known kind")),
    }
    Ok(None)
}

fn named(from: &mut Reader, objects: &mut [u8], how: u8) -> Result<u32, FileError> {
    let number = from.below(objects.len() as u32, "an object that is not there")?;
    objects[number as usize] |= how;
    Ok(number)
}

fn whole(from: &mut Reader) -> Result<(), FileError> {
    if from.number()? > LARGEST { Err(from.malformed("a number that is too large")) } else { Ok(()) }
}

/// Passes over a text; answers how many units it has, and its bytes.
fn text<'a>(from: &mut Reader<'a>) -> Result<(u64, &'a [u8]), FileError> {
    let head = from.number()?;
    let units = head >> 1;
    let length = usize::try_from(if head & 1 == 1 { units.saturating_mul(2) } else { units }).unwrap_or(usize::MAX);
    from.take(length).map(|bytes| (units, bytes))
}

/// Digits in base 36, after a minus for numbers below 0.
fn is_bigint(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    (1..=MAX_DIGITS).contains(&digits.len())
        && digits.iter().all(|digit| digit.is_ascii_digit() || digit.is_ascii_lowercase())
}

/// Open conflicts hold no value that holds others.
fn conflicts(from: &mut Reader, objects: &mut [u8], last: &mut u64) -> Result<(), FileError> {
    let mut flat = |from: &mut Reader| {
        let tag = from.take(1)?[0];
        let nests = tag == ENTRY || tag == CONFLICTS;
        if nests {
            Err(from.malformed("a value that cannot be there"))
        } else {
            plain(from, tag, objects, last).map(drop)
        }
    };
    for _ in 0..from.count(8)? {
        flat(from)?;
        flat(from)?;
        for _ in 0..from.count(1)? {
            flat(from)?;
        }
        for _ in 0..6 {
            flat(from)?;
        }
        whole(from)?;
        whole(from)?;
    }
    Ok(())
}

/// That a cell has operations of the kind its place has, and that no change of a list reaches beyond its end.
fn check_place(history: &History, cell: CellId, place: Place, current: OpId) -> Result<(), &'static str> {
    let History { log, graph, .. } = history;
    let refuse = Err;
    let is_list = matches!(place, Place::List(_) | Place::Adapted);
    let Some(known) = log.cells().get(cell as usize).filter(|_| place != Place::Nothing) else { return Ok(()) };
    let versions = known.versions.as_slice();
    if is_list != log.is_sequence(cell) && !versions.is_empty() {
        return refuse("a list that is none");
    }
    if place == Place::Adapted {
        let is_delta =
            |&op: &OpId| matches!(log.change_of(op), Change { kind: Kind::Delta, index: 0 | 1, count: 0, added: 0 });
        return if versions.iter().all(is_delta) { Ok(()) } else { refuse("a change that is no delta") };
    }
    let Place::List(now) = place else { return Ok(()) };
    // Lengths relative to that of the first state.
    let mut grown: Vec<i64> = Vec::with_capacity(versions.len());
    let at = |grown: &[i64], op: OpId| match versions.binary_search(&op) {
        Ok(place) => grown.get(place).copied().unwrap_or(0),
        Err(_) => 0,
    };
    for &op in versions {
        let change = log.change_of(op);
        let before = at(&grown, log.previous_of(op));
        let more = match change.kind {
            Kind::Splice => i64::from(change.added) - i64::from(change.count),
            Kind::Holes => i64::from(change.added),
            Kind::Set | Kind::Move | Kind::Permute | Kind::Delta => 0,
        };
        // What has led to the operation at the root is known no more: lengths are relative to it.
        grown.push(if op == log.root_of(cell) { 0 } else { before + more });
    }
    let first = i64::from(now) - if current == NO_OP { 0 } else { at(&grown, current) };
    let is_whole = graph.count() == graph.len() && log.kept() == 0;
    for &op in versions.iter().filter(|&&op| is_whole || log.is_live(graph, op)) {
        let Change { kind, index, count, added } = log.change_of(op);
        let (index, count) = (i64::from(index), i64::from(count));
        let length = first + at(&grown, log.previous_of(op));
        let fits = match kind {
            Kind::Splice => index + count <= length,
            Kind::Set => index < length,
            Kind::Move => (index < length && count < length) || (index == 0 && count == 0),
            Kind::Permute => count == length,
            Kind::Holes => index == length && length + i64::from(added) <= super::log::LIST_LIMIT,
            // No list has deltas.
            Kind::Delta => false,
        };
        if !fits || length < 0 {
            return refuse("a change beyond the end of a list");
        }
    }
    Ok(())
}
