//! When moments began. Time is read once per synchronous turn, so runs of moments share it.

use crate::ids::MomentId;

/// Times by moment, run-length.
#[derive(Debug, Clone)]
pub struct Times {
    /// (first moment, milliseconds since the epoch), ascending by moment; each counts until the next.
    runs: Vec<(MomentId, f64)>,
}

impl Times {
    /// Genesis began at this time.
    #[must_use]
    pub fn new(genesis: f64) -> Self {
        Self { runs: vec![(0, genesis)] }
    }

    /// The moment, and those after it until told otherwise, began at this time.
    pub fn stamp(&mut self, moment: MomentId, time: f64) {
        match self.runs.last_mut() {
            Some(last) if last.0 == moment => last.1 = time,
            Some(last) if last.1.to_bits() == time.to_bits() => {}
            _ => self.runs.push((moment, time)),
        }
    }

    /// Forgets the moments from this one on.
    pub fn truncate(&mut self, moments: MomentId) {
        let kept = self.runs.partition_point(|run| run.0 < moments);
        self.runs.truncate(kept);
    }

    /// When a moment began. O(log runs).
    #[must_use]
    pub fn of(&self, moment: MomentId) -> f64 {
        let after = self.runs.partition_point(|run| run.0 <= moment);
        self.runs[after.max(1) - 1].1
    }

    /// The runs.
    #[must_use]
    pub fn runs(&self) -> &[(MomentId, f64)] {
        &self.runs
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
        assert_eq!(times.runs().len(), 3);
    }
}
