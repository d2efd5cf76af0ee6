//! One side of a merge: the changes of its line, replayed over a placeholder.
//!
//! A *slot* is where an element was put: its element, and how it came there. Slots of elements that went stay, so that two
//! sides can be compared. Elements and slots that a merge took over are those of the source, as the log says, so both lines
//! name them alike.
//!
//! - **E1** the content at the start is a placeholder: its length is not known here and does not matter
//! - **E2** an element stands in at most one slot
//! - **E3** of equal slots there is one

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::OpId;
use crate::log::Log;
use crate::log::sequence::{Change, Kind};

/// An element: the number of its first value, an index of the placeholder, or a hole.
pub type Element = u64;
/// How an element came to a slot: 0 when it was inserted there, else the number of the operation that moved it.
pub type Place = OpId;

/// Longer than any list.
const ENDLESS: u32 = 1 << 30;
pub const PLACEHOLDER: Element = 1 << 63;
const HOLES: Element = 1 << 62;
/// Holes are told apart by the operation that made them and their index among its holes.
const HOLE_BITS: u32 = 29;

/// Neighbouring slots of neighbouring elements.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The first element.
    pub element: Element,
    /// How they came there; only single elements are moved.
    pub place: Place,
    /// How many.
    pub length: u32,
    /// Whether the elements stand in these slots.
    pub present: bool,
}

impl Span {
    fn has(&self, element: Element, place: Place) -> bool {
        self.place == place && (self.element..self.element + u64::from(self.length)).contains(&element)
    }
}

/// The value of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Where it is; 0 when it is what it was at the start.
    pub number: OpId,
    /// Which one it is: equal values that were recorded apart are different ones, those that a merge took over are not.
    pub identity: OpId,
}

/// A line that has been replayed.
#[derive(Debug, Clone)]
pub struct Line {
    spans: Vec<Span>,
    /// Where the last change was: most changes are near the one before. Span, and how many elements stand before it.
    cursor: (usize, u64),
    /// Of elements that have another value than at first.
    values: BTreeMap<Element, Value>,
    /// Which elements the numbers of removals and replacements are about: number, first element, count; ascending.
    numbers: Vec<(OpId, Element, u32)>,
    /// The values under such numbers, where they are not the first ones.
    replaced: BTreeMap<OpId, OpId>,
    /// The first such number of elements: first element → number, count.
    firsts: BTreeMap<Element, (OpId, u32)>,
    moved: BTreeSet<Element>,
}

impl Line {
    /// Nothing has been replayed yet.
    pub fn new() -> Self {
        Self {
            spans: vec![Span { element: PLACEHOLDER, place: 0, length: ENDLESS, present: true }],
            cursor: (0, 0),
            values: BTreeMap::new(),
            numbers: Vec::new(),
            replaced: BTreeMap::new(),
            firsts: BTreeMap::new(),
            moved: BTreeSet::new(),
        }
    }

    /// All slots in their order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The value of an element.
    pub fn value(&self, element: Element) -> Value {
        let first = inserted_number(element);
        self.values.get(&element).copied().unwrap_or(Value { number: first, identity: first })
    }

    /// The first element from one on whose value is not its first one.
    pub fn next_valued(&self, element: Element) -> Element {
        self.values.range(element..).next().map_or(Element::MAX, |(&next, _)| next)
    }

    /// The first number under which the line has recorded the removal or replacement of an element, 0 for none; and up to
    /// which element that goes on.
    pub fn first_number(&self, element: Element) -> (OpId, Element) {
        if let Some((&first, &(number, count))) = self.firsts.range(..=element).next_back() {
            let end = first + u64::from(count);
            if element < end {
                return (number + (element - first) as u32, end);
            }
        }
        (0, self.firsts.range(element..).next().map_or(Element::MAX, |(&next, _)| next))
    }

    /// Whether an element was at some time removed or replaced here, or came with the start.
    pub fn knows(&self, element: Element) -> bool {
        element >= PLACEHOLDER || self.first_number(element).0 != 0
    }

    /// Does one change.
    pub fn replay(&mut self, log: &Log, op: OpId) {
        let Change { kind, index, count, added } = log.change_of(op);
        match kind {
            Kind::Splice => {
                self.remove(index, count, op);
                self.splice_in(log, index, op + count, added);
            }
            Kind::Set => self.set(log, index, op),
            Kind::Move => {
                if let Some(element) = self.take(index) {
                    self.put(count, element, log.same_of(op).map_or(op, |same| same.place));
                }
            }
            Kind::Permute => self.permute(log, op),
            Kind::Holes => self.insert(index, HOLES | u64::from(op) << HOLE_BITS, added),
            // Adapted values are merged by their adapters.
            Kind::Delta => {}
        }
    }

    // -- finding ---------------------------------------------------------------------------------------------------

    /// The span in which the element at an index stands, and how many of its elements come before.
    fn find(&mut self, index: u32) -> (usize, u32) {
        let index = u64::from(index);
        let (mut at, mut before) = self.cursor;
        while before > index {
            at -= 1;
            before -= standing(&self.spans[at]);
        }
        while let Some(span) = self.spans.get(at) {
            let here = standing(span);
            if index < before + here {
                break;
            }
            before += here;
            at += 1;
        }
        self.cursor = (at, before);
        (at, (index - before) as u32)
    }

    /// Makes a span begin at an offset of another; answers it.
    fn cut(&mut self, at: usize, offset: u32) -> usize {
        let Some(span) = self.spans.get_mut(at).filter(|_| offset > 0) else { return at };
        if offset < span.length {
            let tail = Span { element: span.element + u64::from(offset), length: span.length - offset, ..*span };
            span.length = offset;
            self.spans.insert(at + 1, tail);
        }
        at + 1
    }

    /// Makes a slot a span of its own; answers it.
    fn single(&mut self, at: usize, element: Element) -> usize {
        let at = self.cut(at, (element - self.spans[at].element) as u32);
        self.cut(at, 1);
        at
    }

    /// Where something goes that is inserted at an index: behind the element before, and what went from there comes after.
    fn place_at(&mut self, index: u32) -> usize {
        if index == 0 {
            return 0;
        }
        let (at, offset) = self.find(index - 1);
        self.cut(at, offset + 1)
    }

    /// The last change was at a span that has so many elements before it.
    fn stand(&mut self, at: usize, index: u32) {
        // An index beyond the end says nothing about what is before it.
        self.cursor = if at + 1 < self.spans.len() { (at, u64::from(index)) } else { (0, 0) };
    }

    // -- changes ---------------------------------------------------------------------------------------------------

    fn remove(&mut self, index: u32, count: u32, op: OpId) {
        let (at, offset) = self.find(index);
        let mut at = self.cut(at, offset);
        let (mut number, mut left) = (op, count);
        while left > 0 && at < self.spans.len() {
            if self.spans[at].present {
                self.cut(at, left);
                let span = &mut self.spans[at];
                span.present = false;
                let Span { element, length, .. } = *span;
                self.note(number, element, length);
                number += length;
                left -= length;
            }
            at += 1;
        }
        self.stand(at, index);
    }

    /// Elements have gone, or got another value, under these numbers.
    fn note(&mut self, number: OpId, element: Element, count: u32) {
        self.numbers.push((number, element, count));
        let end = element + u64::from(count);
        for (&valued, value) in self.values.range(element..end) {
            self.replaced.insert(number + (valued - element) as u32, value.identity);
        }
        let mut at = element;
        while at < end {
            let (known, until) = self.first_number(at);
            let until = until.min(end);
            if known == 0 {
                self.firsts.insert(at, (number + (at - element) as u32, (until - at) as u32));
            }
            at = until;
        }
    }

    /// The element that a number is about: an inserted one has its own, others those under which they went.
    fn element_of(&self, number: OpId) -> Element {
        let at = self.numbers.partition_point(|&(first, ..)| first <= number);
        match at.checked_sub(1).map(|at| self.numbers[at]) {
            Some((first, element, count)) if number - first < count => element + u64::from(number - first),
            _ => u64::from(number),
        }
    }

    /// Which value a number is about.
    fn identity_of(&self, number: OpId) -> OpId {
        match (self.replaced.get(&number), self.element_of(number)) {
            (Some(&identity), _) => identity,
            (None, element) => inserted_number(element),
        }
    }

    fn splice_in(&mut self, log: &Log, index: u32, first: OpId, added: u32) {
        let is_new = |at: u32| log.same_of(first + at).is_none();
        let mut from = 0;
        while from < added {
            let number = first + from;
            if let Some(same) = log.same_of(number) {
                let element = self.element_of(same.element);
                self.put(index + from, element, same.place);
                let identity = if same.value == 0 { number } else { self.identity_of(same.value) };
                self.give(element, Value { number, identity });
                from += 1;
            } else {
                let length = (from + 1..added).take_while(|&at| is_new(at)).count() as u32 + 1;
                self.insert(index + from, u64::from(number), length);
                from += length;
            }
        }
    }

    fn give(&mut self, element: Element, value: Value) {
        // The first value is where it was recorded first.
        if value.identity == inserted_number(element) {
            self.values.remove(&element);
        } else {
            self.values.insert(element, value);
        }
    }

    fn set(&mut self, log: &Log, index: u32, op: OpId) {
        let (at, offset) = self.find(index);
        let Some(span) = self.spans.get(at) else { return };
        let element = span.element + u64::from(offset);
        self.note(op, element, 1);
        let number = op + 1;
        let identity = log.same_of(number).map_or(number, |same| self.identity_of(same.value));
        self.give(element, Value { number, identity });
    }

    /// Takes one element out, to put it somewhere else; answers which one it is.
    fn take(&mut self, index: u32) -> Option<Element> {
        let (at, offset) = self.find(index);
        let element = self.spans.get(at)?.element + u64::from(offset);
        let at = self.single(at, element);
        self.spans[at].present = false;
        self.stand(at, index);
        self.moved.insert(element);
        Some(element)
    }

    fn permute(&mut self, log: &Log, op: OpId) {
        let (order, places) = log.order_of(op);
        let moves: Vec<bool> = if places.is_empty() {
            longest_increasing(order).into_iter().map(|stays| !stays).collect()
        } else {
            places.iter().map(|&place| place != 0).collect()
        };
        // As many moves as there are elements that do not stay, from left to right.
        let mut present: Vec<u32> = (0..order.len() as u32).collect();
        let mut cursor = 0;
        for (to, &from) in order.iter().enumerate() {
            if !moves[to] {
                cursor = present.iter().skip(cursor).position(|&at| at == from).map_or(cursor, |at| cursor + at + 1);
                continue;
            }
            let Some(at) = present.iter().position(|&other| other == from) else { continue };
            if at < cursor {
                cursor -= 1;
            }
            present.remove(at);
            present.insert(cursor, from);
            if let Some(element) = self.take(at as u32) {
                self.put(cursor as u32, element, places.get(to).copied().unwrap_or(op));
            }
            cursor += 1;
        }
    }

    /// Inserts new elements.
    fn insert(&mut self, index: u32, element: Element, length: u32) {
        if length == 0 {
            return;
        }
        let at = self.place_at(index);
        self.spans.insert(at, Span { element, place: 0, length, present: true });
        self.stand(at, index);
    }

    /// Puts an element that may have been here before into a slot. Where it has gone from this very slot it stands there
    /// again; elsewhere the slot moves (E3).
    fn put(&mut self, index: u32, element: Element, place: Place) {
        let mut at = self.place_at(index);
        if self.moved.contains(&element) || self.knows(element) {
            let gap = self.spans[at..].iter().take_while(|span| !span.present);
            if let Some(there) = gap.clone().position(|span| span.has(element, place)) {
                at = self.single(at + there, element);
                self.spans[at].present = true;
                self.stand(at, index);
                return;
            }
            if let Some(old) = self.spans.iter().position(|span| !span.present && span.has(element, place)) {
                let spans = self.spans.len();
                let old = self.single(old, element);
                if old < at {
                    at += self.spans.len() - spans;
                    at -= 1;
                }
                self.spans.remove(old);
            }
        }
        self.spans.insert(at, Span { element, place, length: 1, present: true });
        self.stand(at, index);
    }
}

fn standing(span: &Span) -> u64 {
    if span.present { u64::from(span.length) } else { 0 }
}

/// The number of the value with which an element was inserted; 0 for those of the placeholder, and for holes.
pub const fn inserted_number(element: Element) -> OpId {
    if element < HOLES { element as OpId } else { 0 }
}

/// For each entry whether it is on a longest increasing subsequence. O(n log n).
fn longest_increasing(order: &[u32]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; order.len()];
    for (at, &value) in order.iter().enumerate() {
        let place = ends.partition_point(|&end| order[end] < value);
        before[at] = if place == 0 { usize::MAX } else { ends[place - 1] };
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

#[cfg(test)]
mod tests {
    use super::longest_increasing;

    #[test]
    fn the_longest_run_stays() {
        let staying = |order: &[u32]| longest_increasing(order).into_iter().filter(|&stays| stays).count();
        assert_eq!(staying(&[]), 0);
        assert_eq!(staying(&[3, 2, 1, 0]), 1);
        // A small one in the midst does not end the run before it.
        assert_eq!(staying(&[0, 4, 5, 1, 6, 2, 3]), 4);
        assert_eq!(longest_increasing(&[0, 3, 4, 1, 5, 2]), [true, true, true, false, true, false]);
    }
}
