//! One order for the slots of two sides.
//!
//! Slots that both sides know in the same order are *anchors*. Between two anchors come the target's slots, then the source's:
//! what one side inserted stays together, and the order of each side holds. Sides that have merged each other can have come
//! to contrary orders; then the slots off the heaviest increasing run are no anchors, and each side has them for itself.
//!
//! - **O1** the target's slots come in its order, all of them
//! - **O2** the source's slots come in its order, all of them
//! - **O3** elements that stand on both sides are anchors before removed ones are, unmoved ones before moved ones
//!
//! An element that both sides have moved is an anchor too, where it is in one order with the others: then both have moved it
//! to the same place.

use super::line::{Element, Place, Span};

/// Neighbouring slots in the common order; whether the elements stand in them, on the sides that have them here.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// The first element.
    pub element: Element,
    /// How they came there.
    pub place: Place,
    /// How many.
    pub length: u32,
    /// On the target.
    pub ours: Option<bool>,
    /// On the source.
    pub theirs: Option<bool>,
}

/// Slots that both sides have.
#[derive(Debug, Clone, Copy)]
struct Match {
    ours: u64,
    theirs: u64,
    length: u32,
    class: u8,
}

/// The common order of two sides. `both_moved` tells of elements that stand in different slots.
pub fn common_order(ours: &[Span], theirs: &[Span], both_moved: impl Fn(Element) -> bool) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut here, mut there) = (Reader::new(ours), Reader::new(theirs));
    let mut found = matches(ours, theirs);
    moved_by_both(ours, theirs, both_moved, &mut found);
    for anchor in anchors(found) {
        here.read(anchor.ours, |span| items.push(item(span, Some(span.present), None)));
        there.read(anchor.theirs, |span| items.push(item(span, None, Some(span.present))));
        // A match is inside one span on each side.
        let mut standing = false;
        there.read(anchor.theirs + u64::from(anchor.length), |span| standing = span.present);
        here.read(anchor.ours + u64::from(anchor.length), |span| {
            items.push(item(span, Some(span.present), Some(standing)));
        });
    }
    here.read(u64::MAX, |span| items.push(item(span, Some(span.present), None)));
    there.read(u64::MAX, |span| items.push(item(span, None, Some(span.present))));
    items
}

const fn item(span: Span, ours: Option<bool>, theirs: Option<bool>) -> Item {
    Item { element: span.element, place: span.place, length: span.length, ours, theirs }
}

/// Reads spans piece by piece; positions count slots.
struct Reader<'a> {
    spans: &'a [Span],
    position: u64,
    offset: u32,
}

impl<'a> Reader<'a> {
    const fn new(spans: &'a [Span]) -> Self {
        Self { spans, position: 0, offset: 0 }
    }

    fn read(&mut self, end: u64, mut found: impl FnMut(Span)) {
        while self.position < end {
            let Some((first, rest)) = self.spans.split_first() else { return };
            let length = u64::from(first.length - self.offset).min(end - self.position) as u32;
            found(Span { element: first.element + u64::from(self.offset), length, ..*first });
            self.position += u64::from(length);
            self.offset += length;
            if self.offset == first.length {
                (self.spans, self.offset) = (rest, 0);
            }
        }
    }
}

/// All slots that both sides have, in the order of the target.
fn matches(ours: &[Span], theirs: &[Span]) -> Vec<Match> {
    let mut known: Vec<(Place, Element, u64, &Span)> = Vec::with_capacity(theirs.len());
    let mut position = 0;
    for span in theirs {
        known.push((span.place, span.element, position, span));
        position += u64::from(span.length);
    }
    known.sort_unstable_by_key(|&(place, element, ..)| (place, element));
    let mut found = Vec::new();
    let mut position = 0;
    for span in ours {
        let end = span.element + u64::from(span.length);
        let first = known.partition_point(|&(place, element, _, other)| {
            (place, element + u64::from(other.length)) <= (span.place, span.element)
        });
        for &(place, element, at, other) in &known[first..] {
            if place != span.place || element >= end {
                break;
            }
            let start = element.max(span.element);
            let length = end.min(element + u64::from(other.length)).saturating_sub(start) as u32;
            if length == 0 {
                continue;
            }
            let class = match (span.present && other.present, place) {
                (true, 0) => 0,
                (true, _) => 1,
                (false, _) => 3,
            };
            found.push(Match {
                ours: position + (start - span.element),
                theirs: at + (start - element),
                length,
                class,
            });
        }
        position += u64::from(span.length);
    }
    found
}

/// Adds the slots of elements that both sides have moved.
fn moved_by_both(ours: &[Span], theirs: &[Span], both_moved: impl Fn(Element) -> bool, found: &mut Vec<Match>) {
    if ours.iter().chain(theirs).all(|span| span.place == 0) {
        return;
    }
    let with_positions = |spans: &[Span]| {
        let mut position = 0;
        let mut standing: Vec<(Element, u64, Span)> = Vec::new();
        for &span in spans {
            if span.present {
                standing.push((span.element, position, span));
            }
            position += u64::from(span.length);
        }
        standing.sort_unstable_by_key(|&(element, ..)| element);
        standing
    };
    let (here, there) = (with_positions(ours), with_positions(theirs));
    // Only single elements move, so one of the two is a single one.
    for (singles, others, is_ours) in [(&here, &there, true), (&there, &here, false)] {
        for &(element, position, single) in singles.iter().filter(|(.., span)| span.place != 0) {
            let next = others.partition_point(|&(first, ..)| first <= element);
            let Some(&(first, start, other)) = next.checked_sub(1).map(|at| &others[at]) else { continue };
            let is_twice = other.place == single.place || (!is_ours && other.place != 0);
            if element - first >= u64::from(other.length) || is_twice || !both_moved(element) {
                continue;
            }
            let at = start + (element - first);
            let (ours, theirs) = if is_ours { (position, at) } else { (at, position) };
            found.push(Match { ours, theirs, length: 1, class: 2 });
        }
    }
    found.sort_unstable_by_key(|found| found.ours);
}

/// Those of the matches that are in one order on both sides (O3).
fn anchors(matches: Vec<Match>) -> Vec<Match> {
    // One slot of a side can match two of the other: where it stands now, and where it stood.
    if matches.is_sorted_by(|a, b| a.ours < b.ours && a.theirs < b.theirs) {
        return matches;
    }
    let mut chosen: Vec<Match> = Vec::new();
    for class in 0..=3 {
        let fitting: Vec<Match> =
            matches.iter().filter(|found| found.class == class && fits(&chosen, found)).copied().collect();
        chosen.extend(heaviest_increasing(&fitting));
        chosen.sort_unstable_by_key(|anchor| anchor.ours);
    }
    chosen
}

fn fits(chosen: &[Match], found: &Match) -> bool {
    let is_before =
        |a: &Match, b: &Match| a.ours + u64::from(a.length) <= b.ours && a.theirs + u64::from(a.length) <= b.theirs;
    let next = chosen.partition_point(|anchor| anchor.ours < found.ours);
    let is_behind = next.checked_sub(1).is_none_or(|before| is_before(&chosen[before], found));
    is_behind && chosen.get(next).is_none_or(|anchor| is_before(found, anchor))
}

/// The increasing subsequence with most slots. O(n log n).
fn heaviest_increasing(matches: &[Match]) -> Vec<Match> {
    let mut by_theirs: Vec<usize> = (0..matches.len()).collect();
    by_theirs.sort_unstable_by_key(|&at| matches[at].theirs);
    let mut rank = vec![0; matches.len()];
    for (order, &at) in by_theirs.iter().enumerate() {
        rank[at] = order + 1;
    }
    // A tree of maxima over ranks: the heaviest run that ends at or before one, and where it ends.
    let mut best: Vec<(u64, usize)> = vec![(0, usize::MAX); matches.len() + 1];
    let mut before = vec![usize::MAX; matches.len()];
    for (at, found) in matches.iter().enumerate() {
        let mut heaviest = (0, usize::MAX);
        let mut node = rank[at] - 1;
        while node > 0 {
            if best[node].0 > heaviest.0 {
                heaviest = best[node];
            }
            node &= node - 1;
        }
        before[at] = heaviest.1;
        let weight = heaviest.0 + u64::from(found.length);
        let mut node = rank[at];
        while node < best.len() {
            if best[node].0 < weight {
                best[node] = (weight, at);
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut at = best.iter().skip(1).max_by_key(|run| run.0).map_or(usize::MAX, |run| run.1);
    let mut chosen = Vec::new();
    while at != usize::MAX {
        chosen.push(matches[at]);
        at = before[at];
    }
    chosen.reverse();
    chosen
}
