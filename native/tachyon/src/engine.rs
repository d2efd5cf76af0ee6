//! The engine: one method per command, composed of the other modules.
//!
//! A command that answers a list leaves it in [`Engine::answer`], flat; it is good until the next command. A command
//! that is refused has changed nothing.

mod comparison;
mod positions;
mod retention;
mod rewriting;

use std::collections::{BTreeMap, HashSet};

use self::positions::Others;
use crate::error::Error;
use crate::file::{Following, LogWriter};
use crate::graph::walk::{common_ancestors, is_ancestor};
use crate::history::History;
use crate::ids::{CellId, MomentId, NO_MOMENT, NO_OP, OpId};
use crate::journal::{MAX_CELLS, Record, Records, is_permutation};
use crate::ladder::{self, Rung};
use crate::log::sequence::{Step, way};
use crate::merge::base::{self, Base, BaseProgram};
use crate::merge::{self, Kind, common_past, sequence};
use crate::names::Named;
use crate::plan::{Entry, Planner, operation_at};
use crate::position::Position;
use crate::retain::Retention;

/// In the base column of merge candidates: the pasts disagree.
pub const AMBIGUOUS: OpId = u32::MAX;

/// Numbers of moments and operations stay below this.
pub const DEFAULT_LIMIT: u32 = 1 << 31;

/// A list that a command answered: `words` holds entries of `width` words.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The entries, flat.
    pub words: Vec<u32>,
    /// Words per entry.
    pub width: usize,
}

impl Answer {
    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len() / self.width.max(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn begin(&mut self, width: usize) {
        self.words.clear();
        self.width = width;
    }
}

/// A history and the positions of its instances.
#[derive(Debug, Clone)]
pub struct Engine {
    history: History,
    position: Position,
    others: Others,
    planner: Planner,
    plan: Vec<Entry>,
    answer: Answer,
    steps: Vec<Step>,
    steps_done: u32,
    checkpoint: Option<rewriting::Checkpoint>,
    retention: Retention,
    pub(crate) following: Option<Box<Following>>,
    /// What of the next file is written.
    pub(crate) prepared: Option<Box<LogWriter>>,
    limit: u32,
}

impl Engine {
    /// A history with genesis only, begun at `time` (milliseconds). A linear one has no detached positions.
    #[must_use]
    pub fn new(linear: bool, time: f64) -> Self {
        Self {
            history: History::new(time),
            position: Position::new(linear),
            others: Others::default(),
            planner: Planner::default(),
            plan: Vec::new(),
            answer: Answer { words: Vec::new(), width: 2 },
            steps: Vec::new(),
            steps_done: 0,
            checkpoint: None,
            retention: Retention::default(),
            following: None,
            prepared: None,
            limit: DEFAULT_LIMIT,
        }
    }

    /// An engine on a history that is there already.
    pub(crate) fn of_parts(history: History, position: Position) -> Self {
        let retention = Retention::of(&history);
        Self { history, position, retention, ..Self::new(false, 0.0) }
    }

    /// What is extended when a journal is read.
    pub(crate) const fn parts_mut(&mut self) -> (&mut History, &mut Position) {
        (&mut self.history, &mut self.position)
    }

    /// Adds entries to the answered plan, for cells that have none there.
    pub(crate) fn answer_also(&mut self, entries: &BTreeMap<CellId, OpId>) {
        let planned: HashSet<CellId> = self.plan.iter().map(|entry| entry.0).collect();
        for (&cell, &op) in entries.iter().filter(|entry| !planned.contains(entry.0)) {
            self.answer.words.extend([cell, op]);
        }
    }

    /// Lowers the numbers at which counters end; for tests of that end.
    pub fn set_limit(&mut self, limit: u32) {
        self.limit = limit.min(DEFAULT_LIMIT);
    }

    /// What does not depend on the position.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Where the instance stands.
    #[must_use]
    pub const fn position(&self) -> &Position {
        &self.position
    }

    /// The list that the last command answered.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Steps that the last undo or redo did.
    #[must_use]
    pub const fn steps_done(&self) -> u32 {
        self.steps_done
    }

    /// Where a redo would go.
    #[must_use]
    pub fn redo_target(&self) -> Option<MomentId> {
        self.position.redo.child_of(&self.history.graph, self.position.at)
    }

    /// Whether the position is at the tip of the current branch.
    #[must_use]
    pub fn at_head(&self) -> bool {
        self.history.names.head(self.position.branch) == self.position.at
    }

    // -- recording -------------------------------------------------------------------------------------------------

    /// Takes the words of a journal: complete moments, or operations that join the newest one.
    pub fn append(&mut self, words: &[u32], titles: &[String]) -> Result<(), Error> {
        let cells = self.check(words, titles)?;
        self.history.log.reserve(words.len());
        if let Some(highest) = cells {
            self.history.log.ensure_cell(highest);
            self.position.ensure_cells(self.history.log.cells().len());
        }
        let known = self.history.graph.len();
        let mut begun = false;
        let mut same: &[u32] = &[];
        for record in Records::new(words) {
            match record? {
                Record::Operation { cell, start } => {
                    self.start(start, &mut begun);
                    let op = self.history.log.push(cell, self.position.current(cell));
                    self.position.set_current(cell, op);
                }
                Record::Change { cell, start, change, order } => {
                    self.start(start, &mut begun);
                    let op = self.history.log.push_change(cell, self.position.current(cell), change, order);
                    self.history.log.take_over(op, std::mem::take(&mut same));
                    self.position.set_current(cell, op);
                }
                Record::Baseline(cell) => {
                    self.history.log.push_baseline(cell);
                }
                Record::Same(words) => same = words,
                Record::Stamp(time) => self.history.times.stamp(self.history.graph.len(), time),
                Record::Title(index) => {
                    self.history.names.set_title(self.history.graph.len(), titles[index].clone());
                }
            }
        }
        self.history.names.set_head(self.position.branch, self.position.at);
        self.others.hear_of(known, self.history.graph.len());
        Ok(())
    }

    #[inline]
    fn start(&mut self, start: bool, begun: &mut bool) {
        if start && *begun {
            // Names and redo memory are settled by the first moment of a journal and the end of this one.
            self.position.at = self.history.graph.push(self.position.at);
            self.history.log.begin_moment();
        } else if start {
            self.begin_moment(&[]);
            *begun = true;
        }
    }

    /// Checks a whole journal before anything changes; answers the highest cell in it.
    fn check(&self, words: &[u32], titles: &[String]) -> Result<Option<CellId>, Error> {
        let mut highest = None;
        let (mut moments, mut operations) = (self.history.graph.len(), self.history.log.next());
        let mut joins = self.position.at + 1 == moments;
        let mut same = None;
        for record in Records::new(words) {
            let record = record?;
            // What is taken over belongs to the change behind it.
            if let Some(length) = same.take() {
                match record {
                    Record::Change { change, .. } if change.same_words() == length => {}
                    _ => return Err(Error::BadJournal),
                }
            }
            let (numbers, has_order) = match record {
                Record::Change { change, order, .. } => (change.numbers(), is_permutation(order)),
                _ => (1, true),
            };
            if !has_order || numbers > u64::from(self.limit) {
                return Err(if has_order { Error::TooLarge } else { Error::BadJournal });
            }
            match record {
                Record::Operation { cell, start } | Record::Change { cell, start, .. } => {
                    if start {
                        if self.position.detached {
                            return Err(Error::Detached);
                        }
                        moments += 1;
                        joins = true;
                    } else if !joins {
                        return Err(Error::BadJournal);
                    }
                    operations = operations.saturating_add(numbers as u32);
                    highest = highest.max(Some(cell));
                }
                Record::Baseline(cell) => {
                    operations += 1;
                    highest = highest.max(Some(cell));
                }
                Record::Stamp(_) => {}
                Record::Same(words) if !words.is_empty() && words.iter().all(|&number| number < operations) => {
                    same = Some(words.len() as u64);
                }
                Record::Title(index) if index < titles.len() => {}
                Record::Same(_) | Record::Title(_) => return Err(Error::BadJournal),
            }
            if moments > self.limit || operations > self.limit {
                return Err(Error::TooLarge);
            }
        }
        if same.is_some() {
            return Err(Error::BadJournal);
        }
        match highest {
            Some(cell) if cell >= MAX_CELLS.min(self.limit) => Err(Error::TooLarge),
            _ => Ok(highest),
        }
    }

    fn begin_moment(&mut self, others: &[MomentId]) {
        let Self { history, position, .. } = self;
        let parent = position.at;
        let moment = history.graph.push_with(parent, others);
        history.log.begin_moment();
        let same_run = history.graph.run_of(moment).first != moment;
        position.redo.passed(parent, moment, same_run);
        position.at = moment;
        history.names.set_head(position.branch, moment);
    }

    // -- moving ----------------------------------------------------------------------------------------------------

    /// Goes back along first parents. Answers a plan.
    pub fn undo(&mut self, steps: u32) -> Result<(), Error> {
        self.steps_done = 0;
        let graph = &self.history.graph;
        let mut goal = self.position.at;
        let root = graph.root();
        while self.steps_done < steps && goal != root {
            // Whole runs at a time: a million steps cost as many iterations as there are runs.
            let run = graph.run_of(goal);
            let inside = (goal - run.first).min(steps - self.steps_done);
            if inside > 0 {
                goal -= inside;
                self.steps_done += inside;
            } else {
                goal = run.parent;
                self.steps_done += 1;
            }
        }
        self.travel(goal);
        // On the line of the branch there is no way off it by undo.
        if self.position.detached {
            self.position.look_around(&self.history.graph, &self.history.names);
        }
        Ok(())
    }

    /// Goes forward, each time to the child that was left last. Answers a plan.
    pub fn redo(&mut self, steps: u32) -> Result<(), Error> {
        self.steps_done = 0;
        let mut goal = self.position.at;
        while self.steps_done < steps {
            let Some(child) = self.position.redo.child_of(&self.history.graph, goal) else { break };
            goal = child;
            self.steps_done += 1;
        }
        self.travel(goal);
        self.position.look_around(&self.history.graph, &self.history.names);
        Ok(())
    }

    /// Goes to a moment. Answers a plan.
    pub fn jump(&mut self, moment: MomentId) -> Result<(), Error> {
        let moment = self.history.moment(moment)?;
        self.travel(moment);
        self.position.look_around(&self.history.graph, &self.history.names);
        Ok(())
    }

    /// Goes to where the holder of a ladder has come to, and answers the next one: (cell, operation when it is taken back,
    /// operation when it is done) for up to `reach` rungs from there, downwards when it is negative. A last entry says
    /// where redo leads from its top.
    pub fn climb(&mut self, moment: MomentId, reach: i32) -> Result<(), Error> {
        self.jump(moment)?;
        let Self { history, position, answer, .. } = self;
        answer.begin(3);
        for Rung { cell, back, forth } in ladder::rungs(history, position, reach) {
            answer.words.extend([cell, history.log.or_baseline(cell, back), forth]);
        }
        let top = if reach < 0 { moment } else { moment + answer.len() as u32 };
        answer.words.extend([position.redo.child_of(&history.graph, top).unwrap_or(NO_MOMENT), 0, 0]);
        Ok(())
    }

    fn travel(&mut self, goal: MomentId) {
        let Self { history, position, planner, plan, answer, .. } = self;
        plan.clear();
        if planner.single_step(&history.graph, &history.log, position.at, goal, plan) {
            position.redo.passed(goal.min(position.at), goal.max(position.at), true);
            position.arrive(goal, plan);
        } else if goal != position.at {
            planner.plan(&history.graph, &history.log, position.at, goal, plan);
            position.redo.passed_along(&history.graph, planner.way());
            position.arrive(goal, plan);
        }
        answer.begin(2);
        for &(cell, op) in plan.iter() {
            answer.words.extend([cell, history.log.or_baseline(cell, op)]);
        }
    }

    /// Answers the changes that lead a sequence from one operation to another: (taken back?, operation, kind, index,
    /// count, added).
    pub fn way(&mut self, from: OpId, to: OpId) -> Result<(), Error> {
        let Self { history: History { log, .. }, steps, answer, .. } = self;
        let is_known = |op| op == NO_OP || log.knows(op);
        if !is_known(from) || !is_known(to) || !way(log, from, to, steps) {
            return Err(Error::UnknownCell);
        }
        answer.begin(6);
        for &(back, op) in steps.iter() {
            let change = log.change_of(op);
            answer.words.extend([u32::from(back), op, change.kind as u32, change.index, change.count, change.added]);
        }
        Ok(())
    }

    // -- names -----------------------------------------------------------------------------------------------------

    /// Makes a branch; the position stays.
    pub fn create_branch(&mut self, name: &str, at: MomentId) -> Result<(), Error> {
        let at = self.history.moment(at)?;
        self.history.names.add_branch(name, at)?;
        Ok(())
    }

    /// Goes to the tip of a branch, which is the current one from now on. Answers a plan.
    pub fn switch_branch(&mut self, name: &str) -> Result<(), Error> {
        let id = self.history.names.find_branch(name)?;
        if self.others.stand_on(id) {
            return Err(Error::BranchHeld);
        }
        self.position.branch = id;
        self.travel(self.history.names.head(id));
        self.position.detached = false;
        // There is nothing to redo at a tip one has switched to, even if another branch goes on from it.
        self.position.redo.forget(&self.history.graph, self.position.at);
        Ok(())
    }

    /// Takes the name of a branch away; its moments stay.
    pub fn delete_branch(&mut self, name: &str) -> Result<(), Error> {
        let id = self.history.names.find_branch(name)?;
        if id == self.position.branch {
            return Err(Error::CurrentBranch);
        }
        if self.others.stand_on(id) {
            return Err(Error::BranchHeld);
        }
        self.history.names.delete_branch(id);
        Ok(())
    }

    /// Gives a branch another name.
    pub fn rename_branch(&mut self, from: &str, to: &str) -> Result<(), Error> {
        let id = self.history.names.find_branch(from)?;
        self.history.names.rename_branch(id, to)
    }

    /// Gives a moment a label.
    pub fn add_label(&mut self, name: &str, moment: MomentId) -> Result<(), Error> {
        let moment = self.history.moment(moment)?;
        self.history.names.add_label(name, moment)
    }

    /// The moment a name stands for, and what kind of name it is.
    pub fn resolve(&self, name: &str) -> Result<(MomentId, Named), Error> {
        let named = self.history.names.find(name)?;
        Ok((self.history.names.moment_of(named), named))
    }

    /// Sets a tag of a moment.
    pub fn set_tag(&mut self, moment: MomentId, key: &str, value: &str) -> Result<(), Error> {
        let moment = self.history.moment(moment)?;
        self.history.names.set_tag(moment, key, value);
        Ok(())
    }

    // -- questions -------------------------------------------------------------------------------------------------

    /// The operation (or baseline) that is current for a cell at a moment.
    pub fn operation_at(&self, cell: CellId, moment: MomentId) -> Result<OpId, Error> {
        let moment = self.history.moment(moment)?;
        let History { graph, log, .. } = &self.history;
        if cell as usize >= log.cells().len() {
            return Err(Error::UnknownCell);
        }
        Ok(log.or_baseline(cell, operation_at(graph, log, cell, moment)))
    }

    /// The operation (or baseline) that is current for a cell where the instance stands; none for an unknown cell.
    pub fn current_operation(&self, cell: CellId) -> Result<OpId, Error> {
        Ok(self.history.log.or_baseline(cell, self.position.current(cell)))
    }

    /// Net difference of two moments. Answers (cell, operation at a, operation at b).
    pub fn difference(&mut self, a: MomentId, b: MomentId) -> Result<(), Error> {
        let (a, b) = (self.history.moment(a)?, self.history.moment(b)?);
        let Self { history: History { graph, log, .. }, planner, answer, .. } = self;
        answer.begin(3);
        for (cell, at_a, at_b) in merge::difference(planner, graph, log, a, b) {
            answer.words.extend([cell, log.or_baseline(cell, at_a), log.or_baseline(cell, at_b)]);
        }
        Ok(())
    }

    /// The merge bases of two moments.
    pub fn merge_bases(&self, a: MomentId, b: MomentId) -> Result<Vec<MomentId>, Error> {
        let (a, b) = (self.history.moment(a)?, self.history.moment(b)?);
        Ok(common_ancestors(&self.history.graph, &[a], &[b]))
    }

    /// Whether one moment is another or in its past.
    pub fn is_ancestor(&self, a: MomentId, b: MomentId) -> Result<bool, Error> {
        let (a, b) = (self.history.moment(a)?, self.history.moment(b)?);
        Ok(is_ancestor(&self.history.graph, a, b))
    }

    /// Moments that nothing builds on and no name or position stands for: what was left behind.
    #[must_use]
    pub fn abandoned(&self) -> Vec<MomentId> {
        let History { graph, names, .. } = &self.history;
        let mut kept: std::collections::HashSet<MomentId> = names.branches().map(|branch| branch.head).collect();
        kept.extend(names.labels().iter().map(|label| label.1));
        kept.extend(self.stands());
        graph.tips().into_iter().filter(|tip| !kept.contains(tip)).collect()
    }

    // -- merging ---------------------------------------------------------------------------------------------------

    /// How a source relates to the position.
    pub fn merge_kind(&self, source: MomentId) -> Result<Kind, Error> {
        let source = self.history.moment(source)?;
        Ok(merge::kind(&self.history.graph, self.position.at, source))
    }

    /// Answers (cell, base, ours, theirs) for every cell with something to decide; base can be [`AMBIGUOUS`]. Over the
    /// common past of the position and the source, unless another moment is named as the base.
    pub fn merge_candidates(&mut self, source: MomentId, base: Option<MomentId>) -> Result<(), Error> {
        let (source, base) = self.sides(source, base)?;
        let Self { history: History { graph, log, .. }, position, planner, answer, .. } = self;
        answer.begin(4);
        for candidate in merge::candidates(planner, graph, log, position, source, base) {
            let cell = candidate.cell;
            let base = match candidate.base {
                Base::Known(op) => log.or_baseline(cell, op),
                Base::Ambiguous => AMBIGUOUS,
            };
            let [ours, theirs] = [candidate.ours, candidate.theirs].map(|op| log.or_baseline(cell, op));
            answer.words.extend([cell, base, ours, theirs]);
        }
        Ok(())
    }

    /// Answers the steps that make the virtual base: (0, moment, 0, 0) or (1, left, right, base).
    pub fn base_program(&mut self, source: MomentId) -> Result<(), Error> {
        let source = self.history.moment(source)?;
        let graph = &self.history.graph;
        let program = BaseProgram::new(graph, &common_ancestors(graph, &[self.position.at], &[source]));
        self.answer.begin(4);
        for step in program.steps() {
            self.answer.words.extend(match *step {
                base::Step::Moment(moment) => [0, moment, 0, 0],
                base::Step::Merge { left, right, base } => [1, left as u32, right as u32, base as u32],
            });
        }
        Ok(())
    }

    /// Answers what both sides did to a sequence since their common past; see [`sequence::Row`] for the columns.
    pub fn merge_sequence(&mut self, cell: CellId, source: MomentId, base: Option<MomentId>) -> Result<(), Error> {
        let (source, base) = self.sides(source, base)?;
        let Self { history: History { graph, log, .. }, position, answer, .. } = self;
        if !log.is_sequence(cell) {
            return Err(Error::UnknownCell);
        }
        let program = BaseProgram::new(graph, &common_past(graph, position.at, source, base));
        let theirs = operation_at(graph, log, cell, source);
        let at_moment = |moment| operation_at(graph, log, cell, moment);
        answer.begin(sequence::COLUMNS);
        let rows = sequence::merge(log, position.current(cell), theirs, program.steps(), at_moment);
        answer.words.extend(rows.iter().flat_map(sequence::Row::words));
        Ok(())
    }

    fn sides(&self, source: MomentId, base: Option<MomentId>) -> Result<(MomentId, Option<MomentId>), Error> {
        Ok((self.history.moment(source)?, base.map(|base| self.history.moment(base)).transpose()?))
    }

    /// Moves the current branch and the position to a source that lies ahead. Answers a plan.
    pub fn fast_forward(&mut self, source: MomentId) -> Result<(), Error> {
        if self.merge_kind(source)? != Kind::FastForward {
            return Err(Error::NotDiverged);
        }
        if self.position.detached {
            return Err(Error::Detached);
        }
        self.history.names.set_head(self.position.branch, source);
        self.travel(source);
        self.position.redo.forget(&self.history.graph, source);
        Ok(())
    }

    // -- the whole -------------------------------------------------------------------------------------------------

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.history.graph.bytes()
            + self.history.log.bytes()
            + self.history.times.bytes()
            + self.position.bytes()
            + self.others.iter().map(Position::bytes).sum::<usize>()
            + self.answer.words.capacity() * 4
    }

    /// The first broken invariant of any part.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        self.history.verify().or_else(|| self.verify_positions()).or_else(|| self.retention.verify(&self.history.graph))
    }

    /// The status block: position, flags, moments, next operation, steps done, entries, 0, redo target.
    #[must_use]
    pub fn status(&self) -> [u32; 8] {
        let redo = self.redo_target();
        let flags = u32::from(self.position.at != self.history.graph.root())
            | u32::from(redo.is_some()) << 1
            | u32::from(self.position.detached) << 2
            | u32::from(self.at_head()) << 3;
        [
            self.position.at,
            flags,
            self.history.graph.len(),
            self.history.log.next(),
            self.steps_done,
            u32::try_from(self.answer.len()).unwrap_or(u32::MAX),
            0,
            redo.unwrap_or(NO_MOMENT),
        ]
    }
}
