//! A naive engine: per moment its parents, its operations, and its whole state as a map from cell to operation.
//!
//! Every command works on a copy that replaces the model when the command is allowed, so a refusal leaves nothing behind.

use std::collections::{BTreeMap, BTreeSet};

use tachyon::Error;

use crate::oracle::Oracle;

/// Cell to operation. A cell that is not there has its baseline.
pub type State = BTreeMap<u32, u32>;

/// One thing a journal says, before it is put into words.
#[derive(Debug, Clone, Copy)]
pub enum Item {
    Start(u32),
    Join(u32),
    Baseline(u32),
    Stamp(u32),
    Title(u32),
}

impl Item {
    /// Whether a moment begins.
    pub fn starts(self) -> bool {
        matches!(self, Self::Start(_))
    }
}

/// How a merge source relates to the position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Past,
    Future,
    Diverged,
}

/// A cell in a common past; none when the pasts disagree.
pub type Past = Option<u32>;

#[derive(Debug, Clone)]
pub struct Model {
    pub linear: bool,
    pub graph: Oracle,
    pub states: Vec<State>,
    /// (cell, operation) of each moment, in order.
    pub operations: Vec<Vec<(u32, u32)>>,
    pub next_operation: u32,
    pub baselines: State,
    /// Cells that have an operation or a baseline.
    pub cells: BTreeSet<u32>,
    pub at: u32,
    pub detached: bool,
    pub current: String,
    /// In the order of their making.
    pub branches: Vec<(String, u32)>,
    pub labels: Vec<(String, u32)>,
    pub tags: BTreeMap<u32, Vec<(String, String)>>,
    pub titles: BTreeMap<u32, String>,
    /// (first moment that it counts for, time), in the order in which they were stamped.
    pub stamps: Vec<(u32, f64)>,
    /// At each moment, the child through which the position passed last.
    left: BTreeMap<u32, u32>,
}

impl Model {
    pub fn new(linear: bool, time: f64) -> Self {
        Self {
            linear,
            graph: Oracle::genesis(),
            states: vec![State::new()],
            operations: vec![vec![]],
            next_operation: 1,
            baselines: State::new(),
            cells: BTreeSet::new(),
            at: 0,
            detached: false,
            current: "main".into(),
            branches: vec![("main".into(), 0)],
            labels: vec![],
            tags: BTreeMap::new(),
            titles: BTreeMap::new(),
            stamps: vec![(0, time)],
            left: BTreeMap::new(),
        }
    }

    pub fn moments(&self) -> u32 {
        self.states.len() as u32
    }

    /// The operation or baseline of a cell at a moment; 0 for none.
    pub fn resolved(&self, cell: u32, moment: u32) -> u32 {
        self.or_baseline(cell, self.raw(cell, moment))
    }

    pub fn or_baseline(&self, cell: u32, op: u32) -> u32 {
        if op == 0 { self.baselines.get(&cell).copied().unwrap_or(0) } else { op }
    }

    pub fn raw(&self, cell: u32, moment: u32) -> u32 {
        self.states[moment as usize].get(&cell).copied().unwrap_or(0)
    }

    /// The last stamp that counts for a moment.
    pub fn time(&self, moment: u32) -> f64 {
        self.stamps.iter().rfind(|stamp| stamp.0 <= moment).map_or(f64::NAN, |stamp| stamp.1)
    }

    // -- recording -------------------------------------------------------------------------------------------------

    pub fn append(&mut self, items: &[Item], titles: &[String]) -> Result<(), Error> {
        let mut next = self.clone();
        for &item in items {
            next.take(item, titles)?;
        }
        *self = next;
        Ok(())
    }

    fn take(&mut self, item: Item, titles: &[String]) -> Result<(), Error> {
        match item {
            Item::Start(_) | Item::Join(_) if self.detached => return Err(Error::Detached),
            Item::Start(cell) => {
                self.begin_moment(vec![self.at]);
                self.operate(cell);
            }
            // Genesis is what construction left behind: nothing joins it.
            Item::Join(_) if self.at == 0 || self.at + 1 != self.moments() => return Err(Error::BadJournal),
            Item::Join(cell) => self.operate(cell),
            Item::Baseline(cell) => {
                self.cells.insert(cell);
                self.baselines.insert(cell, self.next_operation);
                self.next_operation += 1;
            }
            Item::Stamp(time) => self.stamps.push((self.moments(), f64::from(time))),
            Item::Title(index) => {
                let title = titles.get(index as usize).ok_or(Error::BadJournal)?;
                self.titles.insert(self.moments(), title.clone());
            }
        }
        Ok(())
    }

    fn operate(&mut self, cell: u32) {
        let at = self.at as usize;
        self.cells.insert(cell);
        self.states[at].insert(cell, self.next_operation);
        self.operations[at].push((cell, self.next_operation));
        self.next_operation += 1;
    }

    fn begin_moment(&mut self, parents: Vec<u32>) {
        let moment = self.moments();
        self.states.push(self.states[self.at as usize].clone());
        self.operations.push(vec![]);
        self.graph.parents.push(parents);
        self.left.insert(self.at, moment);
        self.at = moment;
        self.set_head(moment);
    }

    // -- moving ----------------------------------------------------------------------------------------------------

    /// Answers the steps done.
    pub fn undo(&mut self, steps: u32) -> u32 {
        let line = self.graph.line(self.at);
        let done = (steps as usize).min(line.len() - 1);
        self.jump(line[done]);
        done as u32
    }

    pub fn redo(&mut self, steps: u32) -> u32 {
        let mut done = 0;
        while let Some(child) = self.redo_target().filter(|_| done < steps) {
            self.jump(child);
            done += 1;
        }
        self.look_around();
        done
    }

    pub fn redo_target(&self) -> Option<u32> {
        self.left.get(&self.at).copied()
    }

    pub fn jump(&mut self, to: u32) {
        self.travel(to);
        self.look_around();
    }

    /// Up to where the two lines meet, then down.
    fn travel(&mut self, to: u32) {
        let (up, down) = (self.graph.line(self.at), self.graph.line(to));
        let climbed = up.iter().filter(|moment| !down.contains(moment));
        let descended = down.iter().filter(|moment| !up.contains(moment));
        for &moment in climbed.chain(descended) {
            self.left.insert(self.graph.parents[moment as usize][0], moment);
        }
        self.at = to;
    }

    fn look_around(&mut self) {
        self.detached = !self.linear && !self.graph.line(self.head()).contains(&self.at);
    }

    // -- names -----------------------------------------------------------------------------------------------------

    pub fn head(&self) -> u32 {
        self.branch(&self.current).unwrap_or(u32::MAX)
    }

    pub fn branch(&self, name: &str) -> Result<u32, Error> {
        self.branches.iter().find(|branch| branch.0 == name).map(|branch| branch.1).ok_or(Error::UnknownName)
    }

    pub fn resolve(&self, name: &str) -> Result<u32, Error> {
        let label = self.labels.iter().find(|label| label.0 == name);
        self.branch(name).or_else(|unknown| label.map(|label| label.1).ok_or(unknown))
    }

    fn set_head(&mut self, moment: u32) {
        for branch in &mut self.branches {
            if branch.0 == self.current {
                branch.1 = moment;
            }
        }
    }

    fn is_free(&self, name: &str) -> Result<(), Error> {
        if self.resolve(name).is_ok() { Err(Error::NameTaken) } else { Ok(()) }
    }

    pub fn create_branch(&mut self, name: &str, at: u32) -> Result<(), Error> {
        self.is_free(name)?;
        self.branches.push((name.into(), at));
        Ok(())
    }

    pub fn add_label(&mut self, name: &str, at: u32) -> Result<(), Error> {
        self.is_free(name)?;
        self.labels.push((name.into(), at));
        Ok(())
    }

    pub fn switch_branch(&mut self, name: &str) -> Result<(), Error> {
        let head = self.branch(name)?;
        self.current = name.into();
        self.arrive_at_tip(head);
        Ok(())
    }

    /// At a tip one has gone to by name there is nothing to redo.
    fn arrive_at_tip(&mut self, head: u32) {
        self.travel(head);
        self.detached = false;
        self.left.remove(&head);
    }

    pub fn delete_branch(&mut self, name: &str) -> Result<(), Error> {
        self.branch(name)?;
        if name == self.current {
            return Err(Error::CurrentBranch);
        }
        self.branches.retain(|branch| branch.0 != name);
        Ok(())
    }

    pub fn rename_branch(&mut self, from: &str, to: &str) -> Result<(), Error> {
        self.branch(from)?;
        if from != to {
            self.is_free(to)?;
        }
        for branch in self.branches.iter_mut().filter(|branch| branch.0 == from) {
            branch.0 = to.into();
        }
        if self.current == from {
            self.current = to.into();
        }
        Ok(())
    }

    pub fn set_tag(&mut self, moment: u32, key: &str, value: &str) {
        let tags = self.tags.entry(moment).or_default();
        match tags.iter_mut().find(|tag| tag.0 == key) {
            Some(tag) => tag.1 = value.into(),
            None => tags.push((key.into(), value.into())),
        }
    }

    // -- questions -------------------------------------------------------------------------------------------------

    /// (cell, operation at b), for every cell that differs.
    pub fn plan(&self, a: u32, b: u32) -> Vec<Vec<u32>> {
        self.difference(a, b).into_iter().map(|row| vec![row[0], row[2]]).collect()
    }

    /// (cell, operation at a, operation at b), for every cell that differs.
    pub fn difference(&self, a: u32, b: u32) -> Vec<Vec<u32>> {
        let rows = self.cells.iter().map(|&cell| vec![cell, self.resolved(cell, a), self.resolved(cell, b)]);
        rows.filter(|row| row[1] != row[2]).collect()
    }

    /// (moment, cell, operation before, operation after), in the order of the first operations.
    pub fn effects(&self, moment: u32) -> Vec<Vec<u32>> {
        let before = |cell| match self.graph.parents[moment as usize].first() {
            Some(&parent) => self.resolved(cell, parent),
            None => self.or_baseline(cell, 0),
        };
        let mut cells: Vec<u32> = Vec::new();
        for &(cell, _) in &self.operations[moment as usize] {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        cells.into_iter().map(|cell| vec![moment, cell, before(cell), self.raw(cell, moment)]).collect()
    }

    /// (moment, operation, the one before), newest first, along the line of a moment.
    pub fn past_of(&self, cell: u32, moment: u32) -> Vec<Vec<u32>> {
        let mut line = vec![moment];
        while let Some(&parent) = self.graph.parents[line[line.len() - 1] as usize].first() {
            line.push(parent);
        }
        let on_line = line.iter().flat_map(|&at| {
            let own = self.operations[at as usize].iter().rev();
            own.filter(|&&(of, _)| of == cell).map(move |&(_, op)| (at, op))
        });
        let rows: Vec<(u32, u32)> = on_line.collect();
        let before = |at: usize| rows.get(at + 1).map_or_else(|| self.or_baseline(cell, 0), |row| row.1);
        rows.iter().enumerate().map(|(at, &(moment, op))| vec![moment, op, before(at)]).collect()
    }

    /// (operation, moment, 1) of a cell on all lines, its baseline first.
    pub fn versions(&self, cell: u32) -> Vec<Vec<u32>> {
        let baseline = Some(self.or_baseline(cell, 0)).filter(|&op| op != 0).map(|op| vec![op, u32::MAX, 1]);
        let all = (0..self.moments()).flat_map(|moment| {
            self.operations[moment as usize]
                .iter()
                .filter(move |own| own.0 == cell)
                .map(move |own| vec![own.1, moment, 1])
        });
        baseline.into_iter().chain(all).collect()
    }

    pub fn abandoned(&self) -> Vec<u32> {
        let named = |moment| self.branches.iter().chain(&self.labels).any(|named| named.1 == moment);
        self.graph.tips().into_iter().filter(|&tip| tip != self.at && !named(tip)).collect()
    }

    // -- merging ---------------------------------------------------------------------------------------------------

    pub fn relation(&self, source: u32) -> Relation {
        if self.graph.ancestors(self.at).contains(&source) {
            Relation::Past
        } else if self.graph.ancestors(source).contains(&self.at) {
            Relation::Future
        } else {
            Relation::Diverged
        }
    }

    /// The merge base of a cell as recursion defines it: several pasts are merged one after the other, each time over
    /// the virtual base of what is merged already and the next one.
    pub fn virtual_base(&self, cell: u32, pasts: &[u32]) -> Past {
        let mut merged = Some(self.raw(cell, pasts[0]));
        for (done, &past) in pasts.iter().enumerate().skip(1) {
            let base = self.virtual_base(cell, &self.graph.bases(&pasts[..done], &[past]));
            merged = three_way(merged, Some(self.raw(cell, past)), base);
        }
        merged
    }

    /// (cell, base, ours, theirs), for every cell that the source changed to something else than is here.
    pub fn candidates(&self, source: u32) -> Vec<(u32, Past, u32, u32)> {
        let pasts = self.graph.bases(&[self.at], &[source]);
        let rows = self
            .cells
            .iter()
            .map(|&cell| (cell, self.virtual_base(cell, &pasts), self.raw(cell, self.at), self.raw(cell, source)));
        rows.filter(|&(_, base, ours, theirs)| ours != theirs && base != Some(theirs))
            .map(|(cell, base, ours, theirs)| {
                let known = |op| self.or_baseline(cell, op);
                (cell, base.map(known), known(ours), known(theirs))
            })
            .collect()
    }

    pub fn merge_open(&mut self, source: u32) -> Result<(), Error> {
        self.may_merge(source, Relation::Diverged)?;
        self.begin_moment(vec![self.at, source]);
        Ok(())
    }

    pub fn fast_forward(&mut self, source: u32) -> Result<(), Error> {
        self.may_merge(source, Relation::Future)?;
        self.set_head(source);
        self.arrive_at_tip(source);
        Ok(())
    }

    fn may_merge(&self, source: u32, needed: Relation) -> Result<(), Error> {
        if self.relation(source) != needed {
            Err(Error::NotDiverged)
        } else if self.detached {
            Err(Error::Detached)
        } else {
            Ok(())
        }
    }
}

/// Equal sides agree, an unchanged side yields; what is unknown stays unknown.
pub fn three_way(left: Past, right: Past, base: Past) -> Past {
    match (left, right) {
        (Some(ours), Some(theirs)) if ours == theirs || base == right => left,
        (Some(_), Some(_)) if base == left => right,
        _ => None,
    }
}
