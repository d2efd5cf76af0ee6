//! What moments did, and which moments did something to a cell: the questions of comparison, blame and extraction.
//!
//! Nothing here walks a history. The operations of a cell on one line are a chain, because each names the one that was
//! current before it, and the cell's versions are an index of all lines.

use std::collections::HashMap;

use crate::graph::Graph;
use crate::ids::{BASELINE_MARK, CellId, MomentId, NO_MOMENT, NO_OP, OpId};
use crate::log::Log;

/// What a moment did to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The cell.
    pub cell: CellId,
    /// Its operation before, [`NO_OP`] for none.
    pub before: OpId,
    /// Its operation afterwards.
    pub after: OpId,
}

/// Appends what leads from the state of a moment's parent to its own, net per cell: what was folded into it, by cell, then
/// what it did itself, in the order of the cells' first operations. O(its operations).
pub fn effects_of(log: &Log, moment: MomentId, effects: &mut Vec<Effect>) {
    let Some(fold) = log.fold_of(moment) else { return own_effects_of(log, moment, moment, effects) };
    let folded = fold.cells.iter().map(|(&cell, net)| Effect { cell, before: net.before, after: net.after });
    let mut own = Vec::new();
    own_effects_of(log, moment, moment, &mut own);
    effects
        .extend(folded.map(|effect| Effect { after: fold_end(&own, effect.cell).unwrap_or(effect.after), ..effect }));
    effects.extend(own.iter().filter(|effect| !fold.cells.contains_key(&effect.cell)));
}

fn fold_end(own: &[Effect], cell: CellId) -> Option<OpId> {
    own.iter().find(|effect| effect.cell == cell).map(|effect| effect.after)
}

/// Appends what the moments `first..=last` of one line did themselves to each cell, net, in the order of the cells' first
/// operations. O(their operations).
pub fn own_effects_of(log: &Log, first: MomentId, last: MomentId, effects: &mut Vec<Effect>) {
    /// Cells up to which searching those already found beats a table.
    const FEW: usize = 8;
    let begin = effects.len();
    let mut table: HashMap<CellId, usize> = HashMap::new();
    let (from, to) = log.range_of(first, last);
    for op in from..to {
        let before = log.previous_of(op);
        if before == BASELINE_MARK {
            continue;
        }
        let cell = log.cell_of(op);
        let found = effects.len() - begin;
        let known = if found <= FEW {
            effects[begin..].iter().position(|effect| effect.cell == cell)
        } else {
            if table.is_empty() {
                table.extend(effects[begin..].iter().enumerate().map(|(at, effect)| (effect.cell, at)));
            }
            table.get(&cell).copied()
        };
        if let Some(known) = known {
            effects[begin + known].after = op;
        } else {
            if !table.is_empty() {
                table.insert(cell, found);
            }
            effects.push(Effect { cell, before, after: op });
        }
    }
}

/// The operation and those of its cell that were current before it, newest first, along the line it was made on.
pub fn line_of(log: &Log, newest: OpId) -> impl Iterator<Item = OpId> + '_ {
    let is_operation = |&op: &OpId| op != NO_OP && log.previous_of(op) != BASELINE_MARK;
    std::iter::successors(Some(newest).filter(is_operation), move |&op| Some(log.previous_of(op)).filter(is_operation))
}

/// All operations of a cell, whatever line they are on, ascending, each with its moment and the numbers it takes for
/// values. The baseline comes first, with no moment. O(versions × log moments).
pub fn versions_of(log: &Log, cell: CellId) -> impl Iterator<Item = (OpId, MomentId, u32)> + '_ {
    let known = log.cells().get(cell as usize);
    let baseline = known.map(|cell| cell.baseline).filter(|&op| op != NO_OP).map(|op| (op, NO_MOMENT, 1));
    let is_sequence = log.is_sequence(cell);
    let numbers = move |op| if is_sequence { log.change_of(op).numbers() as u32 } else { 1 };
    let versions = known.map_or(&[][..], |cell| cell.versions.as_slice());
    let root = log.root_of(cell);
    // What was there at the root may have come there by any moment before.
    let moment = move |op| if op == root { NO_MOMENT } else { log.moment_of(op) };
    baseline.into_iter().chain(versions.iter().map(move |&op| (op, moment(op), numbers(op))))
}

/// As [`versions_of`], without operations of moments that are gone: some of those are still in the columns.
pub fn versions_there<'a>(
    graph: &'a Graph,
    log: &'a Log,
    cell: CellId,
) -> impl Iterator<Item = (OpId, MomentId, u32)> + 'a {
    versions_of(log, cell).filter(|&(_, moment, _)| moment == NO_MOMENT || graph.contains(moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moment 1 writes cells 1, 2 and 1 again; moment 2 nothing but a baseline; moment 3 cells 1 to 12, and 3 again.
    fn sample() -> Log {
        let mut log = Log::default();
        let mut newest = [NO_OP; 13];
        log.ensure_cell(12);
        for cells in [vec![1, 2, 1], vec![], (1..=12).chain([3]).collect()] {
            log.begin_moment();
            log.push_baseline(12);
            for cell in cells {
                newest[cell as usize] = log.push(cell, newest[cell as usize]);
            }
        }
        log
    }

    fn effects(moment: MomentId) -> Vec<(CellId, OpId, OpId)> {
        let mut found = Vec::new();
        effects_of(&sample(), moment, &mut found);
        found.iter().map(|effect| (effect.cell, effect.before, effect.after)).collect()
    }

    #[test]
    fn effects_are_net() {
        assert_eq!(effects(0), []);
        assert_eq!(effects(1), [(1, NO_OP, 4), (2, NO_OP, 3)]);
        assert_eq!(effects(2), []);
        let third = effects(3);
        assert_eq!(third.len(), 12);
        assert_eq!((third[0], third[2], third[11]), ((1, 4, 7), (3, NO_OP, 19), (12, NO_OP, 18)));
    }

    #[test]
    fn a_line_goes_back_to_the_first_operation() {
        let log = sample();
        assert_eq!(line_of(&log, 7).collect::<Vec<_>>(), [7, 4, 2]);
        assert_eq!(line_of(&log, NO_OP).count(), 0);
        assert_eq!(line_of(&log, 1).count(), 0, "a baseline belongs to no moment");
    }

    #[test]
    fn versions_are_all_there_is_of_a_cell() {
        let log = sample();
        assert_eq!(versions_of(&log, 1).collect::<Vec<_>>(), [(2, 1, 1), (4, 1, 1), (7, 3, 1)]);
        assert_eq!(versions_of(&log, 12).collect::<Vec<_>>(), [(6, NO_MOMENT, 1), (18, 3, 1)]);
        assert_eq!(versions_of(&log, 99).count(), 0);
    }
}
