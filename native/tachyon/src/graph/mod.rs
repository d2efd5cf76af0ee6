//! The graph of moments: which moment builds on which.
//!
//! Stored as runs (see [`MomentRun`]), so a moment on a straight line costs nothing; further parents of merges lie in a
//! side column. The *first-parent tree* is where undo, redo and jumps walk and what the state of a moment depends on;
//! ancestry and merge bases use all parents.
//!
//! - **G1** parents have smaller numbers than their children
//! - **G2** neighbouring runs that could be one are one
//! - **G3** runs are dense: each begins where the one before ends
//! - **G4** further parents are sorted by moment, and none is the first parent

mod run;
pub mod walk;

pub use run::MomentRun;

use crate::ids::{MomentId, NO_MOMENT};

/// The graph. Append-only; genesis is there from the beginning.
#[derive(Debug, Clone)]
pub struct Graph {
    runs: Vec<MomentRun>,
    /// (merge moment, further parent), sorted by merge moment.
    further: Vec<(MomentId, MomentId)>,
}

impl Default for Graph {
    fn default() -> Self {
        Self { runs: vec![MomentRun::single(0, NO_MOMENT)], further: Vec::new() }
    }
}

impl Graph {
    /// Number of moments, genesis included.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.last_run().end
    }

    /// Never: genesis is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Appends a moment and returns its number. `parent` must exist.
    pub fn push(&mut self, parent: MomentId) -> MomentId {
        let moment = self.len();
        let single = MomentRun::single(moment, parent);
        match self.runs.last_mut() {
            Some(last) if last.can_append(&single) => last.append(&single),
            _ => self.runs.push(single),
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
        moment
    }

    /// Forgets the moments from this one on. O(what is forgotten).
    pub fn truncate(&mut self, moments: u32) {
        while self.last_run().first >= moments {
            self.runs.pop();
        }
        if let Some(last) = self.runs.last_mut() {
            last.end = last.end.min(moments);
        }
        let kept = self.further.partition_point(|&(moment, _)| moment < moments);
        self.further.truncate(kept);
    }

    /// The run that holds a moment. O(1) in the newest run, else O(log runs).
    #[must_use]
    pub fn run_of(&self, moment: MomentId) -> &MomentRun {
        &self.runs[self.run_index(moment)]
    }

    /// The index of that run.
    #[must_use]
    pub fn run_index(&self, moment: MomentId) -> usize {
        // Most questions are about the newest run: it saves the search (undo at the tip: 3 ns instead of 12).
        let newest = self.runs.len() - 1;
        if self.runs[newest].first <= moment {
            return newest;
        }
        self.runs.partition_point(|run| run.first <= moment) - 1
    }

    /// The first parent, or [`NO_MOMENT`] for genesis.
    #[must_use]
    pub fn first_parent(&self, moment: MomentId) -> MomentId {
        let run = self.run_of(moment);
        if moment > run.first { moment - 1 } else { run.parent }
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
        &self.runs
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
            self.runs.iter().map(|run| run.parent).chain(self.further.iter().map(|&(_, other)| other)).collect();
        self.runs.iter().map(MomentRun::last).filter(|tip| !built_on.contains(tip)).collect()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.runs.capacity() * size_of::<MomentRun>() + self.further.capacity() * 8
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        let mut expected = 0;
        for (index, run) in self.runs.iter().enumerate() {
            if run.first != expected || run.end <= run.first {
                return Some(format!("G3: run {index} is {run:?}, expected it to begin at {expected}"));
            }
            expected = run.end;
            let is_genesis = index == 0;
            if is_genesis != (run.parent == NO_MOMENT) || (!is_genesis && run.parent >= run.first) {
                return Some(format!("G1: run {index} is {run:?}"));
            }
            if index > 0 && self.runs[index - 1].can_append(run) {
                return Some(format!("G2: run {index} continues the one before: {run:?}"));
            }
        }
        for (index, &(moment, other)) in self.further.iter().enumerate() {
            if moment >= expected || other >= moment {
                return Some(format!("G1: moment {moment} has further parent {other}"));
            }
            let sorted = index == 0 || self.further[index - 1].0 <= moment;
            if !sorted || self.first_parent(moment) == other {
                return Some(format!("G4: further parent {other} of moment {moment}"));
            }
        }
        None
    }

    fn last_run(&self) -> &MomentRun {
        &self.runs[self.runs.len() - 1]
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
        let broken: [(&str, Break); 9] = [
            ("G1", |graph| graph.runs[1].parent = 3),
            ("G1", |graph| graph.runs[1].parent = NO_MOMENT),
            ("G1", |graph| graph.runs[0].parent = 0),
            ("G1", |graph| graph.further[0] = (4, 4)),
            ("G1", |graph| graph.further[0] = (5, 2)),
            ("G2", |graph| graph.runs[1].parent = 2),
            ("G3", |graph| graph.runs[0].end = 2),
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
