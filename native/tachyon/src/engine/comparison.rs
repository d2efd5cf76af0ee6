//! Commands of comparison: what moments did, and which moments did something to a cell.

use super::Engine;
use crate::error::Error;
use crate::history::History;
use crate::ids::{CellId, MomentId, NO_OP, OpId};
use crate::past::{Effect, effects_of, line_of, versions_there};

impl Engine {
    /// Answers an operation and those of its cell before it on its line, newest first, at most `limit`: (moment,
    /// operation, previous operation or baseline, and what it does to a sequence: kind, index, count, added).
    pub fn past_of(&mut self, op: OpId, limit: u32) -> Result<(), Error> {
        let Self { history, answer, .. } = self;
        let log = &history.log;
        if op != NO_OP && !log.knows(op) {
            return Err(Error::UnknownCell);
        }
        answer.begin(7);
        for op in line_of(log, op).take(limit as usize) {
            let before = log.or_baseline(log.cell_of(op), log.previous_of(op));
            let change = log.change_of(op);
            let moment = log.moment_of(op);
            answer.words.extend([moment, op, before, change.kind as u32, change.index, change.count, change.added]);
        }
        Ok(())
    }

    /// Answers what the moments `first..=last` did: (moment, cell, operation before, operation after).
    pub fn effects(&mut self, first: MomentId, last: MomentId) -> Result<(), Error> {
        let last = self.history.moment(last)?;
        let Self { history, answer, .. } = self;
        let log = &history.log;
        let mut effects = Vec::new();
        answer.begin(4);
        for moment in (first..=last).filter(|&moment| history.graph.contains(moment)) {
            effects.clear();
            effects_of(log, moment, &mut effects);
            for &Effect { cell, before, after } in &effects {
                answer.words.extend([moment, cell, log.or_baseline(cell, before), after]);
            }
        }
        Ok(())
    }

    /// Answers one number: operations below it are all that can be current at a moment.
    pub fn end_of(&mut self, moment: MomentId) -> Result<(), Error> {
        let moment = self.history.moment(moment)?;
        self.answer.begin(1);
        self.answer.words.push(self.history.log.range_of(moment, moment).1);
        Ok(())
    }

    /// Answers all operations of a cell, on any line, ascending: (operation, moment, numbers it takes). The baseline comes
    /// first, with [`crate::ids::NO_MOMENT`].
    pub fn versions(&mut self, cell: CellId) {
        let Self { history: History { graph, log, .. }, answer, .. } = self;
        answer.begin(3);
        for (op, moment, numbers) in versions_there(graph, log, cell) {
            answer.words.extend([op, moment, numbers]);
        }
    }
}
