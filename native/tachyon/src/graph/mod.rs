//! The graph of moments: which moment builds on which.
//!
//! Stored as runs (see [`MomentRun`]), so a moment on a straight line costs nothing; further parents of merges lie in a
//! side column. The *first-parent tree* is where undo, redo and jumps walk and what the state of a moment depends on;
//! ancestry and merge bases use all parents. Moments can go ([`prune`]); their numbers are not given again.
//!
//! - **G1** parents are there, and have smaller numbers than their children; the root, which is the oldest, has none
//! - **G2** neighbouring runs that could be one are one, as long as no moment has gone
//! - **G3** runs ascend and share no moment; as long as none has gone, each begins where the one before ends
//! - **G4** further parents are sorted by moment, and none is the first parent

mod links;
pub mod prune;
mod run;
pub mod walk;

pub use run::MomentRun;

use crate::column::Column;
use crate::ids::{MomentId, NO_MOMENT};
use links::Links;

/// The graph. Genesis is there from the beginning.
#[derive(Debug, Clone)]
pub struct Graph {
    runs: Column<MomentRun>,
    /// (merge moment, further parent), sorted by merge moment.
    further: Vec<(MomentId, MomentId)>,
    next: MomentId,
    /// Moments that have gone.
    gone: u32,
    /// Who builds on whom; kept from the first time on that a moment may go.
    links: Option<Links>,
}

impl Default for Graph {
    fn default() -> Self {
        let runs = vec![MomentRun::single(0, NO_MOMENT)].into();
        Self { runs, further: Vec::new(), next: 1, gone: 0, links: None }
    }
}

impl Graph {
    /// The graph of these runs and further parents, if they are one; the next moment gets the number `next`.
    /// O(runs + further parents).
    #[must_use]
    pub fn of_parts(runs: Vec<MomentRun>, further: Vec<(MomentId, MomentId)>, next: MomentId) -> Option<Self> {
        let held: u32 = runs.iter().map(MomentRun::len).sum();
        let is_split = runs.windows(2).any(|pair| pair[0].can_append(&pair[1]));
        let mut graph = Self { runs: runs.into(), further, next, gone: next.checked_sub(held)?, links: None };
        if graph.runs().is_empty() || next < graph.runs().last()?.end {
            return None;
        }
        if is_split || graph.gone > 0 {
            graph.ensure_links();
        }
        graph.verify().is_none().then_some(graph)
    }

    /// Number of moments there ever were, genesis included: all numbers are below it.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.next
    }

    /// Never: a root is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Number of moments there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.next - self.gone
    }

    /// The oldest moment, which has no parent and is on every line.
    #[must_use]
    pub fn root(&self) -> MomentId {
        self.runs().first().map_or(0, |run| run.first)
    }

    /// Whether a moment is there.
    #[must_use]
    pub fn contains(&self, moment: MomentId) -> bool {
        moment < self.next && (self.gone == 0 || (moment >= self.root() && self.run_of(moment).contains(moment)))
    }

    /// Appends a moment and returns its number. `parent` must exist.
    pub fn push(&mut self, parent: MomentId) -> MomentId {
        let moment = self.next;
        self.next += 1;
        let single = MomentRun::single(moment, parent);
        match self.runs.as_mut_slice().last_mut() {
            Some(last) if last.can_append(&single) => last.append(&single),
            _ => {
                self.runs.push(single);
                self.link(parent, moment);
            }
        }
        moment
    }

    /// Appends a moment with a second parent.
    pub fn push_merge(&mut self, parent: MomentId, other: MomentId) -> MomentId {
        self.push_with(parent, &[other])
    }

    /// Appends a moment with any number of further parents.
    pub fn push_with(&mut self, parent: MomentId, others: &[MomentId]) -> MomentId {
        let moment = self.push(parent);
        self.further.extend(others.iter().map(|&other| (moment, other)));
        for &other in others {
            self.link(other, moment);
        }
        moment
    }

    /// Forgets the moments from this one on, of which none has gone. O(what is forgotten).
    pub fn truncate(&mut self, moments: u32) {
        let kept = self.further.partition_point(|&(moment, _)| moment < moments);
        for (moment, other) in self.further.split_off(kept) {
            self.unlink(other, moment);
        }
        while let Some(&run) = self.runs().last().filter(|run| run.first >= moments) {
            self.runs.pop();
            self.unlink(run.parent, run.first);
        }
        if let Some(last) = self.runs.as_mut_slice().last_mut() {
            last.end = last.end.min(moments);
        }
        self.next = moments;
    }

    /// The run that holds a moment. O(1) in the newest run, else O(log runs).
    #[must_use]
    pub fn run_of(&self, moment: MomentId) -> &MomentRun {
        &self.runs()[self.run_index(moment)]
    }

    /// The index of that run.
    #[must_use]
    pub fn run_index(&self, moment: MomentId) -> usize {
        // Most questions are about the newest run: it saves the search (undo at the tip: 3 ns instead of 12).
        let runs = self.runs();
        let newest = runs.len() - 1;
        if runs[newest].first <= moment {
            return newest;
        }
        runs.partition_point(|run| run.first <= moment) - 1
    }

    /// The first parent, or [`NO_MOMENT`] for genesis.
    #[must_use]
    pub fn first_parent(&self, moment: MomentId) -> MomentId {
        let run = self.run_of(moment);
        if moment > run.first { moment - 1 } else { run.parent }
    }

    /// Whether the next moment is a child of this one on the line.
    #[must_use]
    pub fn is_next(&self, moment: MomentId) -> bool {
        let next = moment + 1;
        let run = self.run_of(moment);
        // Neighbouring runs that could be one are two only where something was folded into the second.
        run.contains(next) || (self.links.is_some() && self.contains(next) && self.first_parent(next) == moment)
    }

    /// All parents, the first parent first.
    pub fn parents(&self, moment: MomentId) -> impl Iterator<Item = MomentId> + '_ {
        let first = self.first_parent(moment);
        let rest = self.further_in(moment, moment).iter().map(|&(_, other)| other);
        (first != NO_MOMENT).then_some(first).into_iter().chain(rest)
    }

    /// (moment, further parent) of the merges among `first..=last`.
    #[must_use]
    pub fn further_in(&self, first: MomentId, last: MomentId) -> &[(MomentId, MomentId)] {
        let from = self.further.partition_point(|&(moment, _)| moment < first);
        let to = self.further.partition_point(|&(moment, _)| moment <= last);
        &self.further[from..to]
    }

    /// All runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[MomentRun] {
        self.runs.as_slice()
    }

    /// All further parents, sorted by merge moment.
    #[must_use]
    pub fn further(&self) -> &[(MomentId, MomentId)] {
        &self.further
    }

    /// Moments that nothing builds on, ascending. O(runs).
    #[must_use]
    pub fn tips(&self) -> Vec<MomentId> {
        let built_on: std::collections::HashSet<MomentId> =
            self.runs().iter().map(|run| run.parent).chain(self.further.iter().map(|&(_, other)| other)).collect();
        self.runs().iter().map(MomentRun::last).filter(|tip| !built_on.contains(tip)).collect()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.runs.bytes() + self.further.capacity() * 8 + self.links.as_ref().map_or(0, Links::bytes)
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        let is_whole = self.links.is_none();
        let (mut expected, mut count) = (0, 0);
        for (index, run) in self.runs().iter().enumerate() {
            if (is_whole && run.first != expected) || run.first < expected || run.end <= run.first {
                return Some(format!("G3: run {index} is {run:?}, expected it to begin at {expected}"));
            }
            expected = run.end;
            count += run.len();
            let is_root = index == 0;
            let has_parent = run.parent < run.first && self.contains(run.parent);
            if is_root != (run.parent == NO_MOMENT) || (!is_root && !has_parent) {
                return Some(format!("G1: run {index} is {run:?}"));
            }
            if is_whole && index > 0 && self.runs()[index - 1].can_append(run) {
                return Some(format!("G2: run {index} continues the one before: {run:?}"));
            }
        }
        if expected > self.next || count != self.count() {
            return Some(format!("G3: {count} moments up to {expected}, of {} up to {}", self.count(), self.next));
        }
        for (index, &(moment, other)) in self.further.iter().enumerate() {
            if other >= moment || !self.contains(moment) || !self.contains(other) {
                return Some(format!("G1: moment {moment} has further parent {other}"));
            }
            let sorted = index == 0 || self.further[index - 1].0 <= moment;
            if !sorted || self.first_parent(moment) == other {
                return Some(format!("G4: further parent {other} of moment {moment}"));
            }
        }
        self.verify_links()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 1 2 on a line, 3 from 1, 4 merges 2 into 3.
    fn sample() -> Graph {
        let mut graph = Graph::default();
        graph.push(0);
        graph.push(1);
        graph.push(1);
        graph.push_merge(3, 2);
        graph
    }

    #[test]
    fn lines_are_runs_and_forks_begin_them() {
        let graph = sample();
        assert_eq!(graph.runs().iter().map(|run| (run.first, run.end)).collect::<Vec<_>>(), [(0, 3), (3, 5)]);
        assert_eq!(graph.parents(4).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(graph.parents(0).count(), 0);
        assert_eq!((graph.tips(), graph.len()), (vec![4], 5));
        assert_eq!(graph.further_in(0, 3), []);
        assert_eq!(graph.further_in(4, 4), [(4, 2)]);
    }

    type Break = fn(&mut Graph);

    #[test]
    fn verify_names_what_is_broken() {
        assert_eq!(sample().verify(), None);
        let broken: [(&str, Break); 10] = [
            ("G1", |graph| graph.runs[1].parent = 3),
            ("G1", |graph| graph.runs[1].parent = NO_MOMENT),
            ("G1", |graph| graph.runs[0].parent = 0),
            ("G1", |graph| graph.further[0] = (4, 4)),
            ("G1", |graph| graph.further[0] = (5, 2)),
            ("G2", |graph| graph.runs[1].parent = 2),
            ("G3", |graph| graph.runs[0].end = 2),
            ("G3", |graph| graph.gone = 1),
            ("G4", |graph| graph.further[0] = (4, 3)),
            ("G4", |graph| graph.further.push((3, 0))),
        ];
        for (number, break_it) in broken {
            let mut graph = sample();
            break_it(&mut graph);
            let found = graph.verify().unwrap_or_default();
            assert!(found.starts_with(number), "{number}: {found}");
        }
    }
}
