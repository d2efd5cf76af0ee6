//! What pruning has left of a log, taken apart for files, and put together again.
//!
//! The columns say the rest: what they hold from [`Parts::dense`] on is written as in any other log.

use super::fold::{Fold, Folds, Kept, Net, Numbers, ROOT};
use super::sequence::{Change, Changes, NOTHING};
use super::{CellLog, Log, MinIndexed};
use crate::column::Column;
use crate::graph::Graph;
use crate::ids::{BASELINE_MARK, CellId, MomentId, NO_OP, OpId};

/// The parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    /// The first operation and the first moment in the columns.
    pub dense: (OpId, MomentId),
    /// Operations that are kept, ascending.
    pub kept: Vec<KeptOperation>,
    /// What was folded into moments, ascending by moment.
    pub folds: Vec<FoldOf>,
    /// Of each cell: the baseline, and the operation at the root.
    pub cells: Vec<(OpId, OpId)>,
    /// Sequences that are pinned, ascending.
    pub pinned: Vec<CellId>,
    /// What was before operations of theirs that have been at the root, ascending.
    pub before_root: Vec<(OpId, OpId)>,
}

impl Parts {
    /// Whether all operations that it names are below a number.
    #[must_use]
    pub fn is_below(&self, next: OpId) -> bool {
        let is_before = |op: OpId| op < next || op == BASELINE_MARK;
        self.kept.iter().all(|kept| kept.op < next && is_before(kept.previous))
            && self.folds.iter().all(|fold| {
                fold.first <= next && fold.cells.iter().all(|&(_, before, after)| is_before(before) && after < next)
            })
            && self.cells.iter().all(|&(baseline, root)| baseline < next && root < next)
            && self.before_root.iter().all(|&(op, before)| op < next && is_before(before))
    }
}

/// An operation that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptOperation {
    /// Its number.
    pub op: OpId,
    /// Its cell.
    pub cell: CellId,
    /// The one before.
    pub previous: OpId,
    /// 0 for the root, else the place of its fold plus one.
    pub owner: u32,
    /// What it does, of a sequence below the columns, with the words of a permutation.
    pub change: Option<(Change, Vec<u32>)>,
}

/// A fold.
#[derive(Debug, Clone, PartialEq)]
pub struct FoldOf {
    /// The moment it was folded into.
    pub moment: MomentId,
    /// See [`Fold::first`].
    pub first: OpId,
    /// See [`Fold::is_cut`].
    pub is_cut: bool,
    /// (cell, operation before, operation after), ascending.
    pub cells: Vec<(CellId, OpId, OpId)>,
}

impl Log {
    /// What pruning has left. O(what is kept + cells).
    #[must_use]
    pub fn parts(&self) -> Parts {
        let mut folds: Vec<(usize, &Fold)> = self
            .folds
            .places
            .iter()
            .enumerate()
            .filter_map(|(at, fold)| fold.as_ref().map(|fold| (at, fold)))
            .collect();
        folds.sort_unstable_by_key(|(_, fold)| fold.moment);
        let mut owners = vec![0; self.folds.places.len()];
        for (index, (at, _)) in folds.iter().enumerate() {
            owners[*at] = index as u32 + 1;
        }
        let dense = self.dense();
        let kept = self.folds.kept.iter().map(|(&op, &Kept { cell, previous, owner })| {
            let is_baseline = self.cells[cell as usize].baseline == op;
            let change = self.recorded_change(op).filter(|_| op < dense.0 && !is_baseline).map(|change| {
                let orders = self.cells[cell as usize].changes.as_ref().and_then(|changes| changes.orders.get(&op));
                (change, orders.cloned().unwrap_or_default())
            });
            KeptOperation { op, cell, previous, owner: owners.get(owner).copied().unwrap_or(0), change }
        });
        let fold_of = |&(_, fold): &(usize, &Fold)| FoldOf {
            moment: fold.moment,
            first: fold.first,
            is_cut: fold.is_cut,
            cells: fold.cells.iter().map(|(&cell, net)| (cell, net.before, net.after)).collect(),
        };
        let mut before_root: Vec<_> = self.folds.before_root.iter().map(|(&op, &before)| (op, before)).collect();
        before_root.sort_unstable();
        Parts {
            dense,
            kept: kept.collect(),
            folds: folds.iter().map(fold_of).collect(),
            cells: self.cells.iter().map(|cell| (cell.baseline, cell.root)).collect(),
            pinned: self.folds.pinned.iter().copied().collect(),
            before_root,
        }
    }

    /// A log whose columns begin where those parts say, and hold nothing yet.
    #[must_use]
    pub fn of_parts(parts: &Parts) -> Self {
        let (op, moment) = parts.dense;
        let mut log = Self::default();
        if parts.dense != (0, 0) {
            log.cell = Column::starting_at(op);
            log.previous = MinIndexed::starting_at(op);
            log.first_of_moment = Column::starting_at(moment);
            log.first_of_moment.push(op);
        }
        if let Some(highest) = parts.cells.len().checked_sub(1) {
            log.ensure_cell(highest as CellId);
        }
        for kept in parts.kept.iter().filter(|kept| kept.op < op) {
            let CellLog { baseline: _, versions, changes, .. } = &mut log.cells[kept.cell as usize];
            if parts.cells[kept.cell as usize].0 == kept.op {
                continue;
            }
            versions.push(kept.op);
            match (&kept.change, changes) {
                (None, None) => {}
                (None, Some(changes)) => changes.list.push(NOTHING),
                (Some((change, order)), changes) => {
                    let changes = changes.get_or_insert_with(Box::<Changes>::default);
                    while changes.list.len() + 1 < versions.as_slice().len() {
                        changes.list.push(NOTHING);
                    }
                    changes.list.push(*change);
                    if !order.is_empty() {
                        changes.orders.insert(kept.op, order.clone());
                    }
                }
            }
        }
        log
    }

    /// Takes over what the columns do not say, when they are there.
    pub fn finish(&mut self, parts: Parts, root: MomentId) {
        for (cell, &(baseline, root)) in self.cells.iter_mut().zip(&parts.cells) {
            (cell.baseline, cell.root) = (baseline, root);
        }
        let folds = parts.folds.into_iter().map(|FoldOf { moment, first, is_cut, cells }| Fold {
            moment,
            first,
            is_cut,
            cells: cells.into_iter().map(|(cell, before, after)| (cell, Net { before, after })).collect(),
        });
        let places: Vec<Option<Fold>> = folds.map(Some).collect();
        let owner = |owner: u32| owner.checked_sub(1).map_or(ROOT, |place| place as usize);
        self.folds = Folds {
            place_of: places.iter().flatten().enumerate().map(|(place, fold)| (fold.moment, place)).collect(),
            places,
            kept: parts
                .kept
                .into_iter()
                .map(|kept| (kept.op, Kept { cell: kept.cell, previous: kept.previous, owner: owner(kept.owner) }))
                .collect(),
            root,
            pinned: parts.pinned.into_iter().collect(),
            before_root: parts.before_root.into_iter().collect(),
            ..Folds::default()
        };
    }

    /// Numbers whose values are needed although their moments may have gone, or their places in the columns.
    #[must_use]
    pub fn kept_values(&self) -> Vec<Numbers> {
        // What the root comes to is in the sequence itself, and what is pinned leads nowhere.
        let has_value = |kept: &Kept| kept.owner != ROOT || !self.is_sequence(kept.cell);
        let kept = self.folds.kept.iter().filter(|(_, kept)| has_value(kept)).map(|(&op, _)| (op, self.numbers_of(op)));
        let baselines = self.cells.iter().map(|cell| cell.baseline).filter(|&op| op != NO_OP).map(|op| (op, 1));
        let borrowed = self.borrowed.keys().map(|&number| (number, 1));
        joined(kept.chain(baselines).chain(borrowed).collect())
    }

    /// Numbers whose values are needed, as ascending ranges. O(what is kept + runs).
    #[must_use]
    pub fn values(&self, graph: &Graph) -> Vec<Numbers> {
        let begin = self.dense().1;
        let runs = graph.runs().iter().filter(|run| run.end > begin).map(|run| {
            let (from, to) = self.range_of(run.first.max(begin), run.last());
            (from.max(1), to.saturating_sub(from.max(1)))
        });
        joined(self.kept_values().into_iter().chain(runs.filter(|&(_, count)| count > 0)).collect())
    }

    /// The cell that the value under a number belongs to; none when only a merge knows it.
    #[must_use]
    pub fn cell_of_value(&self, number: OpId) -> Option<CellId> {
        if number >= self.dense().0 {
            return Some(self.cell_of(number));
        }
        let (&op, kept) = self.folds.kept.range(..=number).next_back()?;
        (number - op < self.numbers_of(op)).then_some(kept.cell)
    }

    /// Whether an operation is one of a moment that is there, and not only known.
    #[must_use]
    pub fn is_live(&self, graph: &Graph, op: OpId) -> bool {
        match self.folds.kept.get(&op) {
            Some(kept) => kept.owner != ROOT,
            // What the root has done before it came to its operation is in no state.
            None => op > self.root_of(self.cell_of(op)) && graph.contains(self.moment_of(op)),
        }
    }
}

/// Ranges as few as can be, ascending.
fn joined(mut ranges: Vec<Numbers>) -> Vec<Numbers> {
    ranges.sort_unstable();
    let mut all: Vec<Numbers> = Vec::with_capacity(ranges.len());
    for (first, count) in ranges {
        match all.last_mut() {
            Some(last) if last.0 + last.1 >= first => last.1 = last.1.max(first + count - last.0),
            _ => all.push((first, count)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_name_only_what_is_there() {
        let kept = |op, previous| KeptOperation { op, cell: 1, previous, owner: 0, change: None };
        let fold = |first, before, after| FoldOf { moment: 1, first, is_cut: true, cells: vec![(1, before, after)] };
        let whole = Parts {
            kept: vec![kept(3, BASELINE_MARK), kept(9, 3)],
            folds: vec![fold(10, 3, 9), fold(0, BASELINE_MARK, 1)],
            cells: vec![(0, 0), (2, 3)],
            before_root: vec![(3, 2), (2, BASELINE_MARK)],
            ..Parts::default()
        };
        assert!(whole.is_below(10));
        let broken: [fn(&mut Parts); 7] = [
            |parts| parts.kept[1].op = 10,
            |parts| parts.kept[1].previous = 10,
            |parts| parts.folds[0].first = 11,
            |parts| parts.folds[0].cells[0].1 = 10,
            |parts| parts.folds[0].cells[0].2 = 10,
            |parts| parts.cells[1].1 = 10,
            |parts| parts.before_root[0].0 = 10,
        ];
        for change in broken {
            let mut parts = whole.clone();
            change(&mut parts);
            assert!(!parts.is_below(10), "{parts:?}");
        }
    }
}
