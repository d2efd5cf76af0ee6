//! Merging sequences: what both sides did to an ordered content since their common past, in one common order.
//!
//! Each side is replayed by itself from the newest state that is on the line of all of them ([`line`]); then the slots of
//! target and source are brought into one order ([`order`]). A line holds what its merges came to, in the order they gave
//! it, so no merge is ever decided again. To replay over a placeholder is an idea of Gentle and Kleppmann ("Collaborative
//! text editing with Eg-walker: better, faster, smaller", 2025); that slots stay when their elements go, and runs that were
//! inserted at one place do not interleave, is as in YATA (Nicolaescu et al., "Near real-time peer-to-peer shared editing
//! on extensible data types", GROUP 2016). At the same place the target's elements come first.
//!
//! Elements have identity: the number of the value with which they were first inserted. A merge says of elements it takes
//! over which ones they are, how they came to their places, and which values they have (`log::Same`): what came over is
//! the same on both sides afterwards.

mod line;
mod order;
mod past;

use std::collections::BTreeMap;

use crate::ids::OpId;
use crate::log::Log;
use crate::merge::base::Step;
use line::{Element, Line, Place, inserted_number};
use order::{Item, common_order};
use past::{Past, PastProgram};

/// Most sides: where a common past is made of more states, it is taken as unknown.
const MOST_SIDES: usize = 64;

/// Flags of a [`Row`].
pub mod flag {
    /// The element stands here in the target.
    pub const OURS: u32 = 1;
    /// The element stands here in the source.
    pub const THEIRS: u32 = 2;
    /// The element stood here in the common past.
    pub const BASE: u32 = 4;
    /// The element stands somewhere else in the target.
    pub const OURS_ELSEWHERE: u32 = 8;
    /// The element stands somewhere else in the source.
    pub const THEIRS_ELSEWHERE: u32 = 16;
    /// The element stood somewhere else in the common past.
    pub const BASE_ELSEWHERE: u32 = 32;
    /// The target has put another value in.
    pub const OURS_SET: u32 = 64;
    /// The source has put another value in.
    pub const THEIRS_SET: u32 = 128;
    /// The common pasts disagree about the value.
    pub const BASE_VALUE_UNKNOWN: u32 = 256;
}

/// A run of elements that have the same fate, in the common order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Who has it where; see [`flag`].
    pub flags: u32,
    /// How many elements.
    pub length: u32,
    /// Number of the (first) value in the source; 0 when it is what it was at the start.
    pub theirs: u32,
    /// Number of the value in the common past; 0 when it is what it was at the start.
    pub base: u32,
    /// Number of a value that the target has removed or replaced, the one from the start; 0 when there is none.
    pub original: u32,
    /// The same for both rows of one element that has two; 0 for other elements.
    pub element: u32,
    /// Number that says which element it is, for one that the target does not have; 0 for a hole.
    pub origin: u32,
    /// How it came to its place in the source: 0 when it was inserted there, else the number of the operation that moved it.
    pub place: u32,
}

impl Row {
    /// The columns, as they are answered.
    #[must_use]
    pub const fn words(&self) -> [u32; COLUMNS] {
        [self.flags, self.length, self.theirs, self.base, self.original, self.element, self.origin, self.place]
    }
}

/// Columns of a [`Row`].
pub const COLUMNS: usize = 8;

/// Merges a sequence that stands at `ours` and `theirs`. The common past is what `program` makes of the operations that
/// `operation_of` answers for its moments.
#[must_use]
pub fn merge(log: &Log, ours: OpId, theirs: OpId, program: &[Step], operation_of: impl Fn(u32) -> OpId) -> Vec<Row> {
    let mut ends = vec![ours, theirs];
    let side_of: Vec<Option<usize>> = program
        .iter()
        .map(|step| match step {
            Step::Moment(moment) => {
                let op = operation_of(*moment);
                Some(ends.iter().position(|&end| end == op).unwrap_or_else(|| {
                    ends.push(op);
                    ends.len() - 1
                }))
            }
            Step::Merge { .. } => None,
        })
        .collect();
    let is_known = ends.len() <= MOST_SIDES;
    ends.truncate(MOST_SIDES);
    let past = PastProgram::new(if is_known { program } else { &[] }, &side_of);
    Rows::new(replayed(log, &ends), ends.len(), &past).all()
}

/// A line, and the sides that stand at its end.
struct Replayed {
    line: Line,
    sides: u64,
}

/// The lines to these ends, replayed from the newest state that is on all of them.
fn replayed(log: &Log, ends: &[OpId]) -> Vec<Replayed> {
    let mut lines = vec![Replayed { line: Line::new(), sides: u64::MAX >> (MOST_SIDES - ends.len()) }];
    for (op, sides) in operations(log, ends) {
        // Lines part, and never come together again.
        let Some(at) = lines.iter().position(|line| line.sides & sides != 0) else { continue };
        if lines[at].sides == sides {
            lines[at].line.replay(log, op);
        } else {
            lines[at].sides &= !sides;
            let mut line = lines[at].line.clone();
            line.replay(log, op);
            lines.push(Replayed { line, sides });
        }
    }
    lines
}

/// All operations since the newest state that is on every line, in order, with the sides that have done them.
fn operations(log: &Log, lines: &[OpId]) -> Vec<(OpId, u64)> {
    let mut ends: BTreeMap<OpId, u64> = BTreeMap::new();
    for (at, &op) in lines.iter().enumerate() {
        *ends.entry(log.stands_for(op)).or_default() |= 1 << at;
    }
    let mut found = Vec::new();
    while ends.len() > 1 {
        // The largest is on no other line unless it is its end.
        let Some((op, sides)) = ends.pop_last() else { break };
        found.push((op, sides));
        *ends.entry(log.stands_for(log.further_back(op))).or_default() |= sides;
    }
    found.reverse();
    found
}

/// Where the elements of a line stand: first element, how many, and how they came there; ascending.
struct Standing(Vec<(Element, u32, Place)>);

impl Standing {
    fn of(line: &Line) -> Self {
        let mut found: Vec<_> = line
            .spans()
            .iter()
            .filter(|span| span.present)
            .map(|span| (span.element, span.length, span.place))
            .collect();
        found.sort_unstable();
        Self(found)
    }

    /// How an element came to where it stands, if it does; and up to which element that goes on.
    fn at(&self, element: Element) -> (Option<Place>, Element) {
        let next = self.0.partition_point(|&(first, ..)| first <= element);
        if let Some((first, length, place)) = next.checked_sub(1).map(|at| self.0[at]) {
            let end = first + u64::from(length);
            if element < end {
                return (Some(place), end);
            }
        }
        (None, self.0.get(next).map_or(Element::MAX, |found| found.0))
    }
}

/// Makes the rows.
struct Rows<'a> {
    lines: Vec<Line>,
    standing: Vec<Standing>,
    /// By side, its line.
    line_of: Vec<usize>,
    past: &'a PastProgram<'a>,
    made: Vec<Row>,
    /// Elements with two rows.
    split: BTreeMap<Element, u32>,
}

impl<'a> Rows<'a> {
    fn new(replayed: Vec<Replayed>, sides: usize, past: &'a PastProgram<'a>) -> Self {
        let line_of = (0..sides)
            .map(|side| replayed.iter().position(|line| line.sides & 1 << side != 0).unwrap_or_default())
            .collect();
        let lines: Vec<Line> = replayed.into_iter().map(|line| line.line).collect();
        let standing = lines.iter().map(Standing::of).collect();
        Self { lines, standing, line_of, past, made: Vec::new(), split: BTreeMap::new() }
    }

    fn ours(&self) -> &Line {
        &self.lines[self.line_of[0]]
    }

    fn theirs(&self) -> &Line {
        &self.lines[self.line_of[1]]
    }

    /// How an element came to where it stands on a side.
    fn place_on(&self, side: usize, element: Element) -> Option<Place> {
        self.standing[self.line_of[side]].at(element).0
    }

    fn all(mut self) -> Vec<Row> {
        let both_moved = |element| {
            let base = self.past.evaluate(|side| self.place_on(side, element));
            [0, 1].iter().all(|&side| base != Past::Known(self.place_on(side, element)))
        };
        for item in common_order(self.ours().spans(), self.theirs().spans(), both_moved) {
            if item.ours != Some(true) && item.theirs != Some(true) {
                continue;
            }
            let end = item.element + u64::from(item.length);
            let mut element = item.element;
            while element < end {
                let until = self.alike(element).min(end);
                let row = self.row(&item, element, (until - element) as u32);
                push(&mut self.made, row);
                element = until;
            }
        }
        self.made
    }

    /// Up to which element all have the fate of this one.
    fn alike(&self, element: Element) -> Element {
        let standing = self.standing.iter().map(|standing| standing.at(element).1);
        let valued = self.lines.iter().map(|line| match line.next_valued(element) {
            next if next == element => element + 1,
            next => next,
        });
        standing.chain(valued).chain([self.ours().first_number(element).1]).min().unwrap_or(element + 1)
    }

    fn row(&mut self, item: &Item, element: Element, length: u32) -> Row {
        let (here, there) = (self.place_on(0, element), self.place_on(1, element));
        let is_shared = item.ours == Some(true) && item.theirs == Some(true);
        let mut flags = 0;
        for (place, is_here, at, elsewhere) in [
            (here, item.ours, flag::OURS, flag::OURS_ELSEWHERE),
            (there, item.theirs, flag::THEIRS, flag::THEIRS_ELSEWHERE),
        ] {
            flags |= if is_here == Some(true) { at } else { place.map_or(0, |_| elsewhere) };
        }
        let is_split = !is_shared && here.is_some() && there.is_some();
        flags |= self.base_flag(item, element, is_split && here == there);
        let (ours, theirs) = (self.ours().value(element), self.theirs().value(element));
        let base = self.past.evaluate(|side| self.lines[self.line_of[side]].value(element).identity);
        if flags & (flag::BASE | flag::BASE_ELSEWHERE) != 0 {
            let is_set = |identity| base != Past::Known(identity);
            flags |= if is_set(ours.identity) { flag::OURS_SET } else { 0 };
            flags |= if is_set(theirs.identity) { flag::THEIRS_SET } else { 0 };
            flags |= if base == Past::Ambiguous { flag::BASE_VALUE_UNKNOWN } else { 0 };
        }
        let original = self.ours().first_number(element).0;
        let groups = self.split.len() as u32 + 1;
        Row {
            flags,
            length,
            theirs: theirs.number,
            base: if let Past::Known(identity) = base { identity } else { 0 },
            original,
            element: if is_split { *self.split.entry(element).or_insert(groups) } else { 0 },
            origin: match inserted_number(element) {
                0 => original,
                number => number,
            },
            place: there.unwrap_or(0),
        }
    }

    /// Where the element stood in the common past. One that nobody moved, and that stands in two places because the sides
    /// have come to contrary orders, stands where the target has it: as if it had stood where the source has it.
    fn base_flag(&self, item: &Item, element: Element, is_contrary: bool) -> u32 {
        let (here, there) = (self.place_on(0, element), self.place_on(1, element));
        let is_here = match self.past.evaluate(|side| self.place_on(side, element)) {
            Past::Known(None) => return 0,
            _ if is_contrary => item.theirs.is_some(),
            Past::Known(Some(place)) => place == item.place,
            // Where the pasts disagree: what both sides have had, one of them has removed since, or both have moved.
            Past::Ambiguous => {
                let knows = |place: Option<Place>, line: &Line| place.is_some() || line.knows(element);
                if !knows(here, self.ours()) || !knows(there, self.theirs()) {
                    return 0;
                }
                here.is_none() || there.is_none() || here == there
            }
        };
        if is_here { flag::BASE } else { flag::BASE_ELSEWHERE }
    }
}

/// Joins a row to the one before where they are alike.
fn push(rows: &mut Vec<Row>, row: Row) {
    if let Some(last) = rows.last_mut() {
        let is_kept = flag::OURS | flag::THEIRS | flag::BASE;
        if last.flags == is_kept && row.flags == is_kept {
            last.length = last.length.saturating_add(row.length);
            return;
        }
    }
    rows.push(row);
}
