//! The words of a journal, as TypeScript writes them (`src/recording/journal-words.ts` is the other half).
//!
//! `cell | START?` is one operation; START begins a moment. A word with EXTENDED set says something else, by its low
//! bits: 1 BASELINE cell · 2 STAMP low high (a float64 in milliseconds) · 3 TITLE index · 4 SAME count numbers: what the
//! next change takes over from the source of a merge (`Change::same_words`), 0 for what is new · 8 + kind: a change of a
//! sequence, with START or without: cell, index, count, added, and the order of a permutation.

use crate::error::Error;
use crate::ids::CellId;
use crate::log::sequence::{Change, Kind};

/// Version of the words and answers.
pub const VERSION: u32 = 1;
/// Begins a moment.
pub const START: u32 = 1 << 31;
/// The word is no operation.
pub const EXTENDED: u32 = 1 << 30;
/// Cells are below this number, which leaves room for the flags.
pub const MAX_CELLS: u32 = 1 << 30;

/// One thing a journal says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Record<'a> {
    /// One operation; `start` when it begins a moment.
    Operation {
        /// The cell.
        cell: CellId,
        /// Whether a moment begins.
        start: bool,
    },
    /// The value of a cell before its first operation.
    Baseline(CellId),
    /// The time of the moments that begin after it.
    Stamp(f64),
    /// The title of the next moment.
    Title(usize),
    /// What the next change takes over; 0 for what is new.
    Same(&'a [u32]),
    /// One change of a sequence.
    Change {
        /// The cell.
        cell: CellId,
        /// Whether a moment begins.
        start: bool,
        /// What it does.
        change: Change,
        /// The order, when it is a permutation.
        order: &'a [u32],
    },
}

/// In the low bits of a word: a change of a sequence, plus its kind.
const SEQUENCE: u32 = 8;

/// Reads a journal, record by record.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    words: &'a [u32],
}

impl<'a> Records<'a> {
    /// Reads these words.
    #[must_use]
    pub const fn new(words: &'a [u32]) -> Self {
        Self { words }
    }

    fn take(&mut self) -> Result<u32, Error> {
        let (&word, rest) = self.words.split_first().ok_or(Error::BadJournal)?;
        self.words = rest;
        Ok(word)
    }

    fn take_all(&mut self, length: usize) -> Result<&'a [u32], Error> {
        let (taken, rest) = self.words.split_at_checked(length).ok_or(Error::BadJournal)?;
        self.words = rest;
        Ok(taken)
    }

    fn extended(&mut self, kind: u32, start: bool) -> Result<Record<'a>, Error> {
        if kind >= SEQUENCE {
            return self.change(kind - SEQUENCE, start);
        }
        if start {
            return Err(Error::BadJournal);
        }
        match kind {
            1 => Ok(Record::Baseline(checked_cell(self.take()?)?)),
            2 => {
                let (low, high) = (u64::from(self.take()?), u64::from(self.take()?));
                Ok(Record::Stamp(f64::from_bits(high << 32 | low)))
            }
            3 => Ok(Record::Title(self.take()? as usize)),
            4 => {
                let length = self.take()? as usize;
                self.take_all(length).map(Record::Same)
            }
            _ => Err(Error::BadJournal),
        }
    }

    fn change(&mut self, kind: u32, start: bool) -> Result<Record<'a>, Error> {
        let kind = Kind::of(kind).ok_or(Error::BadJournal)?;
        let cell = checked_cell(self.take()?)?;
        let (index, count, added) = (self.take()?, self.take()?, self.take()?);
        let length = if kind == Kind::Permute { count as usize } else { 0 };
        let order = self.take_all(length)?;
        Ok(Record::Change { cell, start, change: Change { kind, index, count, added }, order })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Error>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (&word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(if word & EXTENDED == 0 {
            Ok(Record::Operation { cell: word & !START, start: word & START != 0 })
        } else {
            self.extended(word & !EXTENDED & !START, word & START != 0)
        })
    }
}

/// Whether these are the numbers below their count, each once.
#[must_use]
pub fn is_permutation(order: &[u32]) -> bool {
    let mut seen = vec![false; order.len()];
    order.iter().all(|&from| seen.get_mut(from as usize).is_some_and(|seen| !std::mem::replace(seen, true)))
}

fn checked_cell(cell: u32) -> Result<CellId, Error> {
    if cell < MAX_CELLS { Ok(cell) } else { Err(Error::BadJournal) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_other_half_writes() {
        let time = 1_700_000_000_123.5f64.to_bits();
        let words = [EXTENDED | 2, time as u32, (time >> 32) as u32, EXTENDED | 3, 7, EXTENDED | 1, 5, 5 | START, 6];
        let read: Result<Vec<_>, _> = Records::new(&words).collect();
        assert_eq!(
            read,
            Ok(vec![
                Record::Stamp(1_700_000_000_123.5),
                Record::Title(7),
                Record::Baseline(5),
                Record::Operation { cell: 5, start: true },
                Record::Operation { cell: 6, start: false },
            ])
        );
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for words in [&[EXTENDED | 9][..], &[EXTENDED], &[EXTENDED | 1], &[EXTENDED | 2, 1], &[EXTENDED | 1, MAX_CELLS]]
        {
            assert!(Records::new(words).any(|record| record.is_err()), "{words:?}");
        }
    }
}
