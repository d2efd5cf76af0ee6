//! The virtual base of a criss-cross: its several common pasts, merged into one.
//!
//! Git's recursive strategy does this by recursion; histories may cross ten thousand times, so here it is a list of
//! steps in the order of their evaluation. Each set of pasts is merged once.

use std::collections::HashMap;

use crate::graph::Graph;
use crate::graph::walk::common_ancestors;
use crate::ids::{CellId, MomentId, OpId};
use crate::log::Log;
use crate::plan::operation_at;

/// The state of a cell in the common past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// This operation.
    Known(OpId),
    /// The pasts disagree, and merging them would be a conflict.
    Ambiguous,
}

/// One step: a moment, or the merge of two earlier steps over a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The state at a moment.
    Moment(MomentId),
    /// The merge of two states over their own base.
    Merge {
        /// Step of one side.
        left: usize,
        /// Step of the other side.
        right: usize,
        /// Step of their base.
        base: usize,
    },
}

/// The steps; the last one is the virtual base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseProgram {
    steps: Vec<Step>,
}

/// A set of pasts that is being merged.
struct Fold {
    bases: Vec<MomentId>,
    /// How many of them are merged already.
    folded: usize,
    /// The step that merged them.
    result: usize,
}

impl BaseProgram {
    /// The program for these pasts, which must be maximal and ascending, as [`common_ancestors`] answers them.
    #[must_use]
    pub fn new(graph: &Graph, bases: &[MomentId]) -> Self {
        let mut steps = Vec::new();
        let mut done: HashMap<Vec<MomentId>, usize> = HashMap::new();
        let mut open = vec![Fold { bases: bases.to_vec(), folded: 0, result: 0 }];
        while let Some(fold) = open.last_mut() {
            let Some(&next) = fold.bases.get(fold.folded) else {
                done.insert(std::mem::take(&mut fold.bases), fold.result);
                open.pop();
                continue;
            };
            if fold.folded == 0 {
                fold.result = push(&mut steps, Step::Moment(next));
                fold.folded = 1;
                continue;
            }
            // These lie strictly below, so the work list ends at genesis.
            let below = common_ancestors(graph, &fold.bases[..fold.folded], &[next]);
            let Some(&base) = done.get(&below) else {
                open.push(Fold { bases: below, folded: 0, result: 0 });
                continue;
            };
            let right = push(&mut steps, Step::Moment(next));
            fold.result = push(&mut steps, Step::Merge { left: fold.result, right, base });
            fold.folded += 1;
        }
        Self { steps }
    }

    /// The steps, in the order of their evaluation.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The virtual base of one cell, by operations: equal sides agree, an unchanged side yields to the other.
    #[must_use]
    pub fn evaluate(&self, graph: &Graph, log: &Log, cell: CellId) -> Base {
        let mut results: Vec<Base> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            results.push(match *step {
                Step::Moment(moment) => Base::Known(operation_at(graph, log, cell, moment)),
                Step::Merge { left, right, base } => merge(results[left], results[right], results[base]),
            });
        }
        results.last().copied().unwrap_or(Base::Ambiguous)
    }
}

fn merge(left: Base, right: Base, base: Base) -> Base {
    if left == right {
        left
    } else if left == Base::Ambiguous || right == Base::Ambiguous {
        Base::Ambiguous
    } else if left == base {
        right
    } else if right == base {
        left
    } else {
        Base::Ambiguous
    }
}

fn push(steps: &mut Vec<Step>, step: Step) -> usize {
    steps.push(step);
    steps.len() - 1
}
