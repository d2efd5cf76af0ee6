//! Commands of rewriting: moments that are made by hand, names that are put somewhere, and the way back.

use super::Engine;
use crate::error::Error;
use crate::history::History;
use crate::ids::{CellId, MomentId, NO_MOMENT, NO_OP, OpId};
use crate::merge::base::Step;
use crate::merge::{Kind, sequence};
use crate::names::BranchId;
use crate::position::Position;

/// What a rewriting of several moments goes back to when one of them fails.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    moments: u32,
    operations: OpId,
    position: Position,
    branch: BranchId,
    head: MomentId,
}

impl Engine {
    /// Begins the merge moment of the position and a source; operations without START join it.
    pub fn merge_open(&mut self, source: MomentId, time: f64) -> Result<(), Error> {
        if self.merge_kind(source)? != Kind::Diverged {
            return Err(Error::NotDiverged);
        }
        self.open_moment(&[source], time, None)
    }

    /// Begins a moment on the position, with further parents if it takes over what they did; operations without START
    /// join it.
    pub fn open_moment(&mut self, others: &[MomentId], time: f64, title: Option<String>) -> Result<(), Error> {
        for (index, &other) in others.iter().enumerate() {
            self.history.moment(other)?;
            if other == self.position.at || others[..index].contains(&other) {
                return Err(Error::NotDiverged);
            }
        }
        if self.position.detached {
            return Err(Error::Detached);
        }
        if self.history.graph.len() >= self.limit {
            return Err(Error::TooLarge);
        }
        self.begin_moment(others);
        self.history.times.stamp(self.position.at, time);
        if let Some(title) = title {
            self.history.names.set_title(self.position.at, title);
        }
        self.others.hear_of(self.position.at, self.history.graph.len());
        Ok(())
    }

    /// Where the elements of a sequence that stood at one of its operations are now: see [`sequence::Row`]; the target
    /// is the present state, the source is that operation.
    pub fn match_sequence(&mut self, cell: CellId, op: OpId) -> Result<(), Error> {
        let Self { history: History { log, .. }, position, answer, .. } = self;
        if !log.is_sequence(cell) || op >= log.next() || (op != NO_OP && log.knows(op) && log.cell_of(op) != cell) {
            return Err(Error::UnknownCell);
        }
        // What has gone counts as what there is at the root.
        let op = if op != NO_OP && log.knows(op) { op } else { log.root_of(cell) };
        answer.begin(sequence::COLUMNS);
        let rows = sequence::merge(log, position.current(cell), op, &[Step::Moment(0)], |_| op);
        answer.words.extend(rows.iter().flat_map(sequence::Row::words));
        Ok(())
    }

    /// See [`crate::log::Log::set_alike`]; [`NO_OP`] ends it for all.
    pub fn set_alike(&mut self, copy: OpId, original: OpId) {
        let log = &mut self.history.log;
        if copy == NO_OP { log.forget_alike() } else { log.set_alike(copy, original) }
    }

    /// Answers the moment that gave a cell the value of an operation; [`NO_MOMENT`] for what was there before anything was
    /// recorded.
    pub fn moment_of_operation(&mut self, op: OpId) -> Result<(), Error> {
        let Self { history: History { log, .. }, answer, .. } = self;
        if op == NO_OP || op >= log.next() {
            return Err(Error::UnknownCell);
        }
        answer.begin(1);
        let is_told = log.knows(op) && {
            let cell = &log.cells()[log.cell_of(op) as usize];
            cell.baseline != op && cell.root != op
        };
        answer.words.push(if is_told { log.moment_of(op) } else { NO_MOMENT });
        Ok(())
    }

    /// Makes a branch point at a moment.
    pub fn set_branch(&mut self, name: &str, moment: MomentId) -> Result<(), Error> {
        let moment = self.history.moment(moment)?;
        let id = self.history.names.find_branch(name)?;
        if self.others.stand_on(id) {
            return Err(Error::BranchHeld);
        }
        self.history.names.set_head(id, moment);
        self.position.look_around(&self.history.graph, &self.history.names);
        Ok(())
    }

    /// Makes a label name another moment, or none any more.
    pub fn set_label(&mut self, name: &str, moment: Option<MomentId>) -> Result<(), Error> {
        let moment = moment.map(|moment| self.history.moment(moment)).transpose()?;
        self.history.names.set_label(name, moment)
    }

    /// Goes to a moment with this branch as the current one. Answers a plan.
    pub fn stand(&mut self, branch: &str, moment: MomentId) -> Result<(), Error> {
        let moment = self.history.moment(moment)?;
        let id = self.history.names.find_branch(branch)?;
        if self.others.stand_on(id) {
            return Err(Error::BranchHeld);
        }
        self.position.branch = id;
        self.jump(moment)
    }

    /// Remembers the present end of the history, the position and its branch.
    pub fn checkpoint(&mut self) -> Result<(), Error> {
        let Self { history, position, .. } = self;
        self.checkpoint = Some(Checkpoint {
            moments: history.graph.len(),
            operations: history.log.next(),
            position: position.clone(),
            branch: position.branch,
            head: history.names.head(position.branch),
        });
        Ok(())
    }

    /// Goes back to the checkpoint: what was recorded since is forgotten. No name but the branch of the position may stand
    /// for what was recorded since. Answers the cells that have no baseline any more. O(moments and operations since).
    pub fn rewind(&mut self) -> Result<(), Error> {
        let Some(checkpoint) = self.checkpoint.take() else { return Err(Error::UnknownMoment) };
        let Self { history: History { graph, log, names, times }, position, others, answer, .. } = self;
        answer.begin(1);
        answer.words = log.truncate(checkpoint.moments, checkpoint.operations);
        graph.truncate(checkpoint.moments);
        times.truncate(checkpoint.moments);
        names.truncate(checkpoint.moments);
        names.set_head(checkpoint.branch, checkpoint.head);
        others.hear_of_end(checkpoint.moments);
        *position = checkpoint.position;
        position.ensure_cells(log.cells().len());
        Ok(())
    }
}
