//! Moments that go.
//!
//! A moment on which exactly one other builds is *contracted*: that one takes over its parents. A moment on which nothing
//! builds is dropped. Neither changes what is an ancestor of what among those that stay, nor their merge bases: whatever is
//! above a moment with one child is above that child too, so the moment is never a maximal common ancestor of others. That
//! is why moments with several children stay as long as these do, and why no merge ever replays what was merged before.

use super::walk::is_ancestor;
use super::{Graph, MomentRun};
use crate::ids::{MomentId, NO_MOMENT};

/// How the child of a contracted moment builds on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// As its first parent: the child takes over what the moment did.
    Line,
    /// As a further parent: what the moment did is in no state any more.
    Merge,
}

/// Moments of one run: the first and the last.
pub type Stretch = (MomentId, MomentId);

impl Graph {
    /// The only child of a moment, and how it holds it. Needs [`Graph::ensure_links`].
    #[must_use]
    pub fn only_child(&self, moment: MomentId) -> Option<(MomentId, Hold)> {
        let next = self.run_of(moment).contains(moment + 1).then_some(moment + 1);
        match (next, self.linked(moment)) {
            (Some(next), []) => Some((next, Hold::Line)),
            (None, &[child]) if self.first_parent(child) == moment => Some((child, Hold::Line)),
            (None, &[child]) => Some((child, Hold::Merge)),
            _ => None,
        }
    }

    /// The lowest moment from this one on.
    #[must_use]
    pub fn next_from(&self, moment: MomentId) -> Option<MomentId> {
        let runs = self.runs();
        let run = runs.get(runs.partition_point(|run| run.end <= moment))?;
        Some(run.first.max(moment))
    }

    /// Makes a run begin at a moment.
    pub fn split(&mut self, moment: MomentId) {
        let index = self.run_index(moment);
        let run = self.runs()[index];
        if run.first < moment {
            self.insert_run(index + 1, MomentRun { first: moment, end: run.end, parent: moment - 1 });
            self.runs.as_mut_slice()[index].end = moment;
            self.link(moment - 1, moment);
        }
    }

    /// Takes the moments `first..=last` of one run out; each has one child, the last one `child`, and none but the first has
    /// further parents. `touched` gets the moments that have lost a child by that.
    /// O(further parents × ancestry); the runs behind them move if they were one by themselves.
    pub fn contract(&mut self, (first, last): Stretch, child: MomentId, hold: Hold, touched: &mut Vec<MomentId>) {
        let parent = self.first_parent(first);
        let mut inherited = self.take_further(first);
        if child == last + 1 && hold == Hold::Line {
            self.split(child);
        }
        self.split(first);
        let index = self.run_index(first);
        self.remove_run(index);
        self.unlink(parent, first);
        self.unlink(last, child);
        self.gone += last + 1 - first;
        if hold == Hold::Line {
            let index = self.run_index(child);
            self.runs.as_mut_slice()[index].parent = parent;
            self.link(parent, child);
        } else {
            inherited.push(parent);
        }
        let mut further = self.take_further(child);
        further.retain(|&other| other != last);
        further.extend(inherited);
        self.give_further(child, further, touched);
    }

    /// Takes moments out of the end of a run; nothing else builds on them. `touched` gets those that have lost a child.
    pub fn drop_end(&mut self, first: MomentId, last: MomentId, touched: &mut Vec<MomentId>) {
        let merges: Vec<MomentId> = self.further_in(first, last).iter().map(|&(moment, _)| moment).collect();
        for moment in merges {
            touched.extend(self.take_further(moment));
        }
        self.gone += last + 1 - first;
        let index = self.run_index(first);
        let run = self.runs()[index];
        debug_assert_eq!(run.last(), last);
        if run.first == first {
            self.remove_run(index);
            self.unlink(run.parent, first);
            touched.push(run.parent);
        } else {
            self.runs.as_mut_slice()[index].end = first;
            touched.push(first - 1);
        }
    }

    fn take_further(&mut self, moment: MomentId) -> Vec<MomentId> {
        let from = self.further.partition_point(|&(other, _)| other < moment);
        let to = self.further.partition_point(|&(other, _)| other <= moment);
        let taken: Vec<MomentId> = self.further.drain(from..to).map(|(_, other)| other).collect();
        for &other in &taken {
            self.unlink(other, moment);
        }
        taken
    }

    /// Gives a moment further parents: those that no other parent of it leads to. `touched` gets the others.
    fn give_further(&mut self, moment: MomentId, mut wanted: Vec<MomentId>, touched: &mut Vec<MomentId>) {
        if wanted.is_empty() {
            return;
        }
        let parent = self.first_parent(moment);
        wanted.sort_unstable();
        wanted.dedup();
        let leads = |from: MomentId, to: MomentId| to != NO_MOMENT && from <= to && is_ancestor(self, from, to);
        let is_needed = |&one: &MomentId| {
            one != NO_MOMENT && !leads(one, parent) && !wanted.iter().any(|&other| other != one && leads(one, other))
        };
        let (kept, lost): (Vec<_>, Vec<_>) = wanted.iter().copied().partition(is_needed);
        touched.extend(lost.into_iter().filter(|&one| one != NO_MOMENT));
        let at = self.further.partition_point(|&(other, _)| other < moment);
        self.further.splice(at..at, kept.iter().map(|&other| (moment, other)));
        for &other in &kept {
            self.link(other, moment);
        }
    }

    fn insert_run(&mut self, index: usize, run: MomentRun) {
        self.runs.push(run);
        self.runs.as_mut_slice()[index..].rotate_right(1);
    }

    fn remove_run(&mut self, index: usize) {
        let runs = self.runs.as_mut_slice();
        if index < runs.len() / 2 {
            self.runs.take_out(index);
        } else {
            runs[index..].rotate_left(1);
            self.runs.pop();
        }
    }
}
