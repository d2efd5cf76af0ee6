//! The log of operations: which cell each one changed, and which operation was current for that cell before.
//!
//! Values are elsewhere; an operation is two numbers. A *baseline* operation stands for the value a cell had before its
//! first operation; it belongs to no moment and is the answer wherever a cell has no operation on a line.
//!
//! Numbers stay for ever, storage does not: what was recorded first is dropped, and what must survive of it is folded
//! ([`fold`]). The columns are dense from [`Log::dense`] on.
//!
//! - **L1** versions of a cell ascend, are operations of this cell, and hold all that are known but the baseline
//! - **L2** the previous operation of a live operation has a smaller number and the same cell, or there is none
//! - **L3** first operations of moments ascend and stay within the log
//! - **L4** the baseline of a cell is an operation of this cell, marked as a baseline
//! - **L5** a sequence has one change for each of its versions
//! - **L6** each number is borrowed as often as merges name it

pub mod change_list;
pub mod fold;
mod min_index;
pub mod parts;
pub mod sequence;
mod verify;

pub use min_index::MinIndexed;

use std::collections::HashMap;

use crate::column::Column;
use crate::ids::{BASELINE_MARK, CellId, MomentId, NO_OP, OpId};
use fold::{Fold, Folds};
use sequence::{Change, Changes, Kind, NOTHING};

/// What is known of one cell.
#[derive(Debug, Clone, Default)]
pub struct CellLog {
    /// The operation that holds the value before the first one; [`NO_OP`] when none was recorded.
    pub baseline: OpId,
    /// The operation that is current at the root of the graph; [`NO_OP`] where nothing older was folded into it.
    pub root: OpId,
    /// All operations of the cell that are known, in the order of their making, whatever line they are on.
    pub versions: Column<OpId>,
    /// What they do, where the cell is a sequence.
    pub changes: Option<Box<Changes>>,
}

/// The log. Index 0 of the columns is no operation.
#[derive(Debug, Clone)]
pub struct Log {
    cell: Column<CellId>,
    previous: MinIndexed,
    first_of_moment: Column<OpId>,
    cells: Vec<CellLog>,
    folds: Folds,
    /// Of numbers that merges recorded: what they took over.
    sames: HashMap<OpId, Same>,
    /// How often they name a number as an element or a value: its value is needed even when its operation has gone.
    borrowed: HashMap<OpId, u32>,
    /// Operations of sequences after which the same elements stand as after another, smaller one, while a line is copied.
    alike: HashMap<OpId, OpId>,
    /// How often what the columns had was changed, or taken out of them.
    changed: u32,
}

/// What a merge took over from its source under a number: nothing of it is new. 0 where something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Same {
    /// Of an inserted element: a number that says which one it is, its first or one under which this line removed it.
    pub element: OpId,
    /// Of an inserted or moved element: the operation that moved it to its place, 0 when it was inserted there.
    pub place: OpId,
    /// Of an inserted or replaced element: a number of its value.
    pub value: OpId,
}

impl Same {
    fn lenders(self) -> impl Iterator<Item = OpId> {
        [self.element, self.value].into_iter().filter(|&number| number != NO_OP)
    }
}

impl Default for Log {
    fn default() -> Self {
        let mut previous = MinIndexed::default();
        previous.push(BASELINE_MARK);
        // Genesis has no operations.
        Self {
            cell: vec![0].into(),
            previous,
            first_of_moment: vec![1].into(),
            cells: Vec::new(),
            folds: Folds::default(),
            sames: HashMap::new(),
            borrowed: HashMap::new(),
            alike: HashMap::new(),
            changed: 0,
        }
    }
}

impl Log {
    /// The number the next operation gets.
    #[must_use]
    pub fn next(&self) -> OpId {
        u32::try_from(self.cell.end()).unwrap_or(OpId::MAX)
    }

    /// After an operation of a sequence the same elements stand as after an older one, of which it is a copy. Until
    /// [`Log::forget_alike`] the two count as one, so that copying a line costs what it did, and not its length for each step.
    pub fn set_alike(&mut self, copy: OpId, original: OpId) {
        if original < copy {
            self.alike.insert(copy, original);
        }
    }

    /// All operations are themselves again.
    pub fn forget_alike(&mut self) {
        self.alike.clear();
    }

    /// The operation that one counts as.
    #[must_use]
    pub fn stands_for(&self, op: OpId) -> OpId {
        if self.alike.is_empty() { op } else { self.alike.get(&op).copied().unwrap_or(op) }
    }

    /// Begins a moment: the next operations are its own.
    pub fn begin_moment(&mut self) {
        self.first_of_moment.push(self.next());
    }

    /// Makes room for this many operations.
    pub fn reserve(&mut self, operations: usize) {
        self.cell.reserve(operations);
        self.first_of_moment.reserve(operations);
    }

    /// Makes sure that there is a column entry for a cell.
    pub fn ensure_cell(&mut self, cell: CellId) {
        let needed = cell as usize + 1;
        if self.cells.len() < needed {
            self.cells.resize_with(needed, CellLog::default);
        }
    }

    /// Appends an operation. The cell must have been ensured.
    pub fn push(&mut self, cell: CellId, previous: OpId) -> OpId {
        let op = self.push_version(cell, previous);
        if let Some(changes) = &mut self.cells[cell as usize].changes {
            changes.list.push(NOTHING);
        }
        op
    }

    fn push_version(&mut self, cell: CellId, previous: OpId) -> OpId {
        let op = self.next();
        self.cell.push(cell);
        self.previous.push(previous);
        self.cells[cell as usize].versions.push(op);
        op
    }

    /// Appends a change of a sequence; `order` is that of a permutation. The cell must have been ensured.
    pub fn push_change(&mut self, cell: CellId, previous: OpId, mut change: Change, order: &[u32]) -> OpId {
        let op = self.push_version(cell, previous);
        // Its other numbers hold values only, and belong to no moment.
        let values = change.numbers() as usize - 1;
        self.cell.resize(self.cell.end() + values, cell);
        self.previous.push_repeated(BASELINE_MARK, values);
        let log = &mut self.cells[cell as usize];
        let versions = log.versions.as_slice().len();
        let changes = log.changes.get_or_insert_with(Box::default);
        if change.kind == Kind::Permute {
            (change.index, change.added) = (0, 0);
            changes.orders.insert(op, order.to_vec());
        }
        while changes.list.len() + 1 < versions {
            changes.list.push(NOTHING);
        }
        changes.list.push(change);
        op
    }

    /// Forgets the moments and operations from these on; answers the cells that have no baseline any more.
    pub fn truncate(&mut self, moments: MomentId, operations: OpId) -> Vec<CellId> {
        let mut uncovered = Vec::new();
        for op in (operations..self.next()).rev() {
            let cell = self.cell[op as usize];
            let log = &mut self.cells[cell as usize];
            if log.baseline == op {
                log.baseline = NO_OP;
                uncovered.push(cell);
            } else if log.versions.as_slice().last() == Some(&op) {
                log.versions.pop();
                let Some(changes) = &mut log.changes else { continue };
                changes.list.pop();
                changes.orders.remove(&op);
            }
        }
        for number in operations..self.next() {
            self.forget_same(number);
        }
        self.changed += 1;
        self.cell.truncate(operations as usize);
        self.previous.truncate(operations as usize);
        self.first_of_moment.truncate(moments as usize);
        uncovered
    }

    /// Says what the newest change takes over; see [`Change::same_words`].
    pub fn take_over(&mut self, op: OpId, words: &[u32]) {
        let change = self.change_of(op);
        match (change.kind, words) {
            (_, []) | (Kind::Holes | Kind::Delta, _) => {}
            (Kind::Splice, _) => {
                let (elements, rest) = words.split_at(words.len() / 3);
                let (places, values) = rest.split_at(rest.len() / 2);
                for (at, number) in (op + change.count..op + change.count + change.added).enumerate() {
                    let (element, value) = (self.still_known(elements[at]), self.still_known(values[at]));
                    if element != NO_OP {
                        self.set_same(number, Same { element, place: places[at], value });
                    }
                }
            }
            (Kind::Set, &[value, ..]) if self.still_known(value) == NO_OP => {}
            (Kind::Set, &[value, ..]) => self.set_same(op + 1, Same { value, ..Same::default() }),
            (Kind::Move, &[place, ..]) => self.set_same(op, Same { place, ..Same::default() }),
            (Kind::Permute, places) => {
                let cell = self.cell_of(op) as usize;
                if let Some(changes) = &mut self.cells[cell].changes {
                    changes.orders.entry(op).or_default().extend(places);
                    if let Some(last) = changes.list.last_mut() {
                        last.added = 1;
                    }
                }
            }
        }
    }

    fn set_same(&mut self, number: OpId, mut same: Same) {
        // A value that the source took over itself is named by where it came from.
        if let Some(source) = self.same_of(same.value).filter(|source| source.value != NO_OP) {
            same.value = source.value;
        }
        self.lend(number, same);
    }

    fn lend(&mut self, number: OpId, same: Same) {
        self.forget_same(number);
        self.sames.insert(number, same);
        for lender in same.lenders() {
            *self.borrowed.entry(lender).or_default() += 1;
        }
    }

    /// All that merges took over, by number.
    #[must_use]
    pub fn sames(&self) -> Vec<(OpId, Same)> {
        let mut sames: Vec<_> = self.sames.iter().map(|(&number, &same)| (number, same)).collect();
        sames.sort_unstable_by_key(|&(number, _)| number);
        sames
    }

    /// Says what was taken over under a number, as [`Log::sames`] does.
    pub fn put_same(&mut self, number: OpId, same: Same) {
        self.lend(number, same);
    }

    /// The change that an operation of a sequence is; none for one of a value cell.
    #[must_use]
    pub fn recorded_change(&self, op: OpId) -> Option<Change> {
        self.is_sequence(self.cell_of(op)).then(|| self.change_of(op))
    }

    /// A number, or [`NO_OP`] when what it stands for may have gone: a conflict that was held open for long can name that.
    fn still_known(&self, number: OpId) -> OpId {
        let is_known = self.knows(number) || self.borrowed.contains_key(&number);
        if is_known { number } else { NO_OP }
    }

    /// What a merge took over under a number, if it did.
    #[must_use]
    pub fn same_of(&self, number: OpId) -> Option<Same> {
        if self.sames.is_empty() { None } else { self.sames.get(&number).copied() }
    }

    /// What an operation of a sequence does; nothing for one of a value cell.
    #[must_use]
    pub fn change_of(&self, op: OpId) -> Change {
        let log = &self.cells[self.cell_of(op) as usize];
        let at = log.versions.as_slice().binary_search(&op).ok();
        let changes = log.changes.as_ref().zip(at);
        changes.and_then(|(changes, at)| changes.list.at(at)).unwrap_or(NOTHING)
    }

    /// The order of a permutation: for each new index the old one. In a merge also how each element came there, see
    /// [`Same::place`], and 0 for those that stay.
    #[must_use]
    pub fn order_of(&self, op: OpId) -> (&[u32], &[u32]) {
        let Change { count, .. } = self.change_of(op);
        let changes = self.cells[self.cell_of(op) as usize].changes.as_ref();
        let words = changes.and_then(|changes| changes.orders.get(&op)).map_or(&[][..], Vec::as_slice);
        words.split_at((count as usize).min(words.len()))
    }

    /// Whether a cell is a sequence.
    #[must_use]
    pub fn is_sequence(&self, cell: CellId) -> bool {
        self.cells.get(cell as usize).is_some_and(|log| log.changes.is_some())
    }

    /// Appends the baseline of a cell. The cell must have been ensured.
    pub fn push_baseline(&mut self, cell: CellId) -> OpId {
        let op = self.next();
        self.cell.push(cell);
        self.previous.push(BASELINE_MARK);
        self.cells[cell as usize].baseline = op;
        op
    }

    /// The cell of an operation.
    #[must_use]
    pub fn cell_of(&self, op: OpId) -> CellId {
        if (op as usize) < self.cell.begin() { self.folds.cell_of(op) } else { self.cell[op as usize] }
    }

    /// The operation that was current for its cell before, [`NO_OP`], or [`BASELINE_MARK`].
    #[must_use]
    pub fn previous_of(&self, op: OpId) -> OpId {
        if (op as usize) < self.cell.begin() { self.folds.previous_of(op) } else { self.previous.get(op as usize) }
    }

    /// Whether anything is known of an operation, or of the number of a value.
    #[must_use]
    pub fn knows(&self, op: OpId) -> bool {
        op < self.next() && (op as usize >= self.cell.begin() || self.folds.moment_of(self, op).is_some())
    }

    /// While this number stays, what the columns hold does, and only grows.
    #[must_use]
    pub const fn changed(&self) -> u32 {
        self.changed
    }

    /// The first operation and the first moment from which on the columns hold everything.
    #[must_use]
    pub fn dense(&self) -> (OpId, MomentId) {
        (self.cell.begin() as OpId, self.first_of_moment.begin() as MomentId)
    }

    /// Operations of the moments `first..=last` that are dense, as a half-open range; baselines may lie in it.
    #[must_use]
    pub fn range_of(&self, first: MomentId, last: MomentId) -> (OpId, OpId) {
        let end = |moment: usize| match moment {
            held if held < self.first_of_moment.begin() => self.cell.begin() as OpId,
            held if held < self.first_of_moment.end() => self.first_of_moment[held],
            _ => self.next(),
        };
        (end(first as usize), end(last as usize + 1))
    }

    /// One past the last of the moments from `first` on, up to `last`, that have at most so many operations together; at least
    /// the one after `first`.
    #[must_use]
    pub fn moments_within(&self, first: MomentId, last: MomentId, operations: u32) -> MomentId {
        let from = self.range_of(first, first).0;
        let (mut fits, mut exceeds) = (first + 1, last + 2);
        while exceeds - fits > 1 {
            let middle = fits + (exceeds - fits) / 2;
            if self.range_of(middle - 1, middle - 1).1 - from <= operations { fits = middle } else { exceeds = middle }
        }
        fits
    }

    /// What was folded into a moment before it did anything itself.
    #[must_use]
    pub fn fold_of(&self, moment: MomentId) -> Option<&Fold> {
        self.folds.of(moment)
    }

    /// The moment of an operation. O(log moments).
    #[must_use]
    pub fn moment_of(&self, op: OpId) -> MomentId {
        if let Some(moment) = self.folds.moment_of(self, op) {
            return moment;
        }
        // Moments without operations begin where the next one does: the last of them has it.
        let begin = self.first_of_moment.begin();
        let after = self.first_of_moment.as_slice().partition_point(|&first| first <= op);
        (begin + after.max(1) - 1) as MomentId
    }

    /// Calls `found` for every operation in `from..to` whose previous one has a smaller number than `bound`.
    pub fn for_each_with_previous_below(&self, from: OpId, to: OpId, bound: OpId, mut found: impl FnMut(OpId)) {
        self.previous.for_each_below(from as usize, to as usize, bound, |index| found(index as OpId));
    }

    /// The newest operation of a cell in `from..to`. O(log versions).
    #[must_use]
    pub fn newest_in(&self, cell: CellId, from: OpId, to: OpId) -> Option<OpId> {
        let versions = self.cells[cell as usize].versions.as_slice();
        let end = versions.partition_point(|&op| op < to);
        versions[..end].last().copied().filter(|&op| op >= from)
    }

    /// The baseline of a cell, where there is nothing newer.
    #[must_use]
    pub fn or_baseline(&self, cell: CellId, op: OpId) -> OpId {
        if op == NO_OP { self.cells.get(cell as usize).map_or(NO_OP, |log| log.baseline) } else { op }
    }

    /// The operation that is current for a cell at the root of the graph, [`NO_OP`] for none.
    #[must_use]
    pub fn root_of(&self, cell: CellId) -> OpId {
        self.cells.get(cell as usize).map_or(NO_OP, |log| log.root)
    }

    /// Number of cells that have operations or could have: cell numbers are below it.
    #[must_use]
    pub fn cells(&self) -> &[CellLog] {
        &self.cells
    }

    /// Number of moments whose operations are known.
    #[must_use]
    pub fn moments(&self) -> usize {
        self.first_of_moment.end()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let of_cell = |log: &CellLog| log.versions.bytes() + log.changes.as_ref().map_or(0, |changes| changes.bytes());
        self.cells.iter().map(of_cell).sum::<usize>()
            + self.sames.capacity() * (size_of::<Same>() + 8)
            + self.borrowed.capacity() * 12
            + self.cell.bytes()
            + self.first_of_moment.bytes()
            + self.previous.bytes()
            + self.folds.bytes()
            + self.cells.capacity() * size_of::<CellLog>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Log {
        let mut log = Log::default();
        log.ensure_cell(3);
        log.push_baseline(3);
        for _ in 0..4 {
            log.begin_moment();
            let previous = log.cells[3].versions.as_slice().last().copied().unwrap_or(NO_OP);
            log.push(3, previous);
        }
        log
    }

    #[test]
    fn finds_the_newest_of_a_range() {
        let log = sample();
        assert_eq!(log.newest_in(3, 1, 6), Some(5));
        assert_eq!(log.newest_in(3, 3, 5), Some(4));
        assert_eq!(log.newest_in(3, 4, 4), None);
        assert_eq!(log.or_baseline(3, NO_OP), 1);
    }

    #[test]
    fn verify_names_what_is_broken() {
        assert_eq!(sample().verify(), None);
        let mut log = sample();
        log.cells[3].versions.as_mut_slice().swap(0, 1);
        assert!(log.verify().is_some_and(|broken| broken.starts_with("L1")));
        let mut log = sample();
        log.cells[3].baseline = 2;
        assert!(log.verify().is_some_and(|broken| broken.starts_with("L4")));
        let mut log = sample();
        log.cell[3] = 9;
        assert!(log.verify().is_some());
        let mut log = sample();
        log.first_of_moment[1] = 99;
        assert!(log.verify().is_some_and(|broken| broken.starts_with("L3")));
    }
}
