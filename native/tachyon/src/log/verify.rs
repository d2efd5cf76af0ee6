//! What always holds in a log: the invariants L1 to L6, and F1 to F3 of folds.

use std::collections::HashMap;

use super::{CellLog, Log};
use crate::ids::{BASELINE_MARK, NO_OP, OpId};

impl Log {
    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        self.previous
            .verify()
            .or_else(|| self.verify_cells())
            .or_else(|| self.verify_borrowed())
            .or_else(|| self.verify_columns())
            .or_else(|| {
                let broken = self.folds.verify(self);
                broken.map(|(number, what)| format!("{number}: {what}"))
            })
    }

    fn verify_cells(&self) -> Option<String> {
        for (cell, log) in self.cells.iter().enumerate() {
            let versions = log.versions.as_slice();
            let is_its_own = |op: OpId| self.knows(op) && self.cell_of(op) as usize == cell;
            let ascending = versions.windows(2).all(|pair| pair[0] < pair[1]);
            if !ascending || !versions.iter().all(|&op| is_its_own(op)) {
                return Some(format!("L1: versions of cell {cell}"));
            }
            if log.changes.as_ref().is_some_and(|changes| changes.list.len() != versions.len()) {
                return Some(format!("L5: changes of cell {cell}"));
            }
            let marked = |op| op == NO_OP || (is_its_own(op) && self.previous_of(op) == BASELINE_MARK);
            if !marked(log.baseline) || !marked(log.root) {
                return Some(format!("L4: baseline of cell {cell}"));
            }
        }
        None
    }

    fn verify_borrowed(&self) -> Option<String> {
        let mut expected = HashMap::new();
        for lender in self.sames.values().flat_map(|same| same.lenders()) {
            *expected.entry(lender).or_insert(0u32) += 1;
        }
        (expected != self.borrowed).then(|| format!("L6: {:?} are borrowed, expected {expected:?}", self.borrowed))
    }

    fn verify_columns(&self) -> Option<String> {
        let mut unlisted = 0;
        for op in (self.cell.begin() as OpId).max(1)..self.next() {
            let (previous, cell) = (self.previous_of(op), self.cell_of(op));
            if previous == BASELINE_MARK {
                continue;
            }
            let log = &self.cells[cell as usize];
            unlisted += u32::from(log.versions.as_slice().binary_search(&op).is_err());
            if previous >= op || (previous != NO_OP && self.knows(previous) && self.cell_of(previous) != cell) {
                return Some(format!("L2: operation {op} names {previous} as the one before"));
            }
        }
        for (op, cell) in self.folds.kept_cells() {
            let CellLog { baseline, versions, .. } = &self.cells[cell as usize];
            unlisted += u32::from(op != *baseline && versions.as_slice().binary_search(&op).is_err());
        }
        if unlisted > 0 {
            return Some(format!("L1: {unlisted} operations are no versions"));
        }
        let firsts = self.first_of_moment.as_slice();
        let bounded = firsts.last().is_some_and(|&last| last <= self.next());
        if !bounded || firsts.windows(2).any(|pair| pair[0] > pair[1]) {
            return Some("L3: first operations of moments".into());
        }
        None
    }
}
