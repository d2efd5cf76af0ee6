//! Folds: what is left of moments that are gone, or whose place in the columns was given up.
//!
//! A moment that goes hands what it did to the one that comes after it, net: per cell the operation before and the one
//! after. That is a **fold** of the latter; it lies between its parent and its own operations. A moment that stays, but
//! below the dense columns, has its own operations in its fold too. Operations in folds are **kept**: they stay known, and
//! so do their values. For a sequence, whose operations are changes, all on the way from before to after are kept.
//!
//! What was folded into the root of the graph belongs to no moment: there it is the operation at the root, per cell.
//!
//! Of a **pinned** sequence every operation that was known when it was pinned, or is later, is kept, whatever goes: places in
//! its earlier states can be found again in later ones ([`crate::Engine::match_sequence`]). What was before one at the root
//! is known for that alone.
//!
//! - **F1** of a fold, every operation after is kept for this fold; for a sequence, all on the way back to the one before
//! - **F2** an operation at the root is kept for the root, and nothing is before it
//! - **F3** the operations of a fold have numbers from [`Fold::first`] on; those before have smaller ones

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{CellLog, Log};
use crate::ids::{BASELINE_MARK, CellId, MomentId, NO_OP, OpId};
use crate::past::{Effect, own_effects_of};

/// What was folded into a moment.
#[derive(Debug, Clone)]
pub struct Fold {
    /// The moment.
    pub moment: MomentId,
    /// No operation of the fold has a smaller number, and all before it have.
    pub first: OpId,
    /// Per cell, what it comes to.
    pub cells: BTreeMap<CellId, Net>,
    /// Whether moments between the parent and this one are gone.
    pub is_cut: bool,
}

/// A net change of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Net {
    /// The operation before, [`NO_OP`] for none.
    pub before: OpId,
    /// The operation after.
    pub after: OpId,
}

/// Numbers of values: the first, and how many.
pub type Numbers = (OpId, u32);

#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) cell: CellId,
    pub(super) previous: OpId,
    /// Place of the fold, or [`ROOT`].
    pub(super) owner: usize,
}

pub(super) const ROOT: usize = usize::MAX;

/// All folds, and what is kept for them.
#[derive(Debug, Clone, Default)]
pub struct Folds {
    pub(super) places: Vec<Option<Fold>>,
    pub(super) free: Vec<usize>,
    pub(super) place_of: HashMap<MomentId, usize>,
    pub(super) kept: BTreeMap<OpId, Kept>,
    pub(super) root: MomentId,
    pub(super) pinned: BTreeSet<CellId>,
    /// What was before operations of pinned sequences that have been at the root.
    pub(super) before_root: HashMap<OpId, OpId>,
    /// Numbers that are kept since this was asked for last.
    pub(super) saved: Vec<Numbers>,
    /// Numbers that are kept no longer.
    pub(super) freed: Vec<Numbers>,
}

impl Folds {
    pub(super) fn cell_of(&self, op: OpId) -> CellId {
        self.kept.get(&op).map_or(0, |kept| kept.cell)
    }

    pub(super) fn previous_of(&self, op: OpId) -> OpId {
        self.kept.get(&op).map_or(BASELINE_MARK, |kept| kept.previous)
    }

    pub(super) fn of(&self, moment: MomentId) -> Option<&Fold> {
        if self.place_of.is_empty() {
            return None;
        }
        self.place_of.get(&moment).and_then(|&place| self.places[place].as_ref())
    }

    pub(super) fn kept_cells(&self) -> impl Iterator<Item = (OpId, CellId)> + '_ {
        self.kept.iter().map(|(&op, kept)| (op, kept.cell))
    }

    /// The moment that a kept operation, or a number of one, belongs to.
    pub(super) fn moment_of(&self, log: &Log, number: OpId) -> Option<MomentId> {
        let (&op, kept) = self.kept.range(..=number).next_back()?;
        let is_its_own = op == number || (log.is_sequence(kept.cell) && number - op < log.numbers_of(op));
        is_its_own.then(|| match self.places.get(kept.owner) {
            Some(Some(fold)) => fold.moment,
            _ => self.root,
        })
    }

    pub(super) fn bytes(&self) -> usize {
        let cells: usize = self.places.iter().flatten().map(|fold| fold.cells.len() * 16).sum();
        cells + self.kept.len() * 32 + self.places.capacity() * size_of::<Option<Fold>>() + self.place_of.len() * 24
    }

    fn place(&mut self, moment: MomentId, first: OpId) -> usize {
        if let Some(&place) = self.place_of.get(&moment) {
            return place;
        }
        let fold = Fold { moment, first, cells: BTreeMap::new(), is_cut: false };
        let place = self.free.pop().unwrap_or(self.places.len());
        if place == self.places.len() {
            self.places.push(None);
        }
        self.places[place] = Some(fold);
        self.place_of.insert(moment, place);
        place
    }

    fn take(&mut self, moment: MomentId) -> Option<(usize, Fold)> {
        let place = self.place_of.remove(&moment)?;
        let fold = self.places[place].take()?;
        self.free.push(place);
        Some((place, fold))
    }

    pub(super) fn verify(&self, log: &Log) -> Option<(&'static str, String)> {
        let is_kept_for = |op: OpId, owner: usize| self.kept.get(&op).is_some_and(|kept| kept.owner == owner);
        for (place, fold) in self.places.iter().enumerate() {
            let Some(fold) = fold else { continue };
            for (&cell, net) in &fold.cells {
                let mut op = net.after;
                while op > net.before && op != BASELINE_MARK {
                    if !is_kept_for(op, place) || log.cell_of(op) != cell {
                        return Some(("F1", format!("operation {op} of cell {cell}, folded into {}", fold.moment)));
                    }
                    if op < fold.first || net.before >= fold.first {
                        return Some(("F3", format!("{net:?} of cell {cell}, folded into {}", fold.moment)));
                    }
                    op = log.previous_of(op);
                }
                if op != net.before {
                    return Some(("F1", format!("{net:?} of cell {cell} comes from {op}")));
                }
            }
        }
        let roots = log.cells.iter().map(|cell| cell.root).filter(|&root| root != NO_OP);
        let mut broken = roots.filter(|&root| !is_kept_for(root, ROOT) || log.previous_of(root) != BASELINE_MARK);
        broken.next().map(|root| ("F2", format!("operation {root} at the root")))
    }
}

impl Log {
    /// Numbers that an operation takes.
    #[must_use]
    pub fn numbers_of(&self, op: OpId) -> u32 {
        if self.is_sequence(self.cell_of(op)) { self.change_of(op).numbers() as u32 } else { 1 }
    }

    /// Operations that are kept for folds and for the root.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.folds.kept.len()
    }

    /// Moments that something was folded into.
    pub fn folded(&self) -> impl Iterator<Item = MomentId> + '_ {
        self.folds.place_of.keys().copied()
    }

    /// All moments between which and their parents others are gone.
    pub fn cuts(&self) -> impl Iterator<Item = MomentId> + '_ {
        self.folds.places.iter().flatten().filter(|fold| fold.is_cut).map(|fold| fold.moment)
    }

    /// Numbers that are kept since this was asked last, and numbers that are kept no longer.
    pub fn take_settled(&mut self) -> (Vec<Numbers>, Vec<Numbers>) {
        (std::mem::take(&mut self.folds.saved), std::mem::take(&mut self.folds.freed))
    }

    /// The moments `first..=last` of one stretch go, and the one that comes after them on their line takes over what they
    /// did. Nothing was folded into any but the first. O(what they did).
    pub fn fold_into(&mut self, first: MomentId, last: MomentId, next: MomentId) {
        let after = self.folds.take(next).map(|(_, fold)| fold);
        let place = self.fold_own(first, last, first);
        self.folds.place_of.remove(&first);
        self.folds.place_of.insert(next, place);
        if let Some(fold) = &mut self.folds.places[place] {
            fold.moment = next;
            fold.is_cut = true;
        }
        for (cell, net) in after.into_iter().flat_map(|fold| fold.cells) {
            self.fold_in(place, Effect { cell, before: net.before, after: net.after });
        }
    }

    /// How many values are to be told of: what keeping and freeing has cost.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.folds.saved.len() + self.folds.freed.len()
    }

    /// A moment stays, but its place in the columns is given up. O(what it did).
    pub fn pack(&mut self, moment: MomentId) {
        self.fold_own(moment, moment, moment);
    }

    /// The root goes, and another moment of its line is the root; those between, from `after` on, go as well. They are of one
    /// stretch, and nothing was folded into any but the last. O(what they did).
    pub fn root_at(&mut self, root: MomentId, after: MomentId, next: MomentId) {
        self.folds.root = next;
        // Operations may have joined the root after it became one.
        for (first, moment) in [(root, root), (after, next)] {
            self.fold_own(first, moment, moment);
            let Some((_, fold)) = self.folds.take(moment) else { continue };
            for (cell, net) in fold.cells {
                if net.after < self.root_of(cell) {
                    self.free_chain(cell, net);
                } else {
                    self.put_at_root(cell, net.after);
                }
            }
        }
    }

    /// A moment goes, and nobody builds on it.
    pub fn forget(&mut self, moment: MomentId) {
        let Some((_, fold)) = self.folds.take(moment) else { return };
        for (cell, net) in fold.cells {
            self.free_chain(cell, net);
        }
    }

    fn free_chain(&mut self, cell: CellId, net: Net) {
        for op in self.chain(cell, net).into_iter().rev() {
            self.free(op);
        }
    }

    /// Pins a sequence, or lets what was kept for that alone go. O(1); O(its operations).
    pub fn pin(&mut self, cell: CellId, is_pinned: bool) {
        if !self.is_sequence(cell) || is_pinned == self.folds.pinned.contains(&cell) {
            return;
        }
        if is_pinned {
            self.folds.pinned.insert(cell);
            return;
        }
        self.folds.pinned.remove(&cell);
        let CellLog { root, versions, .. } = &self.cells[cell as usize];
        let root = *root;
        let is_spare = |op: &OpId| *op != root && self.folds.kept.get(op).is_some_and(|kept| kept.owner == ROOT);
        let spare: Vec<OpId> = versions.as_slice().iter().copied().filter(is_spare).collect();
        for op in spare {
            self.folds.before_root.remove(&op);
            self.free(op);
        }
        self.folds.before_root.remove(&root);
    }

    /// The operation before one of a sequence, also where that was pinned when the root went past it.
    #[must_use]
    pub fn further_back(&self, op: OpId) -> OpId {
        self.folds.before_root.get(&op).copied().unwrap_or_else(|| self.previous_of(op))
    }

    /// Forgets all of a cell, if nothing is known of it but what there is at the root; its number can be another one's then.
    /// Answers how many operations went, if it was so.
    pub fn forget_cell(&mut self, cell: CellId) -> Option<u32> {
        let Some(CellLog { baseline, versions, .. }) = self.cells.get(cell as usize) else { return Some(0) };
        let is_at_root = |op: OpId| {
            op == NO_OP || (op < self.dense().0 && self.folds.kept.get(&op).is_some_and(|kept| kept.owner == ROOT))
        };
        let all: Vec<OpId> = versions.as_slice().iter().copied().chain([*baseline]).collect();
        if self.folds.pinned.contains(&cell) || !all.iter().all(|&op| is_at_root(op)) {
            return None;
        }
        let known = self.kept();
        for op in all {
            self.free(op);
        }
        self.cells[cell as usize] = CellLog::default();
        Some((known - self.kept()) as u32)
    }

    /// The sequences that are pinned.
    pub fn pinned(&self) -> impl Iterator<Item = CellId> + '_ {
        self.folds.pinned.iter().copied()
    }

    /// Keeps an operation of a pinned sequence that nothing else needs; its value is not.
    fn stay(&mut self, op: OpId) {
        let kept = Kept { cell: self.cell_of(op), previous: self.previous_of(op), owner: ROOT };
        self.folds.kept.insert(op, kept);
    }

    /// Drops the columns below a moment. Those of its operations that are needed have been folded. O(what is dropped).
    /// Answers how many changes of sequences are among it.
    pub fn drop_front(&mut self, moment: MomentId) -> u32 {
        let (begin, end) = (self.dense().0, self.range_of(moment, moment).0);
        let mut kept_until = 0;
        let mut changes = 0;
        for op in begin.max(1)..end {
            let cell = self.cell[op as usize] as usize;
            if op < kept_until {
                // A number of the operation before, no operation.
            } else if self.folds.kept.contains_key(&op) {
                kept_until = op + self.numbers_of(op);
            } else if self.cells[cell].baseline == op {
                self.keep(op, cell as CellId, BASELINE_MARK, ROOT);
                kept_until = op + 1;
            } else if self.folds.pinned.contains(&(cell as CellId)) {
                self.stay(op);
                kept_until = op + self.numbers_of(op);
            } else {
                changes += u32::from(self.drop_version(op));
            }
            if op >= kept_until && !self.sames.is_empty() {
                self.forget_same(op);
                if self.borrowed.contains_key(&op) {
                    self.folds.saved.push((op, 1));
                }
            }
        }
        self.changed += 1;
        self.cell.drop_front(end as usize);
        self.previous.drop_front(end as usize);
        self.first_of_moment.drop_front(moment as usize);
        changes
    }

    /// Brings what the moments of a stretch did by themselves into the fold of one of them; answers where that is.
    fn fold_own(&mut self, first: MomentId, last: MomentId, moment: MomentId) -> usize {
        let place = self.folds.place(moment, self.range_of(first, first).0);
        let mut own = Vec::new();
        own_effects_of(self, first, last, &mut own);
        for effect in own {
            self.fold_in(place, effect);
        }
        place
    }

    /// What comes after what is in a fold is folded in. O(1); for a sequence, the changes on the way.
    fn fold_in(&mut self, place: usize, Effect { cell, before, after }: Effect) {
        let Some(fold) = &mut self.folds.places[place] else { return };
        let net = fold.cells.entry(cell).or_insert(Net { before, after: NO_OP });
        let replaced = std::mem::replace(&mut net.after, after);
        let first = net.before;
        if self.is_sequence(cell) {
            for op in self.chain(cell, Net { before, after }) {
                self.keep(op, cell, self.previous_of(op), place);
            }
            return;
        }
        if replaced != NO_OP {
            self.free(replaced);
        }
        self.keep(after, cell, first, place);
    }

    fn put_at_root(&mut self, cell: CellId, op: OpId) {
        let log = &mut self.cells[cell as usize];
        let (root, baseline) = (log.root, std::mem::replace(&mut log.baseline, NO_OP));
        log.root = op;
        let is_sequence = self.is_sequence(cell);
        if root != op {
            if is_sequence {
                self.free_chain(cell, Net { before: root, after: self.previous_of(op) });
            }
            self.free(root);
            self.free(baseline);
        }
        if root != op && self.folds.pinned.contains(&cell) {
            let before = self.previous_of(op);
            self.folds.before_root.insert(op, before);
        }
        self.keep(op, cell, BASELINE_MARK, ROOT);
        if is_sequence {
            // Nothing leads over it any more: only its number is needed.
            self.free_values(op, self.numbers_of(op));
        }
    }

    /// The operations of a net change, newest first: one, but for a sequence.
    fn chain(&self, cell: CellId, Net { before, after }: Net) -> Vec<OpId> {
        if !self.is_sequence(cell) {
            return vec![after];
        }
        let is_on = |&op: &OpId| op != before && op != BASELINE_MARK && op != NO_OP;
        std::iter::successors(Some(after).filter(is_on), |&op| Some(self.previous_of(op)).filter(is_on)).collect()
    }

    fn keep(&mut self, op: OpId, cell: CellId, previous: OpId, owner: usize) {
        if self.folds.kept.insert(op, Kept { cell, previous, owner }).is_none() {
            let numbers = self.numbers_of(op);
            self.folds.saved.push((op, numbers));
        }
        if op >= self.dense().0 && self.previous.get(op as usize) != previous {
            self.changed += 1;
            self.previous.set(op as usize, previous);
        }
    }

    fn free(&mut self, op: OpId) {
        if op == NO_OP || !self.folds.kept.contains_key(&op) {
            return;
        }
        let numbers = self.numbers_of(op);
        if self.folds.pinned.contains(&self.cell_of(op)) {
            self.stay(op);
            self.free_values(op, numbers);
            return;
        }
        let is_packed = op < self.dense().0;
        if is_packed {
            self.drop_version(op);
        }
        self.folds.kept.remove(&op);
        self.free_values(op, numbers);
        if is_packed && !self.sames.is_empty() {
            for number in op..op + numbers {
                self.forget_same(number);
            }
        }
    }

    fn free_values(&mut self, op: OpId, numbers: u32) {
        if self.borrowed.is_empty() {
            self.folds.freed.push((op, numbers));
            return;
        }
        let free = (op..op + numbers).filter(|number| !self.borrowed.contains_key(number));
        self.folds.freed.extend(free.map(|number| (number, 1)));
    }

    /// Forgets what a merge took over under a number.
    pub(super) fn forget_same(&mut self, number: OpId) {
        let Some(same) = self.sames.remove(&number) else { return };
        for lender in same.lenders() {
            let Some(times) = self.borrowed.get_mut(&lender) else { continue };
            *times -= 1;
            if *times > 0 {
                continue;
            }
            self.borrowed.remove(&lender);
            if self.folds.moment_of(self, lender).is_none() {
                self.folds.freed.push((lender, 1));
            }
        }
    }

    /// Answers whether it was a change of a sequence.
    fn drop_version(&mut self, op: OpId) -> bool {
        let cell = self.cell_of(op) as usize;
        let log = &mut self.cells[cell];
        let Ok(place) = log.versions.as_slice().binary_search(&op) else { return false };
        log.versions.take_out(place);
        let Some(changes) = &mut log.changes else { return false };
        changes.list.take_out(place);
        changes.orders.remove(&op);
        true
    }
}
