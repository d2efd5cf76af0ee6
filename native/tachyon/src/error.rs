//! Why a command was refused. Codes are stable: they cross the border negated.

/// One cause per variant. A command that answers one has changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Error {
    /// No engine has this handle (any more).
    UnknownHandle = 1,
    /// The engine failed before and answers nothing any more.
    Poisoned = 2,
    /// The engine is running a command.
    Busy = 3,
    /// There is no such moment.
    UnknownMoment = 4,
    /// No operation of this cell is known.
    UnknownCell = 5,
    /// No branch or label has this name.
    UnknownName = 6,
    /// A branch or label has this name already.
    NameTaken = 7,
    /// The current branch cannot be deleted.
    CurrentBranch = 8,
    /// The position is off the line of the current branch.
    Detached = 9,
    /// The words of a journal do not follow their layout.
    BadJournal = 10,
    /// A counter has reached its end.
    TooLarge = 11,
    /// The two moments need no merge.
    NotDiverged = 12,
    /// There is no such position, or it is selected.
    UnknownPosition = 20,
    /// Another position stands on this branch.
    BranchHeld = 21,
    /// The moment was there, and was pruned.
    PrunedMoment = 30,
}

impl Error {
    /// What crosses the border.
    #[must_use]
    pub const fn code(self) -> i32 {
        -(self as i32)
    }
}
