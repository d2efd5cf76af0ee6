//! Why a file was refused.

use std::fmt;

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Cause {
    /// It does not begin as a history file does.
    NotAHistory = 1,
    /// Another release wrote it, in a format that this one does not know.
    Format = 2,
    /// It ends too early.
    Truncated = 3,
    /// It goes on behind its end.
    Trailing = 4,
    /// Bytes are not those that were written.
    Checksum = 5,
    /// It says that it holds more than is allowed, or more than its length can hold.
    TooLarge = 6,
    /// It says something that no history is.
    Malformed = 7,
}

/// A refusal: what is wrong, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileError {
    /// Bytes from the beginning of the file.
    pub offset: usize,
    /// What is wrong.
    pub cause: Cause,
    /// What was being read.
    pub what: &'static str,
}

impl FileError {
    /// A refusal at a place.
    #[must_use]
    pub const fn new(cause: Cause, offset: usize, what: &'static str) -> Self {
        Self { offset, cause, what }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{:?} at byte {}: {}", self.cause, self.offset, self.what)
    }
}

impl std::error::Error for FileError {}
