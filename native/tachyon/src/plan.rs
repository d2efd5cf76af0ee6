//! Net plans: which cells differ between two moments, and which operation is current for each at the goal.
//!
//! On the way from one moment to another (up to the meeting moment, down to the goal) only two questions matter. *Which
//! cells?* Operation numbers grow along every line, so in a section that begins at operation `t` an operation is the
//! first of its cell exactly when its previous one is below `t`; the minima over the column of previous operations find
//! those few without visiting the rest (range reporting of distinct colours; Muthukrishnan, "Efficient algorithms for
//! document retrieval problems", SODA 2002). *Which operation?* Going up, the previous one of that first operation. Going
//! down, the newest version of the cell within the section. So a plan costs what it changes, not how far it goes.
//!
//! Folds lie between the stretches: what is left of moments that are gone ([`crate::log::fold`]) comes before a stretch that
//! begins with the moment they were folded into.

use crate::graph::Graph;
use crate::graph::walk::{Stretch, Way, find_way};
use crate::ids::{BASELINE_MARK, CellId, MomentId, OpId};
use crate::ladder::Rung;
use crate::log::Log;

/// A cell and the operation that is current for it at the goal, [`crate::ids::NO_OP`] for none.
pub type Entry = (CellId, OpId);

/// Operations in a section up to which visiting them all is cheaper than searching (measured: 64 to 256 alike).
const WALK_BELOW: u32 = 64;

/// Computes plans and keeps the memory they need.
#[derive(Debug, Clone, Default)]
pub struct Planner {
    way: Way,
    /// Per cell: the number of the plan that saw it last.
    seen: Vec<u32>,
    plan: u32,
}

impl Planner {
    /// Appends the plan that leads from one moment to another to `entries`; each cell occurs once.
    pub fn plan(&mut self, graph: &Graph, log: &Log, from: MomentId, to: MomentId, entries: &mut Vec<Entry>) {
        let mut way = std::mem::take(&mut self.way);
        find_way(graph, from, to, &mut way);
        self.begin(log);
        self.down(log, &way.down, entries);
        self.up(log, &way.up, entries);
        self.way = way;
    }

    /// The plan of the commonest step, one moment back or forth inside a run; false where it is another one.
    ///
    /// Saves finding a way and preparing for repeated cells: 20 ns of 35.
    pub fn single_step(
        &mut self,
        graph: &Graph,
        log: &Log,
        from: MomentId,
        to: MomentId,
        entries: &mut Vec<Entry>,
    ) -> bool {
        let later = from.max(to);
        if from.abs_diff(to) != 1 || graph.run_of(later).first == later {
            return false;
        }
        let Some(Rung { cell, back, forth }) = Rung::of(log, later) else { return false };
        entries.push((cell, if to < from { back } else { forth }));
        true
    }

    /// The way of the last plan.
    #[must_use]
    pub fn way(&self) -> &Way {
        &self.way
    }

    fn begin(&mut self, log: &Log) {
        self.seen.resize(log.cells().len(), 0);
        self.plan = self.plan.wrapping_add(1);
        if self.plan == 0 {
            self.seen.fill(0);
            self.plan = 1;
        }
    }

    /// Whether this plan has not seen the cell yet; it has from now on.
    fn is_new(&mut self, cell: CellId) -> bool {
        std::mem::replace(&mut self.seen[cell as usize], self.plan) != self.plan
    }

    fn down(&mut self, log: &Log, stretches: &[Stretch], entries: &mut Vec<Entry>) {
        let Some(section) = Section::of(log, stretches) else { return };
        if section.operations < WALK_BELOW {
            for stretch in stretches {
                let (from, to) = log.range_of(stretch.first, stretch.last);
                for op in (from..to).rev() {
                    if log.previous_of(op) != BASELINE_MARK && self.is_new(log.cell_of(op)) {
                        entries.push((log.cell_of(op), op));
                    }
                }
                for (&cell, net) in log.fold_of(stretch.first).into_iter().flat_map(|fold| &fold.cells) {
                    if self.is_new(cell) {
                        entries.push((cell, net.after));
                    }
                }
            }
            return;
        }
        for stretch in stretches {
            let (from, to) = log.range_of(stretch.first, stretch.last);
            log.for_each_with_previous_below(from, to, section.begin, |op| {
                let cell = log.cell_of(op);
                if self.is_new(cell) {
                    entries.push((cell, newest_on(log, stretches, cell)));
                }
            });
            for (&cell, net) in log.fold_of(stretch.first).into_iter().flat_map(|fold| &fold.cells) {
                if net.before < section.begin && self.is_new(cell) {
                    entries.push((cell, newest_on(log, stretches, cell)));
                }
            }
        }
    }

    fn up(&mut self, log: &Log, stretches: &[Stretch], entries: &mut Vec<Entry>) {
        let Some(section) = Section::of(log, stretches) else { return };
        for stretch in stretches {
            let (from, to) = log.range_of(stretch.first, stretch.last);
            log.for_each_with_previous_below(from, to, section.begin, |op| {
                let cell = log.cell_of(op);
                if self.is_new(cell) {
                    entries.push((cell, log.previous_of(op)));
                }
            });
            for (&cell, net) in log.fold_of(stretch.first).into_iter().flat_map(|fold| &fold.cells) {
                if net.before < section.begin && self.is_new(cell) {
                    entries.push((cell, net.before));
                }
            }
        }
    }
}

/// What a list of stretches amounts to.
struct Section {
    begin: OpId,
    operations: u32,
}

impl Section {
    fn of(log: &Log, stretches: &[Stretch]) -> Option<Self> {
        let lowest = stretches.last()?;
        let operations = stretches
            .iter()
            .map(|stretch| log.range_of(stretch.first, stretch.last))
            .fold(0u32, |sum, (from, to)| sum.saturating_add(to - from));
        let begin =
            log.fold_of(lowest.first).map_or_else(|| log.range_of(lowest.first, lowest.first).0, |fold| fold.first);
        Some(Self { begin, operations })
    }
}

/// The newest operation of a cell on a line; the line is known to have one.
fn newest_on(log: &Log, stretches: &[Stretch], cell: CellId) -> OpId {
    stretches
        .iter()
        .find_map(|stretch| {
            let (from, to) = log.range_of(stretch.first, stretch.last);
            let folded = || log.fold_of(stretch.first).and_then(|fold| fold.cells.get(&cell)).map(|net| net.after);
            log.newest_in(cell, from, to).or_else(folded)
        })
        .unwrap_or_default()
}

/// The operation that is current for a cell at a moment, [`crate::ids::NO_OP`] for none. O(runs on the line × log).
#[must_use]
pub fn operation_at(graph: &Graph, log: &Log, cell: CellId, mut moment: MomentId) -> OpId {
    loop {
        let run = graph.run_of(moment);
        let (from, to) = log.range_of(run.first, moment);
        if let Some(op) = log.newest_in(cell, from, to) {
            return op;
        }
        if let Some(net) = log.fold_of(run.first).and_then(|fold| fold.cells.get(&cell)) {
            return net.after;
        }
        if run.parent == crate::ids::NO_MOMENT {
            return log.root_of(cell);
        }
        moment = run.parent;
    }
}
