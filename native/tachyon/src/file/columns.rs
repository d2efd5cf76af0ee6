//! Numbers and columns as bytes.
//!
//! A number is a LEB128 varint. A column is its length in bytes and then stretches: a number `2n` and one value that is
//! there `n` times, or `2n + 1` and `n` values. The idea of stretches that repeat or spell out is that of the columnar
//! formats of Automerge and Parquet. A writer repeats from three equal values on, so equal columns are equal bytes.

use super::error::{Cause, FileError};

/// Equal values that are worth a stretch of their own.
const WORTH: usize = 3;

/// Writes numbers.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// One number.
    pub fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A text: its length in bytes, and UTF-8.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A time: bits of a float64.
    pub fn time(&mut self, time: f64) {
        self.bytes.extend_from_slice(&time.to_bits().to_le_bytes());
    }

    /// A column that was filled elsewhere.
    pub fn column(&mut self, column: ColumnWriter) {
        let bytes = column.finish();
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(&bytes);
    }
}

/// Fills one column.
#[derive(Debug, Clone, Default)]
pub struct ColumnWriter {
    out: Writer,
    spelled: Vec<u64>,
    last: u64,
    times: usize,
}

impl ColumnWriter {
    /// Appends a value.
    pub fn push(&mut self, value: u64) {
        self.push_repeated(value, 1);
    }

    /// Appends a value several times.
    pub fn push_repeated(&mut self, value: u64, times: usize) {
        if value != self.last && times > 0 {
            self.settle();
        }
        self.last = value;
        self.times += times;
    }

    /// Appends a difference.
    pub fn push_signed(&mut self, value: i64) {
        self.push(zigzag(value));
    }

    fn settle(&mut self) {
        if self.times < WORTH {
            self.spelled.resize(self.spelled.len() + self.times, self.last);
        } else {
            self.spell();
            self.out.number((self.times as u64) << 1);
            self.out.number(self.last);
        }
        self.times = 0;
    }

    fn spell(&mut self) {
        if self.spelled.is_empty() {
            return;
        }
        self.out.number((self.spelled.len() as u64) << 1 | 1);
        for &value in &self.spelled {
            self.out.number(value);
        }
        self.spelled.clear();
    }

    fn finish(mut self) -> Vec<u8> {
        self.settle();
        self.spell();
        self.out.bytes
    }
}

/// Small for small differences of either sign.
#[must_use]
pub const fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

const fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Reads numbers from a part of a file; knows where it is in the file.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where `bytes` begins in the file.
    base: usize,
    what: &'static str,
}

impl<'a> Reader<'a> {
    /// Reads a part of a file that begins at `base`.
    #[must_use]
    pub const fn new(bytes: &'a [u8], base: usize, what: &'static str) -> Self {
        Self { bytes, at: 0, base, what }
    }

    /// Where the next byte is in the file.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.base + self.at
    }

    /// A refusal here.
    #[must_use]
    pub const fn refusal(&self, cause: Cause) -> FileError {
        FileError::new(cause, self.offset(), self.what)
    }

    /// A refusal because no history is like this.
    #[must_use]
    pub const fn malformed(&self, what: &'static str) -> FileError {
        FileError::new(Cause::Malformed, self.offset(), what)
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], FileError> {
        let rest = &self.bytes[self.at..];
        let taken = rest.get(..length).ok_or_else(|| self.refusal(Cause::Truncated))?;
        self.at += length;
        Ok(taken)
    }

    /// One number; the shortest way to write it is the only one.
    pub fn number(&mut self) -> Result<u64, FileError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let &byte = self.bytes.get(self.at).ok_or_else(|| self.refusal(Cause::Truncated))?;
            self.at += 1;
            if (shift == 63 && byte > 1) || (shift > 0 && byte == 0) {
                return Err(self.malformed("a number that is written as none is"));
            }
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.malformed("a number that is written as none is"))
    }

    /// One number below a bound.
    pub fn below(&mut self, bound: u32, what: &'static str) -> Result<u32, FileError> {
        let at = self.offset();
        match u32::try_from(self.number()?) {
            Ok(value) if value < bound => Ok(value),
            _ => Err(FileError::new(Cause::Malformed, at, what)),
        }
    }

    /// A count of things of which each takes so many bytes at least.
    pub fn count(&mut self, least: usize) -> Result<usize, FileError> {
        let count = self.number()?;
        match usize::try_from(count) {
            Ok(count) if count <= (self.bytes.len() - self.at) / least.max(1) => Ok(count),
            _ => Err(self.refusal(Cause::TooLarge)),
        }
    }

    /// A text.
    pub fn text(&mut self) -> Result<&'a str, FileError> {
        let length = self.count(1)?;
        let at = self.offset();
        std::str::from_utf8(self.take(length)?).map_err(|_| FileError::new(Cause::Malformed, at, "a text"))
    }

    /// A time.
    pub fn time(&mut self) -> Result<f64, FileError> {
        let mut bits = [0; 8];
        bits.copy_from_slice(self.take(8)?);
        Ok(f64::from_bits(u64::from_le_bytes(bits)))
    }

    /// A column.
    pub fn column(&mut self, what: &'static str) -> Result<ColumnReader<'a>, FileError> {
        let length = self.count(1)?;
        let base = self.offset();
        Ok(ColumnReader { bytes: Reader::new(self.take(length)?, base, what), left: 0, repeated: None })
    }

    /// That nothing is left.
    pub fn end(&self) -> Result<(), FileError> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.malformed("more than belongs here")) }
    }
}

/// Reads a column value by value, without unfolding it.
#[derive(Debug, Clone)]
pub struct ColumnReader<'a> {
    bytes: Reader<'a>,
    left: u64,
    repeated: Option<u64>,
}

impl ColumnReader<'_> {
    /// A column without a value.
    #[must_use]
    pub const fn none() -> Self {
        Self { bytes: Reader::new(&[], 0, "a column"), left: 0, repeated: None }
    }

    /// The next value.
    #[inline]
    pub fn next(&mut self) -> Result<u64, FileError> {
        if self.left == 0 {
            self.stretch()?;
        }
        self.left -= 1;
        match self.repeated {
            Some(value) => Ok(value),
            None => self.bytes.number(),
        }
    }

    fn stretch(&mut self) -> Result<(), FileError> {
        let head = self.bytes.number()?;
        self.left = head >> 1;
        if self.left == 0 {
            return Err(self.malformed("an empty stretch"));
        }
        self.repeated = if head & 1 == 0 { Some(self.bytes.number()?) } else { None };
        Ok(())
    }

    /// The next value as a difference.
    #[inline]
    pub fn signed(&mut self) -> Result<i64, FileError> {
        Ok(unzigzag(self.next()?))
    }

    /// The next value, which must be below a bound.
    pub fn below(&mut self, bound: u32) -> Result<u32, FileError> {
        let value = self.next()?;
        match u32::try_from(value) {
            Ok(value) if value < bound => Ok(value),
            _ => Err(self.out_of_bounds()),
        }
    }

    /// The next value, relative to another one; the sum must be below a bound.
    #[inline]
    pub fn near(&mut self, other: u32, bound: u32) -> Result<u32, FileError> {
        let sum = i64::from(other).checked_add(self.signed()?);
        match sum.map(u32::try_from) {
            Some(Ok(value)) if value < bound => Ok(value),
            _ => Err(self.out_of_bounds()),
        }
    }

    fn out_of_bounds(&self) -> FileError {
        self.malformed(self.bytes.what)
    }

    /// A refusal here.
    #[must_use]
    pub const fn malformed(&self, what: &'static str) -> FileError {
        self.bytes.malformed(what)
    }

    /// That nothing is left.
    pub fn end(&self) -> Result<(), FileError> {
        if self.left == 0 { self.bytes.end() } else { Err(self.malformed("a column that is too long")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_comes_back(values in prop::collection::vec(prop_oneof![0..3u64, any::<u64>()], 0..200)) {
            let mut column = ColumnWriter::default();
            for &value in &values {
                column.push(value);
            }
            let mut writer = Writer::default();
            writer.column(column);
            let mut reader = Reader::new(&writer.bytes, 0, "numbers");
            let mut column = reader.column("numbers").unwrap();
            let read: Vec<u64> = values.iter().map(|_| column.next().unwrap()).collect();
            prop_assert_eq!(read, values);
            prop_assert_eq!((column.end(), reader.end()), (Ok(()), Ok(())));
            prop_assert!(column.next().is_err());
        }

        #[test]
        fn a_difference_comes_back(value: i64) {
            prop_assert_eq!(unzigzag(zigzag(value)), value);
        }
    }

    #[test]
    fn there_is_one_way_to_write_a_number() {
        for bytes in [&[0x80, 0x00][..], &[0xFF; 11], &[0x81, 0x80, 0x00], &[0x80]] {
            assert!(Reader::new(bytes, 0, "a number").number().is_err(), "{bytes:?}");
        }
        let mut writer = Writer::default();
        writer.number(u64::MAX);
        assert_eq!(Reader::new(&writer.bytes, 0, "a number").number(), Ok(u64::MAX));
    }
}
