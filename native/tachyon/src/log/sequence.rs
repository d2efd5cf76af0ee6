//! Sequences: cells whose operations are changes of an ordered content, each at an index of the state before it.
//!
//! Such a cell has no value that could be put back; it is led from one operation to another change by change, along the
//! tree that the previous operations make.

use std::collections::BTreeMap;

use crate::ids::{NO_OP, OpId};
use crate::log::Log;
use crate::log::change_list::ChangeList;

/// What a change does; TypeScript has the same numbers (`src/recording/sequences.ts`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// Removes `count` elements at `index` and inserts `added` there.
    Splice = 0,
    /// Puts another value in the place at `index`.
    Set = 1,
    /// Takes the element at `index` out and puts it back at `count`.
    Move = 2,
    /// Puts all `count` elements in another order.
    Permute = 3,
    /// Appends `added` holes at `index`, the end.
    Holes = 4,
    /// What an adapter knows to do and to take back; `index` is 1 when it counts backwards.
    Delta = 5,
}

impl Kind {
    /// The kind with this number.
    #[must_use]
    pub const fn of(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Splice),
            1 => Some(Self::Set),
            2 => Some(Self::Move),
            3 => Some(Self::Permute),
            4 => Some(Self::Holes),
            5 => Some(Self::Delta),
            _ => None,
        }
    }
}

/// One change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub kind: Kind,
    /// Where; 0 for a permutation.
    pub index: u32,
    /// Elements removed, the goal of a move, or the length of a permutation.
    pub count: u32,
    /// Elements or holes inserted; for a permutation, whether its order is followed by places.
    pub added: u32,
}

/// Does nothing: a move to where the element is.
pub const NOTHING: Change = Change { kind: Kind::Move, index: 0, count: 0, added: 0 };

impl Change {
    /// Operation numbers it takes: one for each of its values, at least one.
    #[must_use]
    pub fn numbers(&self) -> u64 {
        match self.kind {
            Kind::Splice => (u64::from(self.count) + u64::from(self.added)).max(1),
            Kind::Set => 2,
            Kind::Move | Kind::Permute | Kind::Holes | Kind::Delta => 1,
        }
    }

    /// Words that say what it takes over, in a merge: elements, places and values of what it inserts; the value it puts in;
    /// the place of what it moves, or of each element, 0 for those that stay.
    #[must_use]
    pub fn same_words(&self) -> u64 {
        match self.kind {
            Kind::Splice => 3 * u64::from(self.added),
            Kind::Set | Kind::Move => 1,
            Kind::Permute => u64::from(self.count),
            Kind::Holes | Kind::Delta => 0,
        }
    }
}

/// The changes of one cell, one for each of its versions.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// In the order of the versions.
    pub list: ChangeList,
    /// Orders of permutations: for each new index the old one; in a merge, how each element came there.
    pub orders: BTreeMap<OpId, Vec<u32>>,
}

impl Changes {
    /// Bytes held, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.list.bytes() + self.orders.values().map(|order| order.capacity() * 4 + 48).sum::<usize>()
    }
}

/// One step of a way: whether the change is taken back, and which operation it is.
pub type Step = (bool, OpId);

/// Calls `step` for each change that leads a cell from one of its operations to another; those taken back come first.
/// Returns false when the operations are of different cells.
pub fn way(log: &Log, from: OpId, to: OpId, steps: &mut Vec<Step>) -> bool {
    steps.clear();
    let (mut back, mut forth) = (from, to);
    if back != NO_OP && forth != NO_OP && log.cell_of(back) != log.cell_of(forth) {
        return false;
    }
    let mut done = Vec::new();
    // Numbers grow along every line, so the larger one is never on the way to the other.
    while back != forth {
        if back > forth {
            steps.push((true, back));
            back = log.previous_of(back);
        } else {
            done.push((false, forth));
            forth = log.previous_of(forth);
        }
    }
    steps.extend(done.into_iter().rev());
    true
}
