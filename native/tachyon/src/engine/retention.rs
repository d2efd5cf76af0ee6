//! Commands of retention.

use super::Engine;
use crate::error::Error;
use crate::ids::{CellId, MomentId};
use crate::retain::{Limits, Slice};

impl Engine {
    /// What is kept at most from now on.
    pub fn limit(&mut self, limits: Limits) -> Result<(), Error> {
        self.retention.limits = limits;
        Ok(())
    }

    /// Lets moments go until the limits are met, or as much work is done. Answers pairs: the root and the first operation in
    /// the columns · moments and operations held · whether nothing is left to do, and how many of the entries that follow
    /// are kept · (number of a value, how many) that are kept, then those that are kept no longer.
    pub fn retain(&mut self, work: u32) -> Result<(), Error> {
        let Self { history, position, others, retention, answer, .. } = self;
        let positions = std::iter::once(position).chain(others.iter_mut()).collect();
        let limits = retention.limits;
        let is_done = retention.run(&mut Slice { history, positions, limits, work });
        let (saved, freed) = history.log.take_settled();
        answer.begin(2);
        answer.words.extend([history.graph.root(), history.log.dense().0]);
        answer.words.extend([history.graph.count(), retention.held(history)]);
        answer.words.extend([u32::from(is_done), saved.len() as u32]);
        answer.words.extend(saved.iter().chain(&freed).flat_map(|&(number, count)| [number, count]));
        Ok(())
    }

    /// Keeps every operation of a sequence from now on, or no longer does; see [`crate::log::fold`].
    pub fn pin(&mut self, cell: CellId, is_pinned: bool) {
        self.history.log.pin(cell, is_pinned);
    }

    /// Forgets a cell of which nothing is known but what there is at the root; see [`crate::log::Log::forget_cell`]. Answers
    /// how many operations went, or nothing; values that are needed no longer are told by the next [`Engine::retain`].
    pub fn forget_cell(&mut self, cell: CellId) {
        let gone = self.history.log.forget_cell(cell);
        if gone.is_some() {
            for position in std::iter::once(&mut self.position).chain(self.others.iter_mut()) {
                position.forget_cell(cell);
            }
        }
        self.answer.begin(1);
        self.answer.words.extend(gone);
    }

    /// Operations that are held.
    #[must_use]
    pub fn held(&self) -> u32 {
        self.retention.held(&self.history)
    }

    /// Moments on the line of first parents of each branch, in the order of the branches. O(branches × runs).
    #[must_use]
    pub fn line_lengths(&self) -> Vec<u32> {
        let graph = &self.history.graph;
        let length = |mut moment: MomentId| {
            let mut length = 0;
            while moment != crate::ids::NO_MOMENT {
                let run = graph.run_of(moment);
                length += moment - run.first + 1;
                moment = run.parent;
            }
            length
        };
        self.history.names.branches().map(|branch| length(branch.head)).collect()
    }
}
