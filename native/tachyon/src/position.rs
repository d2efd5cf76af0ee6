//! Where a live instance stands in a history. Apart from the history, because one history can serve several instances.

use crate::graph::Graph;
use crate::graph::walk::is_on_line;
use crate::history::History;
use crate::ids::{CellId, MomentId, NO_OP, OpId};
use crate::log::Log;
use crate::names::{BranchId, MAIN, Names};
use crate::plan::{Entry, operation_at};
use crate::redo::RedoMemory;

/// The position of one instance.
///
/// - **P1** `current` holds, for each cell, the operation that is current at `at`
/// - **P2** `detached` says whether `at` is off the line of the current branch; never in a linear history
#[derive(Debug, Clone)]
pub struct Position {
    /// The moment.
    pub at: MomentId,
    /// The branch that follows new moments.
    pub branch: BranchId,
    /// Where redo leads.
    pub redo: RedoMemory,
    /// Whether no branch could follow a new moment here.
    pub detached: bool,
    linear: bool,
    current: Vec<OpId>,
}

impl Position {
    /// At genesis, on the branch `main`.
    #[must_use]
    pub fn new(linear: bool) -> Self {
        Self { at: 0, branch: MAIN, redo: RedoMemory::default(), detached: false, linear, current: Vec::new() }
    }

    /// Another position at the same moment, on a branch of its own. It has been nowhere yet.
    #[must_use]
    pub fn beside(&self, branch: BranchId, moments: u32) -> Self {
        Self { branch, redo: RedoMemory::unvisited(moments), detached: false, ..self.clone() }
    }

    /// At a moment of a history that is there already. O(cells × log operations).
    #[must_use]
    pub fn standing(
        linear: bool,
        at: MomentId,
        branch: BranchId,
        redo: RedoMemory,
        History { graph, log, names, .. }: &History,
    ) -> Self {
        let current = (0..log.cells().len() as CellId).map(|cell| operation_at(graph, log, cell, at)).collect();
        let mut position = Self { at, branch, redo, detached: false, linear, current };
        position.look_around(graph, names);
        position
    }

    /// Whether no position in this history is ever detached.
    #[must_use]
    pub const fn is_linear(&self) -> bool {
        self.linear
    }

    /// The operation that is current for a cell, [`NO_OP`] for none.
    #[must_use]
    pub fn current(&self, cell: CellId) -> OpId {
        self.current.get(cell as usize).copied().unwrap_or(NO_OP)
    }

    /// Makes sure that there is an entry for each cell.
    pub fn ensure_cells(&mut self, cells: usize) {
        if self.current.len() < cells {
            self.current.resize(cells, NO_OP);
        }
    }

    /// An operation became current for its cell.
    pub fn set_current(&mut self, cell: CellId, op: OpId) {
        self.current[cell as usize] = op;
    }

    /// Nothing is known of a cell any more.
    pub fn forget_cell(&mut self, cell: CellId) {
        if let Some(current) = self.current.get_mut(cell as usize) {
            *current = NO_OP;
        }
    }

    /// Goes to a moment by the plan that leads there.
    pub fn arrive(&mut self, at: MomentId, plan: &[Entry]) {
        for &(cell, op) in plan {
            self.set_current(cell, op);
        }
        self.at = at;
    }

    /// Looks again whether the current branch could follow a new moment here.
    pub fn look_around(&mut self, graph: &Graph, names: &Names) {
        self.detached = !self.linear && !is_on_line(graph, self.at, names.head(self.branch));
    }

    /// The last moment of the present run where a position is not detached. Not for a detached one.
    #[must_use]
    pub fn end_of_line(&self, graph: &Graph, names: &Names) -> MomentId {
        let run = graph.run_of(self.at);
        let mut end = if self.linear { run.last() } else { names.head(self.branch) };
        while end > run.last() {
            end = graph.run_of(end).parent;
        }
        end
    }

    /// Bytes held, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.current.capacity() * 4 + self.redo.bytes()
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self, graph: &Graph, log: &Log, names: &Names) -> Option<String> {
        for cell in 0..log.cells().len() as CellId {
            let expected = operation_at(graph, log, cell, self.at);
            if self.current(cell) != expected {
                return Some(format!("P1: cell {cell} stands at {}, not {expected}", self.current(cell)));
            }
        }
        let mut looked = self.clone();
        looked.look_around(graph, names);
        (looked.detached != self.detached).then(|| "P2: detached".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;
    use crate::journal::START;

    type Break = fn(&mut Position);

    #[test]
    fn verify_names_what_is_broken() {
        let mut engine = Engine::new(false, 0.0);
        engine.append(&[1 | START, 1 | START, 2], &[]).unwrap();
        let verify = |position: &Position| {
            let history = engine.history();
            position.verify(&history.graph, &history.log, &history.names).unwrap_or_default()
        };
        assert_eq!(verify(engine.position()), "");
        let broken: [(&str, Break); 3] = [
            ("P1", |position| position.set_current(1, 1)),
            ("P1", |position| position.at = 1),
            ("P2", |position| position.detached = true),
        ];
        for (number, break_it) in broken {
            let mut position = engine.position().clone();
            break_it(&mut position);
            assert!(verify(&position).starts_with(number), "{number}: {}", verify(&position));
        }
    }
}
