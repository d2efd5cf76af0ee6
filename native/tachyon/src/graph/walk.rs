//! Walks over the graph. None recurses; all move run by run.

use std::collections::{BinaryHeap, HashMap};

use super::Graph;
use crate::ids::{MomentId, NO_MOMENT};

/// Moments `first..=last` of one run, part of a walk along first parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Lowest moment.
    pub first: MomentId,
    /// Highest moment.
    pub last: MomentId,
    /// First parent of `first`: where the stretch below ends.
    pub parent: MomentId,
}

/// The way between two moments of the first-parent tree: up from one to where their lines meet, down to the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// From the start towards the meeting moment, highest stretch first.
    pub up: Vec<Stretch>,
    /// From the goal towards the meeting moment, highest stretch first.
    pub down: Vec<Stretch>,
}

/// Finds the way from `from` to `to`, reusing `way`'s memory. O(runs crossed × log runs).
pub fn find_way(graph: &Graph, from: MomentId, to: MomentId, way: &mut Way) {
    way.up.clear();
    way.down.clear();
    let (mut a, mut b) = (from, to);
    loop {
        let (run_a, run_b) = (graph.run_index(a), graph.run_index(b));
        // A parent's run never comes after its child's (G1), so the later run cannot hold the meeting moment.
        if run_a == run_b {
            let run = &graph.runs()[run_a];
            let meeting = a.min(b);
            let rest = Stretch { first: meeting + 1, last: a.max(b), parent: meeting };
            debug_assert!(run.contains(meeting));
            if a > meeting {
                way.up.push(rest);
            } else if b > meeting {
                way.down.push(rest);
            }
            return;
        }
        let (index, at, side) =
            if run_a > run_b { (run_a, &mut a, &mut way.up) } else { (run_b, &mut b, &mut way.down) };
        let run = &graph.runs()[index];
        side.push(Stretch { first: run.first, last: *at, parent: run.parent });
        *at = run.parent;
    }
}

/// Whether `a` is `b` or a first-parent ancestor of it. O(runs crossed × log runs).
#[must_use]
pub fn is_on_line(graph: &Graph, a: MomentId, mut b: MomentId) -> bool {
    loop {
        if a > b {
            return false;
        }
        let run = graph.run_of(b);
        if run.contains(a) {
            return true;
        }
        if run.parent == NO_MOMENT {
            return false;
        }
        b = run.parent;
    }
}

/// Whether `a` is `b` or an ancestor of it, over all parents. O(runs between them × log runs).
#[must_use]
pub fn is_ancestor(graph: &Graph, a: MomentId, b: MomentId) -> bool {
    let mut highest_seen: HashMap<usize, MomentId> = HashMap::new();
    let mut open = vec![b];
    while let Some(moment) = open.pop() {
        if moment < a {
            continue;
        }
        let index = graph.run_index(moment);
        let run = &graph.runs()[index];
        if run.contains(a) {
            return true;
        }
        let seen = highest_seen.get(&index).copied();
        if seen.is_some_and(|seen| seen >= moment) {
            continue;
        }
        highest_seen.insert(index, moment);
        if seen.is_none() && run.parent != NO_MOMENT {
            open.push(run.parent);
        }
        let from = seen.map_or(run.first, |seen| seen + 1);
        open.extend(graph.further_in(from, moment).iter().map(|&(_, other)| other));
    }
    false
}

const OURS: u8 = 1;
const THEIRS: u8 = 2;
const BOTH: u8 = OURS | THEIRS;
const BELOW_A_BASE: u8 = 4;

/// The maximal common ancestors of two sets of moments, ascending: the merge bases.
///
/// Paints downwards from both sides in descending order of number, as Git's `paint_down_to_common` does by date; our
/// numbers are a topological order, so no date can mislead it. What lies below a base is painted too and is none. The
/// answer is a set defined by the graph alone, so the order in which siblings were made does not matter.
/// O(runs between the sides and their bases × log).
#[must_use]
pub fn common_ancestors(graph: &Graph, ours: &[MomentId], theirs: &[MomentId]) -> Vec<MomentId> {
    let mut open: BinaryHeap<(MomentId, u8)> = BinaryHeap::new();
    open.extend(ours.iter().map(|&moment| (moment, OURS)));
    open.extend(theirs.iter().map(|&moment| (moment, THEIRS)));
    // Entries that could still lead to a base; when none is left the answer is complete.
    let mut promising = open.len();
    // What was painted on the part of a run that lies below all entries seen in it so far.
    let mut painted: HashMap<usize, u8> = HashMap::new();
    let mut bases = Vec::new();
    while promising > 0 {
        let Some((moment, mut paint)) = open.pop() else { break };
        promising -= usize::from(paint & BELOW_A_BASE == 0);
        while let Some(&(same, more)) = open.peek() {
            if same != moment {
                break;
            }
            open.pop();
            promising -= usize::from(more & BELOW_A_BASE == 0);
            paint |= more;
        }
        let index = graph.run_index(moment);
        let above = painted.get(&index).copied().unwrap_or(0);
        paint |= above;
        if paint & BOTH == BOTH && paint & BELOW_A_BASE == 0 {
            bases.push(moment);
            paint |= BELOW_A_BASE;
        }
        if paint == above {
            continue;
        }
        painted.insert(index, paint);
        let run = &graph.runs()[index];
        let below = graph.further_in(run.first, moment).iter().map(|&(_, other)| other);
        for parent in below.chain((run.parent != NO_MOMENT).then_some(run.parent)) {
            open.push((parent, paint));
            promising += usize::from(paint & BELOW_A_BASE == 0);
        }
    }
    bases.reverse();
    bases
}
