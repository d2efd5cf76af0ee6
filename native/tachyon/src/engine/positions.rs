//! Several live instances of one history: each has a position, one of them is selected, and every command is about it.
//!
//! **F1** the selected position is [`Engine::position`], and its place among the others is empty. **F2** no two positions
//! stand on the same branch. **F3** what one position makes is nothing that another one could redo without having been there.

use super::Engine;
use crate::error::Error;
use crate::ids::MomentId;
use crate::names::BranchId;
use crate::position::Position;

/// Positions that are not selected, by their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    places: Vec<Option<Position>>,
    selected: usize,
}

impl Others {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Position> {
        self.places.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Position> {
        self.places.iter_mut().flatten()
    }

    pub(super) fn stand_on(&self, branch: BranchId) -> bool {
        self.iter().any(|position| position.branch == branch)
    }

    /// The moments from `first` on were made by the selected position.
    pub(super) fn hear_of(&mut self, first: MomentId, end: MomentId) {
        if first == end {
            return;
        }
        for position in self.places.iter_mut().flatten() {
            position.redo.made_elsewhere(first, end - 1);
        }
    }

    /// The moments from this number on are forgotten.
    pub(super) fn hear_of_end(&mut self, end: MomentId) {
        for position in self.places.iter_mut().flatten() {
            position.redo.end_strange(end);
        }
    }

    fn add(&mut self, position: Position) -> usize {
        if self.places.is_empty() {
            self.places.push(None);
        }
        let free = (0..self.places.len()).find(|&at| at != self.selected && self.places[at].is_none());
        let number = free.unwrap_or(self.places.len());
        if number == self.places.len() {
            self.places.push(None);
        }
        self.places[number] = Some(position);
        number
    }
}

impl Engine {
    /// Makes a branch at a moment and a position at its tip, which is not selected. Answers the number of the position;
    /// that of the first one is 0. O(cells).
    pub fn fork(&mut self, name: &str, at: MomentId) -> Result<(), Error> {
        let at = self.history.moment(at)?;
        let branch = self.history.names.add_branch(name, at)?;
        let Self { history, position, planner, plan, answer, others, .. } = self;
        let mut made = position.beside(branch, history.graph.len());
        if at != position.at {
            plan.clear();
            planner.plan(&history.graph, &history.log, position.at, at, plan);
            made.arrive(at, plan);
        }
        answer.begin(1);
        answer.words.push(others.add(made) as u32);
        Ok(())
    }

    /// Where the positions stand, the selected one first.
    pub fn stands(&self) -> impl Iterator<Item = MomentId> + '_ {
        std::iter::once(&self.position).chain(self.others.iter()).map(|position| position.at)
    }

    /// Makes a position the one that commands are about.
    pub fn select(&mut self, number: u32) -> Result<(), Error> {
        let Self { history, position, others, .. } = self;
        let number = number as usize;
        if number != others.selected {
            let mut next = others.places.get_mut(number).and_then(Option::take).ok_or(Error::UnknownPosition)?;
            next.ensure_cells(history.log.cells().len());
            others.places[others.selected] = Some(std::mem::replace(position, next));
            others.selected = number;
        }
        self.steps_done = 0;
        self.answer.begin(1);
        Ok(())
    }

    /// Ends a position that is not selected, and deletes a branch unless another one stands on it.
    pub fn discard(&mut self, number: u32, name: &str) -> Result<(), Error> {
        self.release(number)?;
        if let Ok(branch) = self.history.names.find_branch(name)
            && branch != self.position.branch
            && !self.others.stand_on(branch)
        {
            self.history.names.delete_branch(branch);
        }
        Ok(())
    }

    /// Ends a position that is not selected. Its branch stays.
    pub fn release(&mut self, number: u32) -> Result<(), Error> {
        self.others.places.get_mut(number as usize).and_then(Option::take).ok_or(Error::UnknownPosition)?;
        self.answer.begin(1);
        Ok(())
    }

    /// The first broken invariant of the positions.
    pub(super) fn verify_positions(&self) -> Option<String> {
        let crate::history::History { graph, log, names, .. } = &self.history;
        let mut branches = std::collections::HashSet::new();
        for position in std::iter::once(&self.position).chain(self.others.iter()) {
            if !branches.insert(position.branch) {
                return Some(format!("F2: two positions on the branch {}", position.branch));
            }
            let broken = position.redo.verify(graph).or_else(|| position.verify(graph, log, names));
            if broken.is_some() {
                return broken;
            }
        }
        let is_taken = self.others.places.get(self.others.selected).is_some_and(Option::is_some);
        is_taken.then(|| "F1: the selected position is among the others".into())
    }
}
