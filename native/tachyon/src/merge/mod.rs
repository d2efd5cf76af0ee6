//! What a merge has to decide: for every cell that the source changed, the operations of base, target and source.
//!
//! The engine compares operations, not values: TypeScript compares values and applies policies. With one common past
//! the base of a cell is its operation there; a criss-cross has several, which [`base`] merges into a virtual one.

pub mod base;
pub mod sequence;

use crate::graph::Graph;
use crate::graph::walk::{common_ancestors, is_ancestor};
use crate::ids::{CellId, MomentId, OpId};
use crate::log::Log;
use crate::plan::{Entry, Planner};
use crate::position::Position;
use base::{Base, BaseProgram};

/// How a source relates to the position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// The source is in the past of the position.
    AlreadyMerged = 0,
    /// The position is in the past of the source.
    FastForward = 1,
    /// Both have something of their own.
    Diverged = 2,
}

/// Tells how `source` relates to `target`.
#[must_use]
pub fn kind(graph: &Graph, target: MomentId, source: MomentId) -> Kind {
    if is_ancestor(graph, source, target) {
        Kind::AlreadyMerged
    } else if is_ancestor(graph, target, source) {
        Kind::FastForward
    } else {
        Kind::Diverged
    }
}

/// One cell that the source changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The cell.
    pub cell: CellId,
    /// Its operation in the common past; none when the pasts of a criss-cross disagree.
    pub base: Base,
    /// Its operation at the target.
    pub ours: OpId,
    /// Its operation at the source.
    pub theirs: OpId,
}

/// Net differences of two moments: (cell, operation at a, operation at b), sorted by cell.
pub fn difference(
    planner: &mut Planner,
    graph: &Graph,
    log: &Log,
    a: MomentId,
    b: MomentId,
) -> Vec<(CellId, OpId, OpId)> {
    let mut plan = |from, to| -> Vec<Entry> {
        let mut entries = Vec::new();
        planner.plan(graph, log, from, to, &mut entries);
        entries.sort_unstable();
        entries
    };
    // A plan and its reverse are about the same cells, each once.
    let (there, back) = (plan(a, b), plan(b, a));
    debug_assert_eq!(there.len(), back.len());
    there.iter().zip(&back).map(|(&(cell, at_b), &(_, at_a))| (cell, at_a, at_b)).collect()
}

/// What counts as the common past of two moments: a moment that was named, or else their merge bases.
#[must_use]
pub fn common_past(graph: &Graph, target: MomentId, source: MomentId, base: Option<MomentId>) -> Vec<MomentId> {
    base.map_or_else(|| common_ancestors(graph, &[target], &[source]), |base| vec![base])
}

/// Every cell for which merging `source` into the position has something to decide, sorted by cell. `base` stands for the
/// common past where it is not found in the graph: to revert a moment is to merge its parent over it.
pub fn candidates(
    planner: &mut Planner,
    graph: &Graph,
    log: &Log,
    position: &Position,
    source: MomentId,
    base: Option<MomentId>,
) -> Vec<Candidate> {
    let bases = common_past(graph, position.at, source, base);
    if let [base] = bases[..] {
        return difference(planner, graph, log, base, source)
            .into_iter()
            .map(|(cell, base, theirs)| Candidate {
                cell,
                base: Base::Known(base),
                ours: position.current(cell),
                theirs,
            })
            .filter(|candidate| candidate.ours != candidate.theirs)
            .collect();
    }
    let program = BaseProgram::new(graph, &bases);
    let mut changed: Vec<(CellId, OpId)> = bases
        .iter()
        .flat_map(|&base| difference(planner, graph, log, base, source))
        .map(|(cell, _, theirs)| (cell, theirs))
        .collect();
    changed.sort_unstable();
    changed.dedup();
    changed
        .into_iter()
        .map(|(cell, theirs)| Candidate {
            cell,
            base: program.evaluate(graph, log, cell),
            ours: position.current(cell),
            theirs,
        })
        .filter(|candidate| candidate.ours != candidate.theirs && candidate.base != Base::Known(candidate.theirs))
        .collect()
}
