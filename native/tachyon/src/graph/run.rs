//! A run of moments: the unit in which the graph is stored.

use crate::ids::MomentId;

/// Consecutive moments, each the first-parent child of the one before; a long line of writes is one run.
///
/// Law, tested below: split a run anywhere, append, and you have the run again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MomentRun {
    /// First moment of the run.
    pub first: MomentId,
    /// One past its last moment.
    pub end: MomentId,
    /// First parent of `first`; [`crate::ids::NO_MOMENT`] for genesis.
    pub parent: MomentId,
}

impl MomentRun {
    /// A run of one moment.
    #[must_use]
    pub const fn single(moment: MomentId, parent: MomentId) -> Self {
        Self { first: moment, end: moment + 1, parent }
    }

    /// Number of moments; never 0.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a run is never empty")]
    pub const fn len(&self) -> u32 {
        self.end - self.first
    }

    /// The last moment.
    #[must_use]
    pub const fn last(&self) -> MomentId {
        self.end - 1
    }

    /// Whether the moment is in this run.
    #[must_use]
    pub const fn contains(&self, moment: MomentId) -> bool {
        self.first <= moment && moment < self.end
    }

    /// Whether `next` goes on where this run ends, so that one run can say both.
    #[must_use]
    pub const fn can_append(&self, next: &Self) -> bool {
        next.first == self.end && next.parent == self.end - 1
    }

    /// Takes `next` in. Requires `can_append(next)`.
    pub fn append(&mut self, next: &Self) {
        debug_assert!(self.can_append(next));
        self.end = next.end;
    }
}

#[cfg(test)]
mod tests {
    use super::MomentRun;

    #[test]
    fn split_and_append_is_identity() {
        let run = MomentRun { first: 5, end: 9, parent: 2 };
        for at in 6..9 {
            let mut left = MomentRun { end: at, ..run };
            let right = MomentRun { first: at, end: run.end, parent: at - 1 };
            assert!(left.can_append(&right));
            left.append(&right);
            assert_eq!(left, run);
        }
    }

    #[test]
    fn gaps_and_foreign_parents_do_not_append() {
        let run = MomentRun { first: 5, end: 9, parent: 2 };
        assert!(!run.can_append(&MomentRun::single(10, 9)), "a gap");
        assert!(!run.can_append(&MomentRun::single(9, 7)), "a foreign parent");
        assert!(run.can_append(&MomentRun::single(9, 8)));
    }
}
