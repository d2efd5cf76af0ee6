//! The common past of something that each side has in one state.

use crate::merge::base::Step;

/// A state in the common past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past<T> {
    /// This state.
    Known(T),
    /// The pasts disagree, and merging them would be a conflict.
    Ambiguous,
}

/// How the common past is made of the states of its sides.
pub struct PastProgram<'a> {
    steps: &'a [Step],
    side_of: &'a [Option<usize>],
}

impl<'a> PastProgram<'a> {
    /// A program whose moments stand for these sides; without steps the past is unknown.
    pub const fn new(steps: &'a [Step], side_of: &'a [Option<usize>]) -> Self {
        Self { steps, side_of }
    }

    /// The common past of something: equal sides agree, an unchanged one yields.
    pub fn evaluate<T: Copy + PartialEq>(&self, state_on: impl Fn(usize) -> T) -> Past<T> {
        let mut results: Vec<Past<T>> = Vec::with_capacity(self.steps.len());
        for (at, step) in self.steps.iter().enumerate() {
            results.push(match *step {
                Step::Moment(_) => self.side_of[at].map_or(Past::Ambiguous, |side| Past::Known(state_on(side))),
                Step::Merge { left, right, base } => merge(results[left], results[right], results[base]),
            });
        }
        results.last().copied().unwrap_or(Past::Ambiguous)
    }
}

fn merge<T: Copy + PartialEq>(left: Past<T>, right: Past<T>, base: Past<T>) -> Past<T> {
    if left == right {
        left
    } else if left == Past::Ambiguous || right == Past::Ambiguous {
        Past::Ambiguous
    } else if left == base {
        right
    } else if right == base {
        left
    } else {
        Past::Ambiguous
    }
}
