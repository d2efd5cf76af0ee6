//! When moments began. Time is read once per synchronous turn, so runs of moments share it.

use std::collections::BTreeMap;

use crate::column::Column;
use crate::ids::MomentId;

/// Times by moment, run-length.
#[derive(Debug, Clone)]
pub struct Times {
    /// (first moment, milliseconds since the epoch), ascending by moment; each counts until the next.
    runs: Column<(MomentId, f64)>,
    /// Of moments below [`Times::dense`], one by one.
    packed: BTreeMap<MomentId, f64>,
    /// Runs count from this moment on.
    dense: MomentId,
}

impl Times {
    /// Genesis began at this time.
    #[must_use]
    pub fn new(genesis: f64) -> Self {
        Self { runs: vec![(0, genesis)].into(), packed: BTreeMap::new(), dense: 0 }
    }

    /// The moment, and those after it until told otherwise, began at this time.
    pub fn stamp(&mut self, moment: MomentId, time: f64) {
        match self.runs.as_mut_slice().last_mut() {
            Some(last) if last.0 == moment => last.1 = time,
            Some(last) if last.1.to_bits() == time.to_bits() => {}
            _ => self.runs.push((moment, time)),
        }
    }

    /// Forgets the moments from this one on.
    pub fn truncate(&mut self, moments: MomentId) {
        let kept = self.runs.as_slice().partition_point(|run| run.0 < moments);
        self.runs.truncate(self.runs.begin() + kept);
    }

    /// When a moment began. O(log runs).
    #[must_use]
    pub fn of(&self, moment: MomentId) -> f64 {
        if moment < self.dense {
            return self.packed.get(&moment).copied().unwrap_or(f64::NAN);
        }
        let runs = self.runs.as_slice();
        let after = runs.partition_point(|run| run.0 <= moment);
        runs[after.max(1) - 1].1
    }

    /// The runs, those of single old moments first.
    pub fn runs(&self) -> impl Iterator<Item = (MomentId, f64)> + '_ {
        self.runs_from(0)
    }

    /// The runs that begin with this moment or a later one.
    pub fn runs_from(&self, moment: MomentId) -> impl Iterator<Item = (MomentId, f64)> + '_ {
        let runs = self.runs.as_slice();
        let known = if moment == 0 { 0 } else { runs.partition_point(|run| run.0 < moment) };
        let packed = self.packed.range(moment..).map(|(&moment, &time)| (moment, time));
        packed.chain(runs[known..].iter().map(|&(first, time)| (first.max(self.dense), time)))
    }

    /// Runs count from this moment on; a moment before it that stays is said by itself.
    pub fn drop_front(&mut self, dense: MomentId, stays: Option<MomentId>) {
        if let Some(moment) = stays {
            self.packed.insert(moment, self.of(moment));
        }
        self.dense = dense;
        let over = self.runs.as_slice().partition_point(|run| run.0 <= dense).max(1) - 1;
        if over > 0 {
            self.runs.drop_front(self.runs.begin() + over);
        }
    }

    /// A moment goes.
    pub fn forget(&mut self, moment: MomentId) {
        self.packed.remove(&moment);
    }

    /// Bytes held, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.runs.bytes() + self.packed.len() * 24
    }
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn a_time_counts_until_the_next() {
        let mut times = Times::new(1.0);
        for (moment, time) in [(2, 5.0), (3, 5.0), (6, 4.0), (6, 3.0)] {
            times.stamp(moment, time);
        }
        for (moment, time) in [(0, 1.0f64), (1, 1.0), (2, 5.0), (5, 5.0), (6, 3.0), (99, 3.0)] {
            assert_eq!(times.of(moment).to_bits(), time.to_bits(), "{moment}");
        }
        assert_eq!(times.runs().count(), 3);
        times.drop_front(3, Some(2));
        times.drop_front(5, None);
        assert_eq!(times.runs().collect::<Vec<_>>(), [(2, 5.0), (5, 5.0), (6, 3.0)]);
        assert_eq!((times.of(2).to_bits(), times.of(5).to_bits()), (5f64.to_bits(), 5f64.to_bits()));
        times.forget(2);
        assert!(times.of(2).is_nan());
    }
}
