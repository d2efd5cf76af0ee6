//! Minima over blocks of a column, to find the few small values in a long range.

use crate::column::Column;

const BITS: u32 = 6;
const LEVELS: usize = 3;

/// A column of numbers with the minima of its blocks of 64, 4,096 and 262,144.
///
/// **M1** each stored minimum is no larger than any value that its block holds, and the minimum of them while nothing was
/// dropped or replaced. A smaller one costs a look at the block, and nothing else.
#[derive(Debug, Clone, Default)]
pub struct MinIndexed {
    values: Column<u32>,
    levels: [Column<u32>; LEVELS],
    /// Whether minima may be smaller than they have to be.
    is_loose: bool,
}

impl MinIndexed {
    /// A column without values that begins at an index.
    #[must_use]
    pub fn starting_at(begin: u32) -> Self {
        let level = |level: usize| Column::starting_at(begin >> (BITS * (level as u32 + 1)));
        Self { values: Column::starting_at(begin), levels: std::array::from_fn(level), is_loose: true }
    }

    /// Number of values, with those that were dropped.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.end()
    }

    /// Whether there was never a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.end() == 0
    }

    /// Appends a value.
    pub fn push(&mut self, value: u32) {
        let index = self.values.end();
        self.values.push(value);
        for (level, minima) in self.levels.iter_mut().enumerate() {
            let block = index >> (BITS * (level as u32 + 1));
            if block == minima.end() {
                minima.push(value);
            } else if minima[block] <= value {
                // Larger blocks hold no larger minimum, so nothing above changes either.
                return;
            } else {
                minima[block] = value;
            }
        }
    }

    /// Replaces a value.
    pub fn set(&mut self, index: usize, value: u32) {
        self.values[index] = value;
        self.is_loose = true;
        for (level, minima) in self.levels.iter_mut().enumerate() {
            let minimum = &mut minima[index >> (BITS * (level as u32 + 1))];
            *minimum = value.min(*minimum);
        }
    }

    /// Drops the values below an index. O(1) amortized.
    pub fn drop_front(&mut self, begin: usize) {
        self.is_loose = true;
        self.values.drop_front(begin);
        for (level, minima) in self.levels.iter_mut().enumerate() {
            minima.drop_front(begin >> (BITS * (level as u32 + 1)));
        }
    }

    /// Appends a value several times.
    pub fn push_repeated(&mut self, value: u32, count: usize) {
        let index = self.values.end();
        let Some(last) = (index + count).checked_sub(1).filter(|_| count > 0) else { return };
        self.values.resize(last + 1, value);
        for (level, minima) in self.levels.iter_mut().enumerate() {
            let bits = BITS * (level as u32 + 1);
            if index >> bits < minima.end() {
                let minimum = &mut minima[index >> bits];
                *minimum = value.min(*minimum);
            }
            minima.resize((last >> bits) + 1, value);
        }
    }

    /// Forgets the values from an index on. O(262,144) at worst: the last blocks are counted again.
    pub fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        for (level, minima) in self.levels.iter_mut().enumerate() {
            let bits = BITS * (level as u32 + 1);
            let end = self.values.end().div_ceil(1 << bits).max(minima.begin());
            minima.truncate(end);
            let begin = (end.saturating_sub(1) << bits).max(self.values.begin());
            let held = &self.values.as_slice()[begin - self.values.begin()..];
            if let (Some(last), Some(&lowest)) = (minima.as_mut_slice().last_mut(), held.iter().min()) {
                *last = lowest;
            }
        }
    }

    /// The value at an index.
    #[must_use]
    pub fn get(&self, index: usize) -> u32 {
        self.values[index]
    }

    /// Calls `found` for every index in `from..to` whose value is below `bound`, ascending. O(found × 192 + blocks).
    pub fn for_each_below(&self, from: usize, to: usize, bound: u32, mut found: impl FnMut(usize)) {
        let mut index = from;
        'next: while index < to {
            for level in (0..LEVELS).rev() {
                let bits = BITS * (level as u32 + 1);
                let size = 1usize << bits;
                if index & (size - 1) == 0 && index + size <= to && self.levels[level][index >> bits] >= bound {
                    index += size;
                    continue 'next;
                }
            }
            if self.values[index] < bound {
                found(index);
            }
            index += 1;
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.values.bytes() + self.levels.iter().map(Column::bytes).sum::<usize>()
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        for (level, minima) in self.levels.iter().enumerate() {
            let bits = BITS * (level as u32 + 1);
            let mut expected: Vec<u32> = Vec::new();
            for index in self.values.begin()..self.values.end() {
                let value = self.values[index];
                match expected.last_mut().filter(|_| index & ((1 << bits) - 1) != 0) {
                    Some(minimum) => *minimum = value.min(*minimum),
                    None => expected.push(value),
                }
            }
            // The first blocks may hold nothing any more.
            let held = &minima.as_slice()[minima.as_slice().len().saturating_sub(expected.len())..];
            let fits = |(&stored, &lowest): (&u32, &u32)| stored == lowest || (self.is_loose && stored < lowest);
            if held.len() != expected.len() || !held.iter().zip(&expected).all(fits) {
                return Some(format!("M1: minima of level {level}"));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::MinIndexed;

    #[test]
    fn finds_what_a_scan_finds() {
        let mut column = MinIndexed::default();
        let mut state = 7u32;
        let values: Vec<u32> = (0..9_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state >> 8
            })
            .collect();
        for &value in &values {
            column.push(value);
        }
        assert_eq!(column.verify(), None);
        for (from, to, bound) in
            [(0, 9_000, 40_000), (63, 8_129, 2_000), (64, 4_160, 900_000), (4_096, 8_192, 0), (5, 5, 9)]
        {
            let mut found = Vec::new();
            column.for_each_below(from, to, bound, |index| found.push(index));
            let scanned: Vec<usize> = (from..to).filter(|&index| values[index] < bound).collect();
            assert_eq!(found, scanned, "{from}..{to} below {bound}");
        }
    }

    #[test]
    fn repeated_values_are_values() {
        let mut column = MinIndexed::default();
        for (count, value) in [(0, 9), (1, 70), (62, 80), (1, 5), (1, 90), (130, 40), (5_000, 3), (0, 1), (2, 2)] {
            column.push_repeated(value, count);
            assert_eq!(column.verify(), None, "{count} times {value}");
        }
        assert_eq!(column.len(), 5_197);
    }

    #[test]
    fn verify_sees_a_wrong_minimum() {
        let mut column = MinIndexed::default();
        for value in 0..200 {
            column.push(1_000 - value);
        }
        column.levels[0][1] = 3;
        assert!(column.verify().is_some());
    }
}
