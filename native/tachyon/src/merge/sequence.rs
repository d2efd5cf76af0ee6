//! Merging sequences: what both sides did to an ordered content since their common past, in one common order.
//!
//! All sides are replayed from the newest state that is on the line of each (E1), into one list of *slots*: places that an
//! element has, had, or has on one side only. Concurrent insertions are ordered as in YATA with the neighbours on both
//! sides as origins, which never interleaves runs (Nicolaescu et al., "Near real-time peer-to-peer shared editing on
//! extensible data types", GROUP 2016); to replay over a placeholder is an idea of Gentle and Kleppmann ("Collaborative
//! text editing with Eg-walker: better, faster, smaller", 2025). At the same place the target's elements come first.
//! Elements have identity: the number of the value with which they were first inserted; a merge says of elements it takes
//! over which ones they are, so an element that came over is the same one afterwards, and a moved element is one that has
//! changed its slot.
//!
//! - **E1** the content at the start is a placeholder: its length is not known here and does not matter
//! - **E2** every slot says which sides know it and on which sides its element stands in it
//! - **E3** an element stands in at most one slot on each side

use std::collections::BTreeMap;

use crate::ids::OpId;
use crate::log::Log;
use crate::log::sequence::{Change, Kind};
use crate::merge::base::Step;

/// The sides that take part, as bits: 0 the target, 1 the source, then those that make up the common past.
type Sides = u64;

/// The target.
const OURS: Sides = 1;
/// The source.
const THEIRS: Sides = 2;
/// Most sides: where a common past is made of more states, it is taken as unknown.
const MOST_SIDES: usize = 64;

/// An element: the number of its first value, an index of the placeholder, or a hole.
type Element = u64;
/// A place in the order; neighbours made together have neighbouring keys.
type Key = u64;

/// Longer than any list.
const ENDLESS: u32 = 1 << 30;
const PLACEHOLDER: Element = 1 << 63;
const HOLES: Element = 1 << 62;
/// Holes are told apart by the operation that made them and their index among its holes.
const HOLE_BITS: u32 = 29;
/// Keys of inserted slots; those of the placeholder are below.
const INSERTED: Key = 1 << 40;
/// Before the first and behind the last slot.
const EDGE: Key = u64::MAX;

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
    /// The same for all rows of one element that has several; 0 for other elements.
    pub element: u32,
}

/// Neighbouring slots that were made together and have shared their fate so far.
#[derive(Debug, Clone, Copy)]
struct Span {
    key: Key,
    element: Element,
    length: u32,
    left: Key,
    right: Key,
    known: Sides,
    present: Sides,
}

impl Span {
    fn end(&self) -> Key {
        self.key + u64::from(self.length)
    }

    /// Cuts off what begins at an offset.
    fn split(&mut self, offset: u32) -> Self {
        let (skip, rest) = (u64::from(offset), self.length - offset);
        let tail = Self {
            key: self.key + skip,
            element: self.element + skip,
            length: rest,
            left: self.key + skip - 1,
            ..*self
        };
        self.length = offset;
        tail
    }
}

/// What is known of an element that is more than inserted or removed.
#[derive(Debug, Clone, Default)]
struct Special {
    /// Its slots, where it has several.
    slots: Vec<Key>,
    /// Numbers of values that were put in, by side.
    values: Vec<(Sides, u32)>,
    /// The value that was there before the target's first replacement.
    original: u32,
}

/// A state of an element in the common past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Past<T> {
    Known(T),
    Ambiguous,
}

struct Merge<'a> {
    log: &'a Log,
    spans: Vec<Span>,
    serial: u64,
    specials: BTreeMap<Element, Special>,
    /// Where values of removed elements are, by element, for those that the target removed.
    removed: BTreeMap<Element, u32>,
    /// Where the last change was: most changes are near the one before. Span, and elements before it on `cursor_side`.
    cursor: (usize, u32),
    cursor_side: Sides,
}

/// Merges a sequence that stands at `ours` and `theirs`. The common past is what `program` makes of the operations that
/// `operation_of` answers for its moments.
#[must_use]
pub fn merge(log: &Log, ours: OpId, theirs: OpId, program: &[Step], operation_of: impl Fn(u32) -> OpId) -> Vec<Row> {
    let mut lines = vec![ours, theirs];
    let steps: Vec<Step> = program.to_vec();
    let mut side_of = Vec::with_capacity(steps.len());
    for step in &steps {
        side_of.push(match step {
            Step::Moment(moment) => {
                let op = operation_of(*moment);
                Some(lines.iter().skip(2).position(|&line| line == op).map_or_else(
                    || {
                        lines.push(op);
                        lines.len() - 1
                    },
                    |at| at + 2,
                ))
            }
            Step::Merge { .. } => None,
        });
    }
    let is_known = lines.len() <= MOST_SIDES;
    lines.truncate(MOST_SIDES);
    let all = Sides::MAX >> (MOST_SIDES - lines.len());
    let mut merge = Merge {
        log,
        spans: vec![Span {
            key: 0,
            element: PLACEHOLDER,
            length: ENDLESS,
            left: EDGE,
            right: EDGE,
            known: all,
            present: all,
        }],
        serial: INSERTED,
        specials: BTreeMap::new(),
        removed: BTreeMap::new(),
        cursor: (0, 0),
        cursor_side: 0,
    };
    for (op, sides) in operations(log, &lines) {
        merge.replay(op, sides);
    }
    let past = PastProgram { steps: if is_known { &steps } else { &[] }, side_of: &side_of };
    merge.rows(&past)
}

/// All operations since the newest state that is on every line, in order, with the sides that have done them.
fn operations(log: &Log, lines: &[OpId]) -> Vec<(OpId, Sides)> {
    let mut ends: BTreeMap<OpId, Sides> = BTreeMap::new();
    for (at, &op) in lines.iter().enumerate() {
        *ends.entry(op).or_default() |= 1 << at;
    }
    let mut found = Vec::new();
    while ends.len() > 1 {
        // The largest is on no other line unless it is its end.
        let Some((op, sides)) = ends.pop_last() else { break };
        found.push((op, sides));
        *ends.entry(log.previous_of(op)).or_default() |= sides;
    }
    found.reverse();
    found
}

impl Merge<'_> {
    fn replay(&mut self, op: OpId, sides: Sides) {
        let Change { kind, index, count, added } = self.log.change_of(op);
        // All of these sides are in the same state.
        let one = sides & sides.wrapping_neg();
        match kind {
            Kind::Splice => {
                self.remove(one, sides, index, count, Some(op));
                let values = op + count;
                let mut from = 0;
                while from < added {
                    let number = values + from;
                    let origin = self.log.origin_of(number);
                    let mut length = 1;
                    if origin == number {
                        while from + length < added && self.log.origin_of(number + length) == number + length {
                            length += 1;
                        }
                    }
                    // An element that came over may stand here on the side it came from.
                    self.insert(one, sides, index + from, u64::from(origin), length);
                    if origin != number {
                        self.note_slots(u64::from(origin));
                    }
                    from += length;
                }
            }
            Kind::Set => self.set(one, sides, index, op),
            Kind::Move => {
                if let Some(element) = self.take(one, sides, index) {
                    self.insert(one, sides, count, element, 1);
                    self.note_slots(element);
                }
            }
            Kind::Permute => self.permute(one, sides, op),
            Kind::Holes => self.insert(one, sides, index, HOLES | u64::from(op) << HOLE_BITS, added),
        }
    }

    // -- finding ---------------------------------------------------------------------------------------------------

    /// The span in which the element at an index of a side stands, and how many of its elements come before.
    fn find(&mut self, side: Sides, index: u32) -> (usize, u32) {
        let (mut at, mut before) = if self.cursor_side == side { self.cursor } else { (0, 0) };
        while before > index {
            at -= 1;
            before -= if self.spans[at].present & side == 0 { 0 } else { self.spans[at].length };
        }
        while let Some(span) = self.spans.get(at) {
            let here = if span.present & side == 0 { 0 } else { span.length };
            if index < before + here {
                break;
            }
            before += here;
            at += 1;
        }
        self.cursor = (at, before);
        self.cursor_side = side;
        (at, index - before)
    }

    /// Makes a span begin at an offset of another.
    fn cut(&mut self, at: usize, offset: u32) -> usize {
        if offset == 0 {
            return at;
        }
        let tail = self.spans[at].split(offset);
        self.spans.insert(at + 1, tail);
        at + 1
    }

    // -- changes ---------------------------------------------------------------------------------------------------

    fn remove(&mut self, one: Sides, sides: Sides, index: u32, mut count: u32, op: Option<OpId>) {
        if count == 0 {
            return;
        }
        let (at, offset) = self.find(one, index);
        if at == self.spans.len() {
            return;
        }
        let mut at = self.cut(at, offset);
        let mut number = op.unwrap_or_default();
        self.cursor_side = 0;
        while count > 0 && at < self.spans.len() {
            if self.spans[at].present & one == 0 {
                at += 1;
                continue;
            }
            if self.spans[at].length > count {
                self.cut(at, count);
            }
            let span = &mut self.spans[at];
            span.present &= !sides;
            if op.is_some() && sides & OURS != 0 {
                for offset in 0..span.length {
                    self.removed.insert(span.element + u64::from(offset), number + offset);
                }
            }
            number += span.length;
            count -= span.length;
            at += 1;
        }
        self.cursor = (at, index);
        self.cursor_side = one;
    }

    /// Takes one element out; answers which one it is.
    fn take(&mut self, one: Sides, sides: Sides, index: u32) -> Option<Element> {
        let (at, offset) = self.find(one, index);
        let element = self.spans.get(at)?.element + u64::from(offset);
        let key = self.spans[at].key + u64::from(offset);
        let special = self.specials.entry(element).or_default();
        if !special.slots.contains(&key) {
            special.slots.push(key);
        }
        self.remove(one, sides, index, 1, None);
        Some(element)
    }

    fn set(&mut self, one: Sides, sides: Sides, index: u32, op: OpId) {
        let (at, offset) = self.find(one, index);
        let Some(span) = self.spans.get(at) else { return };
        let special = self.specials.entry(span.element + u64::from(offset)).or_default();
        if sides & OURS != 0 && special.original == 0 && !special.values.iter().any(|value| value.0 & OURS != 0) {
            special.original = op;
        }
        for value in &mut special.values {
            value.0 &= !sides;
        }
        special.values.retain(|value| value.0 != 0);
        special.values.push((sides, op + 1));
    }

    fn permute(&mut self, one: Sides, sides: Sides, op: OpId) {
        let order = self.log.order_of(op).to_vec();
        let staying = longest_increasing(&order);
        // As many moves as there are elements off the longest run that keeps its order, from left to right.
        let mut present: Vec<u32> = (0..order.len() as u32).collect();
        let mut cursor = 0;
        for (to, &from) in order.iter().enumerate() {
            if staying[to] {
                cursor = present.iter().skip(cursor).position(|&at| at == from).map_or(cursor, |at| cursor + at + 1);
                continue;
            }
            let Some(at) = present.iter().position(|&other| other == from) else { continue };
            if at < cursor {
                cursor -= 1;
            }
            present.remove(at);
            present.insert(cursor, from);
            if let Some(element) = self.take(one, sides, at as u32) {
                self.insert(one, sides, cursor as u32, element, 1);
                self.note_slots(element);
            }
            cursor += 1;
        }
    }

    fn insert(&mut self, one: Sides, sides: Sides, index: u32, element: Element, length: u32) {
        if length == 0 {
            return;
        }
        // Behind the element before, not before the one behind: what lies between is not known to these sides.
        let at = if index == 0 {
            0
        } else {
            let (at, offset) = self.find(one, index - 1);
            if at == self.spans.len() { at } else { self.cut_behind(at, offset + 1) }
        };
        self.cursor_side = 0;
        if length == 1 && self.stand_again(at, one, sides, element) {
            return;
        }
        let left = if at == 0 { EDGE } else { self.spans[at - 1].end() - 1 };
        let end = (at..self.spans.len()).find(|&next| self.spans[next].known & one != 0).unwrap_or(self.spans.len());
        let right = self.spans.get(end).map_or(EDGE, |span| span.key);
        let at = self.place(at, end, left, right, sides);
        let span = Span { key: self.serial, element, length, left, right, known: sides, present: sides };
        self.serial += u64::from(length);
        self.spans.insert(at, span);
        self.cursor = (at, index);
        self.cursor_side = one;
    }

    /// Makes a span end before an offset of it, and answers the span behind.
    fn cut_behind(&mut self, at: usize, offset: u32) -> usize {
        if offset < self.spans[at].length { self.cut(at, offset) } else { at + 1 }
    }

    /// Where these sides insert an element that has a slot right there, it stands in that slot.
    fn stand_again(&mut self, mut at: usize, one: Sides, sides: Sides, element: Element) -> bool {
        while let Some(span) = self.spans.get(at) {
            if span.present & one != 0 {
                return false;
            }
            let offset = element.wrapping_sub(span.element);
            if offset < u64::from(span.length) {
                let at = self.cut(at, offset as u32);
                if self.spans[at].length > 1 {
                    self.cut(at, 1);
                }
                self.spans[at].present |= sides;
                self.spans[at].known |= sides;
                return true;
            }
            at += 1;
        }
        false
    }

    /// Where among concurrent insertions a new one goes.
    fn place(&self, start: usize, end: usize, left: Key, right: Key, sides: Sides) -> usize {
        let position = |key: Key| (start..end).find(|&at| (self.spans[at].key..self.spans[at].end()).contains(&key));
        let mut goal = start;
        let mut scanning = false;
        for at in start..end {
            let other = &self.spans[at];
            if !scanning {
                goal = at;
            }
            // An origin that is not among them lies before all of them, or behind.
            let other_left = if other.left == left { None } else { position(other.left).map(|at| at + 1) };
            if other.left != left && other_left.is_none() {
                return goal;
            }
            if other.left == left {
                if other.right == right {
                    // Both at the same place: the target's first.
                    if rank(sides) < rank(other.known) {
                        return goal;
                    }
                    scanning = false;
                } else {
                    scanning = position(other.right).is_some();
                }
            }
        }
        if scanning { goal } else { end }
    }

    /// Notes that an element has several slots.
    fn note_slots(&mut self, element: Element) {
        let keys: Vec<Key> = self
            .spans
            .iter()
            .filter(|span| (span.element..span.element + u64::from(span.length)).contains(&element))
            .map(|span| span.key + (element - span.element))
            .collect();
        self.specials.entry(element).or_default().slots = keys;
    }

    // -- the outcome -----------------------------------------------------------------------------------------------

    fn rows(&self, past: &PastProgram<'_>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let several = self.standing_in_several();
        for span in &self.spans {
            let mut offset = 0;
            while offset < span.length {
                let element = span.element + u64::from(offset);
                // Up to the next element that is special.
                let end = span.element + u64::from(span.length);
                let next = self.specials.range(element..end).next().map_or(end, |(&special, _)| special);
                let length = if next == element { 1 } else { (next - element) as u32 };
                let key = span.key + u64::from(offset);
                if let Some(row) = self.row(span, key, element, length, past, &several) {
                    push(&mut rows, row);
                }
                offset += length;
            }
        }
        rows
    }

    /// For elements with several slots: on which sides they stand there, and which know the slot.
    fn standing_in_several(&self) -> BTreeMap<Element, Vec<(Key, Sides, Sides)>> {
        let mut found: BTreeMap<Element, Vec<(Key, Sides, Sides)>> = BTreeMap::new();
        for span in &self.spans {
            for (&element, special) in self.specials.range(span.element..span.element + u64::from(span.length)) {
                if special.slots.len() > 1 {
                    let key = span.key + (element - span.element);
                    found.entry(element).or_default().push((key, span.present, span.known));
                }
            }
        }
        found
    }

    fn row(
        &self,
        span: &Span,
        key: Key,
        element: Element,
        length: u32,
        past: &PastProgram<'_>,
        several: &BTreeMap<Element, Vec<(Key, Sides, Sides)>>,
    ) -> Option<Row> {
        let here = [(key, span.present, span.known)];
        let slots = several.get(&element).map_or(&here[..], Vec::as_slice);
        let slot_on = |side: Sides| slots.iter().find(|slot| slot.1 & side != 0).map(|slot| slot.0);
        let base_slot = past.evaluate(slot_on);
        let knowing = slots.iter().fold(0, |sides, slot| sides | slot.2);
        let is_known_to_both = knowing & (OURS | THEIRS) == OURS | THEIRS;
        let mut flags = 0;
        for (slot, is_here, elsewhere) in
            [(slot_on(OURS), flag::OURS, flag::OURS_ELSEWHERE), (slot_on(THEIRS), flag::THEIRS, flag::THEIRS_ELSEWHERE)]
        {
            flags |= slot.map_or(0, |slot| if slot == key { is_here } else { elsewhere });
        }
        flags |= match base_slot {
            Past::Known(Some(slot)) if slot == key => flag::BASE,
            Past::Known(Some(_)) => flag::BASE_ELSEWHERE,
            // Where the pasts disagree: what both sides have had, one of them has removed since.
            Past::Ambiguous if is_known_to_both => {
                if slot_on(OURS).or_else(|| slot_on(THEIRS)) == Some(key) {
                    flag::BASE
                } else {
                    flag::BASE_ELSEWHERE
                }
            }
            Past::Known(None) | Past::Ambiguous => 0,
        };
        if flags & (flag::OURS | flag::THEIRS) == 0 {
            return None;
        }
        let special = self.specials.get(&element);
        let value_on = |side: Sides| {
            special
                .and_then(|special| special.values.iter().find(|value| value.0 & side != 0))
                .map_or_else(|| inserted_number(element), |value| value.1)
        };
        let base_value = past.evaluate(value_on);
        let is_set = |side: Sides| base_value != Past::Known(value_on(side));
        if flags & (flag::BASE | flag::BASE_ELSEWHERE) != 0 {
            flags |= if is_set(OURS) { flag::OURS_SET } else { 0 } | if is_set(THEIRS) { flag::THEIRS_SET } else { 0 };
        }
        let original = match special.map_or(0, |special| special.original) {
            0 => self.removed.get(&element).copied().unwrap_or(0),
            original => original,
        };
        Some(Row {
            flags,
            length,
            theirs: value_on(THEIRS),
            base: if let Past::Known(number) = base_value { number } else { 0 },
            original,
            element: if slots.len() > 1 { self.rank_of(element) } else { 0 },
        })
    }

    /// A small number for a special element.
    fn rank_of(&self, element: Element) -> u32 {
        self.specials.range(..element).count() as u32 + 1
    }
}

/// The number of the value with which an element was inserted; 0 for those of the placeholder, and for holes.
const fn inserted_number(element: Element) -> u32 {
    if element < HOLES { element as u32 } else { 0 }
}

/// The target's slots come first.
const fn rank(sides: Sides) -> u32 {
    sides.trailing_zeros()
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

/// For each entry whether it is on a longest increasing subsequence. O(n log n).
fn longest_increasing(order: &[u32]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; order.len()];
    for (at, &value) in order.iter().enumerate() {
        let place = ends.partition_point(|&end| order[end] < value);
        before[at] = if place == 0 { usize::MAX } else { ends[place - 1] };
        ends.truncate(place + 1);
        if place == ends.len() { ends.push(at) } else { ends[place] = at }
    }
    let mut staying = vec![false; order.len()];
    let mut at = ends.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        staying[at] = true;
        at = before[at];
    }
    staying
}

/// How the common past is made of the states of its sides.
struct PastProgram<'a> {
    steps: &'a [Step],
    side_of: &'a [Option<usize>],
}

impl PastProgram<'_> {
    /// The common past of something that each side has in one state: equal sides agree, an unchanged one yields.
    fn evaluate<T: Copy + PartialEq>(&self, state_on: impl Fn(Sides) -> T) -> Past<T> {
        let mut results: Vec<Past<T>> = Vec::with_capacity(self.steps.len());
        for (at, step) in self.steps.iter().enumerate() {
            results.push(match *step {
                Step::Moment(_) => self.side_of[at].map_or(Past::Ambiguous, |side| Past::Known(state_on(1 << side))),
                Step::Merge { left, right, base } => merge_pasts(results[left], results[right], results[base]),
            });
        }
        results.last().copied().unwrap_or(Past::Ambiguous)
    }
}

fn merge_pasts<T: Copy + PartialEq>(left: Past<T>, right: Past<T>, base: Past<T>) -> Past<T> {
    if left == right {
        left
    } else if left == Past::Ambiguous || right == Past::Ambiguous {
        Past::Ambiguous
    } else if left == base {
        right
    } else if right == base {
        left
    } else {
        Past::Ambiguous
    }
}
