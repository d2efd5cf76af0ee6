//! Redo memory: at every moment, the child through which the position last passed.
//!
//! Where the next moment is a child it is that one unless something else is remembered, so only deviations take memory. Where
//! several positions share a history, the moments that others made are *strange* to a position until it passes them: it
//! never redoes what it has neither made nor undone.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::graph::walk::{Stretch, Way};
use crate::ids::{MomentId, NO_MOMENT};

/// What one position remembers.
#[derive(Debug, Clone, Default)]
pub struct RedoMemory {
    /// [`NO_MOMENT`] says that there is nothing to redo.
    deviations: BTreeMap<MomentId, MomentId>,
    /// Moments that others made, as ranges: first → last. Empty unless there are other positions.
    strange: BTreeMap<MomentId, MomentId>,
}

impl RedoMemory {
    /// That of a position that has been nowhere in a history of so many moments.
    #[must_use]
    pub fn unvisited(moments: u32) -> Self {
        let mut memory = Self::default();
        if moments > 1 {
            memory.made_elsewhere(1, moments - 1);
        }
        memory
    }

    /// What is remembered: another child than the next one, and ranges of moments that others made.
    #[must_use]
    pub const fn parts(&self) -> (&BTreeMap<MomentId, MomentId>, &BTreeMap<MomentId, MomentId>) {
        (&self.deviations, &self.strange)
    }

    /// Redo leads from a moment to this one, or nowhere.
    pub fn remember(&mut self, moment: MomentId, child: MomentId) {
        self.deviations.insert(moment, child);
    }

    /// Another position made these moments, the newest ones.
    pub fn made_elsewhere(&mut self, first: MomentId, last: MomentId) {
        match self.strange.last_entry() {
            Some(mut newest) if *newest.get() + 1 == first => *newest.get_mut() = last,
            _ => {
                self.strange.insert(first, last);
            }
        }
    }

    /// The moments from this number on, which others made, are forgotten.
    pub fn end_strange(&mut self, end: MomentId) {
        self.get_to_know(end, NO_MOMENT - 1);
    }

    fn is_strange(&self, moment: MomentId) -> bool {
        !self.strange.is_empty() && self.strange.range(..=moment).next_back().is_some_and(|(_, &last)| moment <= last)
    }

    /// The position has passed these moments.
    fn get_to_know(&mut self, first: MomentId, last: MomentId) {
        while let Some((&begin, &end)) = self.strange.range(..=last).next_back().filter(|&(_, &end)| end >= first) {
            self.strange.remove(&begin);
            if begin < first {
                self.strange.insert(begin, first - 1);
            }
            if end > last {
                self.strange.insert(last + 1, end);
            }
        }
    }

    /// Where redo leads from a moment.
    #[must_use]
    pub fn child_of(&self, graph: &Graph, moment: MomentId) -> Option<MomentId> {
        let deviation = if self.deviations.is_empty() { None } else { self.deviations.get(&moment) };
        match deviation {
            Some(&NO_MOMENT) => None,
            Some(&child) => Some(child),
            None => (graph.is_next(moment) && !self.is_strange(moment + 1)).then_some(moment + 1),
        }
    }

    /// The position has passed from a parent to its child, or back.
    pub fn passed(&mut self, parent: MomentId, child: MomentId, same_run: bool) {
        if !same_run {
            self.deviations.insert(parent, child);
        } else if !self.deviations.is_empty() {
            self.deviations.remove(&parent);
        }
        if !self.strange.is_empty() {
            self.get_to_know(child, child);
        }
    }

    /// The position has gone a way. O(stretches × log + deviations on it).
    pub fn passed_along(&mut self, graph: &Graph, way: &Way) {
        for stretch in way.up.iter().chain(&way.down) {
            self.passed_stretch(graph, stretch);
        }
    }

    /// There is nothing to redo at a moment, until the position leaves one of its children again.
    pub fn forget(&mut self, graph: &Graph, moment: MomentId) {
        if self.child_of(graph, moment).is_some() {
            self.deviations.insert(moment, NO_MOMENT);
        }
    }

    /// A moment is about to go; its only child on the line takes its place, if it has one. Its parent leads on to that if
    /// it led to it over the moment.
    pub fn will_go(&mut self, graph: &Graph, moment: MomentId, child: Option<MomentId>) {
        let parent = graph.first_parent(moment);
        if parent != NO_MOMENT && self.child_of(graph, parent) == Some(moment) {
            let goal = child.filter(|&child| self.child_of(graph, moment) == Some(child));
            self.deviations.insert(parent, goal.unwrap_or(NO_MOMENT));
        } else if parent == NO_MOMENT {
            while self.strange.first_entry().is_some_and(|range| *range.get() < moment) {
                self.strange.pop_first();
            }
        }
        self.deviations.remove(&moment);
    }

    /// Moments inside a run are about to go, and the next one takes their place.
    pub fn stretch_will_go(&mut self, graph: &Graph, first: MomentId, last: MomentId) {
        let leads_on = self.next_deviation(first) > last
            || (first..=last).all(|moment| self.child_of(graph, moment) == Some(moment + 1));
        let parent = graph.first_parent(first);
        if parent == NO_MOMENT {
            while self.strange.first_entry().is_some_and(|range| *range.get() < last) {
                self.strange.pop_first();
            }
        } else if self.child_of(graph, parent) == Some(first) {
            self.deviations.insert(parent, if leads_on { last + 1 } else { NO_MOMENT });
        }
        self.forget_all(first, last);
    }

    fn forget_all(&mut self, first: MomentId, last: MomentId) {
        while let Some((&moment, _)) = self.deviations.range(first..=last).next() {
            self.deviations.remove(&moment);
        }
    }

    /// The end of a run from a moment on is about to go.
    pub fn end_will_go(&mut self, graph: &Graph, first: MomentId, last: MomentId) {
        self.will_go(graph, first, None);
        self.forget_all(first, last);
    }

    /// The first moment from this one on at which redo may not lead to the next one; [`NO_MOMENT`] for none.
    #[must_use]
    pub fn next_deviation(&self, moment: MomentId) -> MomentId {
        let deviating = self.deviations.range(moment..).next().map_or(NO_MOMENT, |(&deviating, _)| deviating);
        if self.is_strange(moment + 1) {
            return moment;
        }
        let strange = self.strange.range(moment + 1..).next().map_or(NO_MOMENT, |(&first, _)| first - 1);
        deviating.min(strange)
    }

    /// Bytes held, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        (self.deviations.len() + self.strange.len()) * 24
    }

    /// **R1** what is remembered is a child of the moment it is remembered at.
    #[must_use]
    pub fn verify(&self, graph: &Graph) -> Option<String> {
        self.deviations
            .iter()
            .find(|&(&parent, &child)| {
                let is_child = |child| graph.contains(child) && graph.first_parent(child) == parent;
                !graph.contains(parent) || (child != NO_MOMENT && !is_child(child))
            })
            .map(|(parent, child)| format!("R1: redo from {parent} leads to {child}"))
    }

    fn passed_stretch(&mut self, graph: &Graph, stretch: &Stretch) {
        let begins_run = graph.run_of(stretch.first).first == stretch.first;
        self.passed(stretch.parent, stretch.first, !begins_run);
        if stretch.first == stretch.last {
            return;
        }
        if !self.strange.is_empty() {
            self.get_to_know(stretch.first, stretch.last);
        }
        let stale: Vec<MomentId> =
            self.deviations.range(stretch.first..stretch.last).map(|(&parent, _)| parent).collect();
        for parent in stale {
            self.deviations.remove(&parent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_sees_what_is_no_child() {
        let mut graph = Graph::default();
        graph.push(0);
        graph.push(0);
        let mut memory = RedoMemory::default();
        memory.passed(0, 2, false);
        assert_eq!((memory.verify(&graph), memory.child_of(&graph, 0)), (None, Some(2)));
        for child in [0, 3] {
            memory.deviations.insert(0, child);
            assert!(memory.verify(&graph).is_some_and(|broken| broken.starts_with("R1")), "{child}");
        }
    }

    #[test]
    fn a_step_inside_a_run_takes_no_memory() {
        let mut graph = Graph::default();
        graph.push(0);
        graph.push(0);
        let mut memory = RedoMemory::default();
        memory.passed(0, 1, true);
        assert_eq!(memory.bytes(), 0);
        memory.passed(0, 2, false);
        memory.passed(0, 1, true);
        assert_eq!((memory.bytes(), memory.child_of(&graph, 0)), (0, Some(1)));
        memory.forget(&graph, 0);
        assert_eq!((memory.verify(&graph), memory.child_of(&graph, 0)), (None, None));
    }
}
