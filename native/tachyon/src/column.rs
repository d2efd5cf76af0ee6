//! Columns: append-only lists whose front can be dropped. What stays keeps its index.
//!
//! - **C1** indices from [`Column::begin`] to [`Column::end`] are held; what lies below was dropped

/// Dropped entries up to which moving the others is not worth it.
const SMALL: u32 = 512;

/// A list whose front can be dropped. Dropping is O(1) amortized: the rest moves when it is the smaller part.
#[derive(Debug, Clone)]
pub struct Column<T> {
    items: Vec<T>,
    /// Index of the first entry of `items`.
    base: u32,
    /// Entries of `items` that were dropped already.
    dropped: u32,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { items: Vec::new(), base: 0, dropped: 0 }
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, base: 0, dropped: 0 }
    }
}

impl<T> Column<T> {
    /// A list that holds nothing yet, and begins at an index.
    #[must_use]
    pub const fn starting_at(begin: u32) -> Self {
        Self { items: Vec::new(), base: begin, dropped: 0 }
    }

    /// The lowest index that is held.
    #[must_use]
    pub const fn begin(&self) -> usize {
        (self.base + self.dropped) as usize
    }

    /// One past the highest index.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.base as usize + self.items.len()
    }

    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// Everything that is held, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.items[self.dropped as usize..]
    }

    /// Everything that is held, to be changed in place.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.items[self.dropped as usize..]
    }

    /// The entry at an index, if it is held.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&T> {
        index.checked_sub(self.begin()).and_then(|at| self.as_slice().get(at))
    }

    /// Appends an entry.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Takes the newest entry away.
    pub fn pop(&mut self) -> Option<T> {
        if self.is_empty() { None } else { self.items.pop() }
    }

    /// Makes room for more.
    pub fn reserve(&mut self, more: usize) {
        self.items.reserve(more);
    }

    /// Forgets the entries from an index on, which is not below [`Column::begin`].
    pub fn truncate(&mut self, end: usize) {
        self.items.truncate(end - self.base as usize);
    }

    /// Drops the entries below an index.
    pub fn drop_front(&mut self, begin: usize) {
        let dropped = begin.min(self.end()).saturating_sub(self.base as usize) as u32;
        self.dropped = self.dropped.max(dropped);
        if self.dropped < SMALL.min(self.items.len() as u32) || (self.dropped as usize) < self.items.len() / 2 {
            return;
        }
        self.items.drain(..self.dropped as usize);
        self.base += self.dropped;
        self.dropped = 0;
        if self.items.capacity() > 4 * self.items.len().max(SMALL as usize) {
            self.items.shrink_to(2 * self.items.len());
        }
    }

    /// Takes an entry near the front out, by its place among those that are held. The places behind it move up, their
    /// indices do not count any more: only for lists that are searched. O(place).
    pub fn take_out(&mut self, place: usize) {
        self.as_mut_slice()[..=place].rotate_right(1);
        self.drop_front(self.begin() + 1);
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>()
    }
}

impl<T: Clone> Column<T> {
    /// Appends an entry until there are so many.
    pub fn resize(&mut self, end: usize, item: T) {
        self.items.resize(end - self.base as usize, item);
    }
}

impl<T> std::ops::Index<usize> for Column<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        &self.items[index - self.base as usize]
    }
}

impl<T> std::ops::IndexMut<usize> for Column<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T {
        &mut self.items[index - self.base as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn what_stays_keeps_its_index() {
        let mut column = Column::default();
        for value in 0..5_000u32 {
            column.push(value);
            if value % 7 == 0 {
                column.drop_front((value / 2) as usize);
            }
        }
        assert_eq!((column.begin(), column.end()), (2_499, 5_000));
        assert!((column.begin()..column.end()).all(|index| column[index] == index as u32));
        assert_eq!((column.get(2_498), column.get(2_499), column.get(5_000)), (None, Some(&2_499), None));
        assert_eq!(column.as_slice().len(), 2_501);
        assert!(column.items.capacity() < 12_000);
    }

    #[test]
    fn an_entry_near_the_front_can_go() {
        let mut column = Column::from(vec![1, 2, 3, 4]);
        column.take_out(2);
        column.take_out(0);
        assert_eq!(column.as_slice(), [2, 4]);
        assert_eq!((column.pop(), column.pop(), column.pop()), (Some(4), Some(2), None));
    }
}
