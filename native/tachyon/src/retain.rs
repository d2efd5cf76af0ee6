//! Retention: which moments go when there are more than is wanted, a few at a time.
//!
//! *Protected* are moments where a position stands, tips of branches, and labelled moments. Of the others a moment can go
//! when at most one other builds on it; those with several children are kept, because they may be merge bases
//! ([`crate::graph::prune`]). **Abandoned futures** go first, the one with the oldest tip first, each as a whole; then the
//! moments of the lines, oldest first.
//!
//! Nothing here passes over the graph. What may go is found where it comes to be: a new tip at the end of a new run, a
//! moment that has lost its protection by comparing a few tips with those of the slice before, a moment with fewer children
//! when one of them goes. Everything else lies ahead of a cursor that only moves forward.
//!
//! The columns follow: they are dropped up to the cursor, and further where most of what they hold is of moments that are
//! gone. A moment that stays behind is packed ([`crate::log::fold`]).
//!
//! - **T1** every moment below the cursor that could go is in `again` or `abandoned`
//! - **T2** the columns never lack the newest moment: operations may join it

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::graph::prune::{Hold, Stretch};
use crate::history::History;
use crate::ids::{MomentId, NO_MOMENT, OpId};
use crate::log::Log;
use crate::position::Position;

/// What is wanted at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Moments.
    pub moments: u32,
    /// Operations that are held, baselines included.
    pub operations: u32,
    /// Moments that began earlier go too.
    pub before: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { moments: u32::MAX, operations: u32::MAX, before: f64::NEG_INFINITY }
    }
}

/// Columns may hold so many operations of moments that are gone before kept ones are packed to be rid of them.
const SPARE: u32 = 1024;

/// Steps that taking a moment out of the graph counts for, or an operation out of a sequence, or keeping a value.
const COSTLY: u32 = 8;

/// What retention remembers between two slices.
#[derive(Debug, Clone, Default)]
pub struct Retention {
    /// What is wanted.
    pub limits: Limits,
    cursor: MomentId,
    /// Runs that begin at this moment or later are new.
    seen: MomentId,
    /// Tips of branches and positions of the slice before, ascending.
    protected: Vec<MomentId>,
    /// Tips on which nothing builds, and that nothing protected when they were looked at.
    abandoned: BTreeSet<MomentId>,
    /// Moments below the cursor that may have become such that they can go.
    again: BTreeSet<MomentId>,
    /// Operations in the columns that are of no moment any more, or counted as kept.
    dead: u32,
    /// Those of them that the root has done itself.
    rooted: u32,
    /// A moment that went as the newest one, and the end of its operations when they were counted: baselines can follow.
    newest: Option<(MomentId, OpId)>,
}

/// One slice at work.
pub struct Slice<'a> {
    /// The history.
    pub history: &'a mut History,
    /// All positions.
    pub positions: Vec<&'a mut Position>,
    /// What is wanted.
    pub limits: Limits,
    /// Steps that may still be done; about a tenth of a microsecond each.
    pub work: u32,
}

impl Retention {
    /// What is to be known of a history that was retained before: everything is looked at anew. O(runs).
    #[must_use]
    pub fn of(history: &History) -> Self {
        let History { graph, log, .. } = history;
        let mut retention = Self::default();
        let (_, begin) = log.dense();
        let count = |first: MomentId, end: MomentId| {
            if first >= end {
                return 0;
            }
            let (from, to) = log.range_of(first, end - 1);
            to - from
        };
        let mut next = begin;
        for run in graph.runs().iter().filter(|run| run.end > begin) {
            retention.dead += count(next, run.first.max(begin));
            next = run.end;
        }
        retention.dead += count(next, graph.len());
        if next < graph.len() {
            retention.newest = Some((graph.len() - 1, log.next()));
        }
        if graph.root() > 0 && graph.root() >= begin {
            retention.rooted = count(graph.root(), graph.root() + 1);
            retention.dead += retention.rooted;
        }
        retention
    }

    /// Operations that are held: those in the columns that belong to moments, and those that are kept.
    #[must_use]
    pub fn held(&self, history: &History) -> u32 {
        let (begin, _) = history.log.dense();
        (history.log.next() - begin.max(1)).saturating_sub(self.dead) + history.log.kept() as u32
    }

    /// Does a slice; answers whether nothing is left to do. O(work + tips of branches).
    pub fn run(&mut self, slice: &mut Slice) -> bool {
        slice.history.graph.ensure_links();
        self.count_newest(slice.history);
        self.look_around(slice);
        while slice.work > 0 && self.let_one_go(slice) {}
        while slice.work > 0 && self.pass_one(slice) {}
        slice.work > 0
    }

    fn count_newest(&mut self, history: &History) {
        let Some((moment, counted)) = self.newest else { return };
        let end = history.log.range_of(moment, moment).1;
        self.dead += end - counted;
        self.newest = (moment + 1 == history.graph.len()).then_some((moment, end));
    }

    // -- what may go -----------------------------------------------------------------------------------------------

    fn look_around(&mut self, slice: &mut Slice) {
        let History { graph, names, .. } = &mut *slice.history;
        let mut protected: Vec<MomentId> = names.branches().map(|branch| branch.head).collect();
        protected.extend(slice.positions.iter().map(|position| position.at));
        protected.sort_unstable();
        protected.dedup();
        let before = std::mem::replace(&mut self.protected, protected);
        let was_protected = before.into_iter().filter(|moment| self.protected.binary_search(moment).is_err());
        let mut open: Vec<MomentId> = was_protected.chain(names.take_unlabelled()).collect();
        let runs = graph.runs();
        let new = runs.partition_point(|run| run.first < self.seen);
        open.extend(runs[new..].iter().map(crate::graph::MomentRun::last));
        self.seen = runs.last().map_or(0, |run| run.first);
        slice.work = slice.work.saturating_sub(open.len() as u32 / 8);
        for moment in open {
            self.reconsider(slice.history, moment);
        }
    }

    /// A moment may have become one that can go.
    fn reconsider(&mut self, history: &History, moment: MomentId) {
        let graph = &history.graph;
        if moment == NO_MOMENT || !graph.contains(moment) || self.last_protected(history, moment, moment).is_some() {
            return;
        }
        if graph.children(moment) == 0 {
            self.abandoned.insert(moment);
        } else if moment < self.cursor {
            self.again.insert(moment);
        }
    }

    /// The newest protected moment in `first..=last`.
    fn last_protected(&self, history: &History, first: MomentId, last: MomentId) -> Option<MomentId> {
        let end = self.protected.partition_point(|&moment| moment <= last);
        let named = self.protected[..end].last().copied().filter(|&moment| moment >= first);
        named.max(history.names.last_labelled(first, last))
    }

    // -- going -----------------------------------------------------------------------------------------------------

    /// Lets one moment or one abandoned future go, or finds that one stays; false when nothing has to go.
    fn let_one_go(&mut self, slice: &mut Slice) -> bool {
        let Limits { moments, operations, before } = slice.limits;
        let is_over = slice.history.graph.count() > moments || self.held(slice.history) > operations;
        let must_go = |history: &History, moment| is_over || history.times.of(moment) < before;
        if let Some(tip) = self.abandoned.first().copied().filter(|&tip| !self.is_left(slice.history, tip)) {
            self.abandoned.remove(&tip);
            return true;
        }
        if let Some(tip) = self.abandoned.first().copied().filter(|&tip| must_go(slice.history, tip)) {
            self.abandoned.remove(&tip);
            self.drop_future(slice, tip);
            return true;
        }
        let newest = slice.history.graph.len() - 1;
        let behind = self.again.first().copied();
        let Some(moment) = behind.or_else(|| slice.history.graph.next_from(self.cursor)).filter(|&at| at < newest)
        else {
            return false;
        };
        let is_there = slice.history.graph.contains(moment);
        if is_there && !must_go(slice.history, moment) {
            return false;
        }
        slice.work -= 1;
        if behind.is_some() {
            self.again.remove(&moment);
        } else {
            self.cursor = moment + 1;
        }
        if is_there && self.last_protected(slice.history, moment, moment).is_none() {
            let last = if behind.is_none() { self.end_of_stretch(slice, moment) } else { None };
            if let Some(last) = last {
                self.cursor = last + 1;
                self.contract_stretch(slice, moment, last);
            } else {
                self.contract(slice, moment);
            }
        }
        true
    }

    /// How far the moments from this one on can go in one step: they are of one run, and each has only the next as a child.
    fn end_of_stretch(&self, slice: &Slice, first: MomentId) -> Option<MomentId> {
        let History { graph, log, times, names } = &*slice.history;
        let Limits { moments, operations, before } = slice.limits;
        let run = *graph.run_of(first);
        // The newest of all stays, and so does the last of the run: something else may build on it.
        let end = run.last().min(graph.len() - 1).min(first.saturating_add(slice.work / COSTLY + 1));
        let mut last = end.checked_sub(1).filter(|&last| last >= first)?;
        let protected = self.protected[self.protected.partition_point(|&moment| moment < first)..].first().copied();
        let merge = graph.further_in(first + 1, last + 1).first().map(|&(moment, _)| moment);
        let stays = [protected, names.first_labelled(first, last), graph.first_linked(first, last), merge];
        for stays in stays.into_iter().flatten() {
            last = last.min(stays.checked_sub(1).filter(|&last| last >= first)?);
        }
        let by_count = first + graph.count().saturating_sub(moments);
        let spare = self.held(slice.history).saturating_sub(operations);
        let by_size = if spare == 0 { first } else { log.moments_within(first, last, spare) };
        let wanted = by_count.max(by_size);
        // Behind those that are too many only what is old goes.
        let young = (wanted.max(first)..=last).find(|&moment| times.of(moment) >= before);
        young.map_or(Some(last), |young| young.checked_sub(1)).filter(|&last| last >= first)
    }

    /// Lets moments inside of a run go.
    fn contract_stretch(&mut self, slice: &mut Slice, first: MomentId, last: MomentId) {
        let History { graph, log, names, times } = &mut *slice.history;
        for position in &mut slice.positions {
            position.redo.stretch_will_go(graph, first, last);
        }
        let (from, to) = log.range_of(first, last);
        let settled = log.settled();
        if first == graph.root() {
            log.root_at(first, first + 1, last + 1);
        } else {
            log.fold_into(first, last, last + 1);
        }
        self.bury(log, (first, last), last + 1, first == graph.root());
        let told = (log.settled() - settled) as u32;
        slice.work = slice.work.saturating_sub(to - from + COSTLY * (1 + told));
        let mut touched = Vec::new();
        graph.contract((first, last), last + 1, Hold::Line, &mut touched);
        names.forget(first, last);
        // Of a stretch only the first moment can have its time by itself.
        times.forget(first);
        for other in touched {
            self.reconsider(slice.history, other);
        }
    }

    /// Whether a tip is still one that nothing protects.
    fn is_left(&self, history: &History, tip: MomentId) -> bool {
        let graph = &history.graph;
        graph.contains(tip) && graph.children(tip) == 0 && self.last_protected(history, tip, tip).is_none()
    }

    fn contract(&mut self, slice: &mut Slice, moment: MomentId) {
        let Some((child, hold)) = slice.history.graph.only_child(moment) else {
            return self.reconsider_tip(slice.history, moment);
        };
        let History { graph, log, names, times } = &mut *slice.history;
        let on_line = (hold == Hold::Line).then_some(child);
        for position in &mut slice.positions {
            position.redo.will_go(graph, moment, on_line);
        }
        let (from, to) = log.range_of(moment, moment);
        let settled = log.settled();
        if moment == graph.root() {
            log.root_at(moment, child, child);
        } else if on_line.is_some() {
            log.fold_into(moment, moment, child);
        } else {
            log.forget(moment);
        }
        self.bury(log, (moment, moment), child, moment == graph.root());
        let told = (log.settled() - settled) as u32;
        slice.work = slice.work.saturating_sub(to - from + COSTLY * (1 + told) + graph.runs().len() as u32 / 4096);
        let mut touched = Vec::new();
        graph.contract((moment, moment), child, hold, &mut touched);
        names.forget(moment, moment);
        times.forget(moment);
        for other in touched {
            self.reconsider(slice.history, other);
        }
    }

    /// Operations of moments that go are dead; those of a new root are kept for it and counted there.
    fn bury(&mut self, log: &Log, (first, last): Stretch, next: MomentId, is_root: bool) {
        let count = |first, last| {
            let (from, to) = log.range_of(first, last);
            to - from
        };
        self.dead += count(first, last);
        if is_root {
            self.dead -= self.rooted;
            self.rooted = count(next, next);
            self.dead += self.rooted;
        }
    }

    fn reconsider_tip(&mut self, history: &History, moment: MomentId) {
        if history.graph.children(moment) == 0 {
            self.abandoned.insert(moment);
        }
    }

    /// Drops a tip and what leads to nothing else, down to a moment that something else builds on or stands for.
    fn drop_future(&mut self, slice: &mut Slice, mut tip: MomentId) {
        loop {
            let run = *slice.history.graph.run_of(tip);
            let linked = slice.history.graph.last_linked(run.first, tip);
            let stays = linked.max(self.last_protected(slice.history, run.first, tip));
            let first = stays.map_or(run.first, |moment| moment + 1);
            self.drop_end(slice, first, tip);
            let below = stays.unwrap_or(run.parent);
            if below == NO_MOMENT || !self.is_left(slice.history, below) {
                return;
            }
            tip = below;
        }
    }

    fn drop_end(&mut self, slice: &mut Slice, first: MomentId, last: MomentId) {
        let History { graph, log, names, times } = &mut *slice.history;
        for position in &mut slice.positions {
            position.redo.end_will_go(graph, first, last);
        }
        let (from, to) = log.range_of(first, last);
        self.dead += to - from;
        if last + 1 == graph.len() {
            self.newest = Some((last, to));
        }
        log.forget(first);
        let mut touched = Vec::new();
        graph.drop_end(first, last, &mut touched);
        names.forget(first, last);
        times.forget(first);
        slice.work = slice.work.saturating_sub(1);
        for other in touched {
            self.reconsider(slice.history, other);
        }
    }

    // -- columns ---------------------------------------------------------------------------------------------------

    /// Drops the columns by one moment; false when they are as short as they should be.
    fn pass_one(&mut self, slice: &mut Slice) -> bool {
        let History { graph, log, times, .. } = &mut *slice.history;
        let (begin, moment) = log.dense();
        let is_wasteful = self.dead > SPARE && self.dead > (log.next() - begin) / 2;
        if moment + 1 >= graph.len() || (moment >= self.cursor && !is_wasteful) {
            return false;
        }
        let stays = graph.contains(moment);
        // What has gone is dropped as far as the next one that is there.
        let there = graph.next_from(moment).unwrap_or(moment).min(graph.len() - 1);
        let end = if stays { moment + 1 } else { there.min(self.cursor.max(moment + 1)) };
        let end = log.moments_within(moment, end - 1, slice.work);
        let (from, to) = log.range_of(moment, end - 1);
        if stays {
            graph.split(moment);
            if moment == graph.root() {
                log.root_at(moment, moment, moment);
            } else {
                log.pack(moment);
            }
        } else {
            self.dead -= to - from;
        }
        if moment == graph.root() {
            self.dead -= std::mem::take(&mut self.rooted);
        }
        let changes = log.drop_front(end);
        times.drop_front(end, stays.then_some(moment));
        slice.work = slice.work.saturating_sub(1 + to - from + COSTLY * changes);
        true
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self, graph: &Graph) -> Option<String> {
        let lost = self.abandoned.iter().chain(&self.again).find(|&&moment| moment >= graph.len());
        lost.map(|moment| format!("T1: {moment} is no moment"))
    }
}
