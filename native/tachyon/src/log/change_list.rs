//! The changes of one sequence, one for each version of its cell.
//!
//! What an adapter records is deltas and nothing else, and of a delta the engine knows only which way it counts. So their
//! list takes a byte for each, where a change of a list takes 16.

use super::sequence::{Change, Kind};
use crate::column::Column;

/// Changes in the order of their making; the front can be dropped.
#[derive(Debug, Clone)]
pub enum ChangeList {
    /// All are deltas: whether each one counts backwards.
    Deltas(Column<bool>),
    /// Of any kind.
    Mixed(Column<Change>),
}

impl Default for ChangeList {
    fn default() -> Self {
        Self::Deltas(Column::default())
    }
}

/// The delta that counts in this direction.
const fn delta(is_reversed: bool) -> Change {
    Change { kind: Kind::Delta, index: is_reversed as u32, count: 0, added: 0 }
}

impl ChangeList {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Deltas(deltas) => deltas.as_slice().len(),
            Self::Mixed(changes) => changes.as_slice().len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The change at a place among those that are held.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<Change> {
        match self {
            Self::Deltas(deltas) => deltas.as_slice().get(place).map(|&is_reversed| delta(is_reversed)),
            Self::Mixed(changes) => changes.as_slice().get(place).copied(),
        }
    }

    /// Appends a change. O(1); O(changes) for the first that is no delta.
    pub fn push(&mut self, change: Change) {
        match self {
            Self::Deltas(deltas) if change == delta(change.index == 1) => deltas.push(change.index == 1),
            Self::Deltas(deltas) => {
                let mut changes: Vec<_> = deltas.as_slice().iter().map(|&is_reversed| delta(is_reversed)).collect();
                changes.push(change);
                *self = Self::Mixed(changes.into());
            }
            Self::Mixed(changes) => changes.push(change),
        }
    }

    /// Takes the newest change away.
    pub fn pop(&mut self) {
        match self {
            Self::Deltas(deltas) => drop(deltas.pop()),
            Self::Mixed(changes) => drop(changes.pop()),
        }
    }

    /// The newest change, to be altered; none among deltas, of which nothing can be.
    pub fn last_mut(&mut self) -> Option<&mut Change> {
        match self {
            Self::Deltas(_) => None,
            Self::Mixed(changes) => changes.as_mut_slice().last_mut(),
        }
    }

    /// Takes the change at a place near the front out. O(place).
    pub fn take_out(&mut self, place: usize) {
        match self {
            Self::Deltas(deltas) => deltas.take_out(place),
            Self::Mixed(changes) => changes.take_out(place),
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Deltas(deltas) => deltas.bytes(),
            Self::Mixed(changes) => changes.bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone)]
    enum Step {
        Push(Change),
        Pop,
        TakeOut(usize),
    }

    fn steps(others: u32) -> impl Strategy<Value = Vec<Step>> {
        let deltas = any::<bool>().prop_map(|is_reversed| Step::Push(delta(is_reversed)));
        let moved = Change { kind: Kind::Move, index: 1, count: 2, added: 0 };
        let wide = Change { kind: Kind::Delta, index: 7, count: 0, added: 0 };
        let step = prop_oneof![
            20 => deltas,
            others => prop_oneof![Just(Step::Push(moved)), Just(Step::Push(wide))],
            4 => Just(Step::Pop),
            2 => (0..9usize).prop_map(Step::TakeOut),
        ];
        prop::collection::vec(step, 0..80)
    }

    proptest! {
        #[test]
        fn holds_what_a_list_of_changes_holds(steps in prop_oneof![steps(0), steps(1)]) {
            let (mut list, mut model) = (ChangeList::default(), Vec::new());
            for step in steps {
                match step {
                    Step::Push(change) => {
                        list.push(change);
                        model.push(change);
                    }
                    Step::Pop => {
                        list.pop();
                        model.pop();
                    }
                    Step::TakeOut(place) if place < model.len() => {
                        list.take_out(place);
                        model.remove(place);
                    }
                    Step::TakeOut(_) => {}
                }
                prop_assert_eq!(list.len(), model.len());
                prop_assert_eq!(list.is_empty(), model.is_empty());
                prop_assert!(model.iter().enumerate().all(|(place, &change)| list.at(place) == Some(change)));
                prop_assert_eq!(list.at(model.len()), None);
            }
        }
    }

    #[test]
    fn deltas_take_a_byte_each() {
        let mut list = ChangeList::default();
        for step in 0..4_096 {
            list.push(delta(step % 7 == 0));
        }
        assert_eq!(list.bytes(), 4_096);
    }
}
