//! Pruned histories beside twins that keep everything. Numbers stay, so the answers about moments that are kept are the same.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tachyon::ids::{BASELINE_MARK, NO_MOMENT};
use tachyon::journal::{EXTENDED, START};
use tachyon::retain::Limits;
use tachyon::{Engine, Error};

use crate::files::reopened;

const BASELINE: u32 = EXTENDED | 1;
const STAMP: u32 = EXTENDED | 2;
const TITLE: u32 = EXTENDED | 3;
const SPLICE: u32 = EXTENDED | 8;
const MOVE: u32 = EXTENDED | 0xa;
const PERMUTE: u32 = EXTENDED | 0xb;
const CELLS: u32 = 7;
const LISTS: [u32; 2] = [7, 8];
const NAMES: [&str; 4] = ["main", "a", "b", "c"];

#[derive(Debug, Clone)]
enum Step {
    /// (cell, whether it begins a moment).
    Write(Vec<(u32, bool)>),
    Change(usize, u32, bool),
    Undo(u32),
    Redo(u32),
    Jump(u32),
    Branch(usize, u32),
    Switch(usize),
    Delete(usize),
    Label(usize, u32),
    Unlabel(usize),
    Tag(u32),
    Merge(u32, u32),
    Fork(u32),
    Select(u32),
    Pin(usize, bool),
    Retain {
        moments: u32,
        operations: u32,
        before: u32,
        work: u32,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => prop::collection::vec((0..CELLS, prop::bool::weighted(0.8)), 1..5).prop_map(Step::Write),
        6 => (0..2usize, 0..6u32, prop::bool::weighted(0.8)).prop_map(|(list, kind, start)| Step::Change(list, kind, start)),
        4 => (1..5u32).prop_map(Step::Undo),
        3 => (1..4u32).prop_map(Step::Redo),
        2 => any::<u32>().prop_map(Step::Jump),
        4 => (0..NAMES.len(), any::<u32>()).prop_map(|(name, at)| Step::Branch(name, at)),
        6 => (0..NAMES.len()).prop_map(Step::Switch),
        2 => (0..NAMES.len()).prop_map(Step::Delete),
        1 => (0..3usize, any::<u32>()).prop_map(|(name, at)| Step::Label(name, at)),
        1 => (0..3usize).prop_map(Step::Unlabel),
        1 => any::<u32>().prop_map(Step::Tag),
        6 => any::<(u32, u32)>().prop_map(|(source, chosen)| Step::Merge(source, chosen)),
        1 => any::<u32>().prop_map(Step::Fork),
        2 => any::<u32>().prop_map(Step::Select),
        2 => (0..2usize, prop::bool::weighted(0.7)).prop_map(|(list, is_pinned)| Step::Pin(list, is_pinned)),
        6 => (0..24u32, prop_oneof![Just(u32::MAX), 0..60u32], 0..4u32, prop_oneof![1..12u32, Just(100_000)])
            .prop_map(|(moments, operations, before, work)| Step::Retain { moments, operations, before, work }),
    ]
}

struct Pair {
    pruned: Engine,
    whole: Engine,
    forks: u32,
    time: u32,
    /// Numbers whose values are held one by one, as the other side of the border does it.
    values: BTreeSet<u32>,
    /// Operations of pinned lists that were known when they were pinned; later ones are known as well.
    pinned: BTreeMap<u32, BTreeSet<u32>>,
}

impl Pair {
    fn new(linear: bool) -> Self {
        Self {
            pruned: Engine::new(linear, 1.0),
            whole: Engine::new(linear, 1.0),
            forks: 0,
            time: 1,
            values: BTreeSet::new(),
            pinned: BTreeMap::new(),
        }
    }

    fn kept(&self) -> Vec<u32> {
        let graph = &self.pruned.history().graph;
        (0..graph.len()).filter(|&moment| graph.contains(moment)).collect()
    }

    fn pick(&self, pick: u32) -> u32 {
        let kept = self.kept();
        kept[pick as usize % kept.len()]
    }

    fn both(&mut self, mut command: impl FnMut(&mut Engine) -> Result<(), Error>) {
        let (pruned, whole) = (command(&mut self.pruned), command(&mut self.whole));
        assert_eq!(pruned, whole);
    }

    fn append(&mut self, words: &[u32]) {
        let titles = ["t".to_owned()];
        self.both(|engine| engine.append(words, &titles));
    }

    fn baseline(&self, words: &mut Vec<u32>, cell: u32) {
        let log = &self.whole.history().log;
        let is_new = log.cells().get(cell as usize).is_none_or(|log| log.baseline == 0);
        if is_new && !words.windows(2).any(|pair| pair == [BASELINE, cell]) {
            words.extend([BASELINE, cell]);
        }
    }

    fn run(&mut self, step: &Step) {
        match *step {
            Step::Write(ref writes) => {
                let mut words = Vec::new();
                for (index, &(cell, start)) in writes.iter().enumerate() {
                    self.baseline(&mut words, cell);
                    if start || index == 0 {
                        self.time += u32::from(cell == 0);
                        let bits = f64::from(self.time).to_bits();
                        words.extend([STAMP, bits as u32, (bits >> 32) as u32]);
                        words.extend([TITLE, 0, cell | START]);
                    } else {
                        words.push(cell);
                    }
                }
                self.append(&words);
            }
            Step::Change(list, kind, start) => {
                let cell = LISTS[list];
                let start = if start { START } else { 0 };
                // Nothing joins genesis, a moment off the line, or one where another position may stand.
                let joins = self.pruned.position().at != 0 && !self.pruned.position().detached && self.forks == 0;
                let start = if joins { start } else { START };
                let change: &[u32] = match kind {
                    0 | 1 => &[SPLICE | start, cell, 0, 0, 2],
                    2 => &[SPLICE | start, cell, 1, 1, 0],
                    3 => &[SPLICE | start, cell, 0, 1, 1],
                    4 => &[MOVE | start, cell, 0, 1, 0],
                    _ => &[PERMUTE | start, cell, 0, 2, 0, 1, 0],
                };
                self.append(change);
            }
            Step::Undo(steps) => {
                self.pruned.undo(steps).unwrap();
                let to = self.pruned.position().at;
                self.whole.jump(to).unwrap();
            }
            Step::Redo(steps) => {
                self.pruned.redo(steps).unwrap();
                let to = self.pruned.position().at;
                while self.whole.position().at != to {
                    let before = self.whole.position().at;
                    self.whole.redo(1).unwrap();
                    assert_ne!(self.whole.position().at, before, "redo leads elsewhere, not to {to}");
                }
            }
            Step::Jump(pick) => {
                let to = self.pick(pick);
                self.both(|engine| engine.jump(to));
            }
            Step::Branch(name, pick) => {
                let at = self.pick(pick);
                self.both(|engine| engine.create_branch(NAMES[name], at));
            }
            Step::Switch(name) => self.both(|engine| engine.switch_branch(NAMES[name])),
            Step::Delete(name) => self.both(|engine| engine.delete_branch(NAMES[name])),
            Step::Label(name, pick) => {
                let at = self.pick(pick);
                self.both(|engine| engine.add_label(&format!("label {name}"), at));
            }
            Step::Unlabel(name) => self.both(|engine| engine.set_label(&format!("label {name}"), None)),
            Step::Tag(pick) => {
                let at = self.pick(pick);
                self.both(|engine| engine.set_tag(at, "key", "1"));
            }
            Step::Merge(pick, chosen) => self.merge(pick, chosen),
            Step::Fork(pick) if self.forks < 2 => {
                let (at, name) = (self.pick(pick), format!("fork {}", self.forks));
                self.forks += 1;
                self.both(|engine| engine.fork(&name, at));
            }
            Step::Select(pick) if self.forks > 0 => {
                let number = pick % (self.forks + 1);
                self.both(|engine| engine.select(number));
            }
            Step::Fork(_) | Step::Select(_) => {}
            Step::Pin(list, is_pinned) => self.pin(LISTS[list], is_pinned),
            Step::Retain { moments, operations, before, work } => {
                self.retain(Limits { moments, operations, before: f64::from(before) }, work);
            }
        }
    }

    fn pin(&mut self, cell: u32, is_pinned: bool) {
        self.pruned.pin(cell, is_pinned);
        if !is_pinned {
            self.pinned.remove(&cell);
        } else if self.pruned.history().log.is_sequence(cell) {
            let known = self.known(cell);
            self.pinned.entry(cell).or_insert(known);
        }
    }

    /// Operations of a list that moments still have, and those on the way between them.
    fn known(&self, cell: u32) -> BTreeSet<u32> {
        let log = &self.pruned.history().log;
        let mut known = BTreeSet::new();
        for moment in self.kept() {
            let mut op = self.pruned.operation_at(cell, moment).unwrap();
            while op != 0 && op != BASELINE_MARK && known.insert(op) {
                op = log.previous_of(op);
            }
        }
        known
    }

    /// Places in all states of pinned lists are found again.
    fn expect_pins(&mut self) {
        for (cell, mut known) in self.pinned.clone() {
            let now = self.known(cell);
            known.extend(now);
            self.pinned.insert(cell, known.clone());
            for op in known {
                self.expect_answer(|engine| engine.match_sequence(cell, op));
            }
        }
    }

    fn merge(&mut self, pick: u32, chosen: u32) {
        let heads: Vec<u32> = self.pruned.history().names.branches().map(|branch| branch.head).collect();
        let source = if pick.is_multiple_of(3) { self.pick(pick / 3) } else { heads[pick as usize / 3 % heads.len()] };
        let moments = self.pruned.history().graph.len();
        self.both(|engine| engine.merge_open(source, 1e9));
        if self.pruned.history().graph.len() == moments {
            return;
        }
        let mut words = Vec::new();
        for cell in (0..CELLS).filter(|cell| chosen >> cell & 1 == 1) {
            self.baseline(&mut words, cell);
            words.push(cell);
        }
        self.append(&words);
    }

    /// What is read from a file has the same moments, and the same operations at each of them.
    fn expect_in_file(&mut self, kept: &[u32]) {
        let read = reopened(&self.pruned);
        self.pruned.prepare(2);
        assert_eq!(read.values(), self.pruned.values());
        for cell in 0..self.pruned.history().log.cells().len() as u32 {
            for &moment in kept {
                assert_eq!(read.operation_at(cell, moment), self.pruned.operation_at(cell, moment));
            }
        }
    }

    fn retain(&mut self, limits: Limits, work: u32) {
        let (kept, lengths) = (self.kept(), self.pruned.line_lengths());
        self.pruned.limit(limits).unwrap();
        self.pruned.retain(work).unwrap();
        let words = self.pruned.answer().words.clone();
        let (root, is_done) = (words[0], words[4] == 1);
        let (saved, freed) = words[6..].split_at(2 * words[5] as usize);
        self.values.extend(saved.chunks(2).flat_map(|pair| pair[0]..pair[0] + pair[1]));
        for number in freed.chunks(2).flat_map(|pair| pair[0]..pair[0] + pair[1]) {
            self.values.remove(&number);
        }
        let graph = &self.pruned.history().graph;
        assert_eq!((graph.root(), graph.count() as usize), (root, self.kept().len()));
        assert!(lengths.len() == self.pruned.line_lengths().len());
        if !is_done {
            return;
        }
        // What is still there is wanted, protected, or holds others together.
        let is_over = graph.count() > limits.moments;
        let protected = self.protected();
        let children = |moment| {
            let further = graph.further().iter().filter(|&&(_, parent)| parent == moment).count();
            let next = self.kept().into_iter().filter(|&other| graph.first_parent(other) == moment).count();
            further + next
        };
        let oldest = self.kept().into_iter().find(|&moment| {
            let is_old = self.pruned.history().times.of(moment) < limits.before;
            (is_over || is_old) && !protected.contains(&moment) && children(moment) < 2 && moment + 1 < graph.len()
        });
        if let Some(oldest) = oldest {
            // By age, the first young one ends it: what is younger by number may be older by time only where time went back.
            assert!(!is_over, "{oldest} could go: {limits:?}, kept {:?}, before {kept:?}", self.kept());
        }
    }

    fn protected(&self) -> BTreeSet<u32> {
        let names = &self.pruned.history().names;
        let mut protected: BTreeSet<u32> = names.branches().map(|branch| branch.head).collect();
        protected.extend(names.labels().iter().map(|label| label.1));
        protected.extend(self.pruned.stands());
        protected
    }

    fn expect_same(&mut self, about: (u32, u32)) {
        assert_eq!(self.pruned.verify(), None);
        assert_eq!(self.whole.verify(), None);
        let kept = self.kept();
        assert!(self.protected().iter().all(|moment| kept.contains(moment)));
        assert_eq!(self.pruned.position().at, self.whole.position().at);
        assert_eq!(self.pruned.position().detached, self.whole.position().detached);
        self.expect_redo(&kept);
        let cells = self.whole.history().log.cells().len() as u32;
        let (a, b) = (self.pick(about.0), self.pick(about.1));
        for cell in 0..cells {
            assert_eq!(self.pruned.current_operation(cell), self.whole.current_operation(cell), "cell {cell}");
            for &moment in &kept {
                let expected = self.whole.operation_at(cell, moment);
                assert_eq!(self.pruned.operation_at(cell, moment), expected, "cell {cell} at {moment}");
                if !LISTS.contains(&cell) {
                    self.expect_value(expected.unwrap_or(0));
                }
            }
        }
        assert_eq!(self.pruned.merge_bases(a, b), self.whole.merge_bases(a, b), "bases of {a} and {b}");
        assert_eq!(self.pruned.is_ancestor(a, b), self.whole.is_ancestor(a, b));
        self.expect_answer(|engine| engine.difference(a, b));
        self.expect_answer(|engine| engine.merge_candidates(a, None));
        self.expect_answer(|engine| engine.merge_candidates(a, Some(b)));
        self.expect_answer(|engine| engine.base_program(a));
        for cell in LISTS {
            if !self.whole.history().log.is_sequence(cell) {
                continue;
            }
            let [from, to] = [a, b].map(|moment| self.whole.operation_at(cell, moment).unwrap());
            self.expect_answer(|engine| engine.way(from, to));
            self.expect_answer(|engine| engine.merge_sequence(cell, a, None));
            self.expect_values_of_rows();
            self.expect_answer(|engine| engine.match_sequence(cell, to));
            self.expect_values_of_rows();
        }
        self.expect_pins();
        self.expect_details(&kept);
        for &moment in &kept {
            self.expect_effects(moment);
        }
        if self.pruned.history().log.next().is_multiple_of(8) {
            self.expect_in_file(&kept);
        }
        let gone = (0..self.pruned.history().graph.len()).find(|moment| !kept.contains(moment));
        if let Some(gone) = gone {
            assert_eq!(self.pruned.jump(gone), Err(Error::PrunedMoment));
            assert_eq!(self.pruned.add_label("gone", gone), Err(Error::PrunedMoment));
        }
    }

    /// The value of a number was not let go.
    fn expect_value(&self, number: u32) {
        let is_held = number == 0 || number >= self.pruned.history().log.dense().0 || self.values.contains(&number);
        assert!(is_held, "the value of {number} is gone");
    }

    fn expect_values_of_rows(&self) {
        for row in self.pruned.answer().words.chunks(8) {
            let &[flags, length, theirs, base, original, ..] = row else { continue };
            // What is the same on all sides is told in one row, whatever it is made of.
            if flags == 7 {
                continue;
            }
            let is_base_known = flags & 256 == 0;
            let firsts = [theirs, if is_base_known { base } else { 0 }, original];
            for first in firsts.into_iter().filter(|&first| first != 0) {
                for number in first..first + length {
                    self.expect_value(number);
                }
            }
        }
    }

    fn expect_redo(&self, kept: &[u32]) {
        let mut expected = self.whole.clone();
        let target = loop {
            match expected.redo_target() {
                Some(target) if kept.contains(&target) => break Some(target),
                Some(_) => expected.redo(1).unwrap(),
                None => break None,
            }
        };
        assert_eq!(self.pruned.redo_target(), target, "redo from {}", self.pruned.position().at);
    }

    fn expect_answer(&mut self, ask: impl Fn(&mut Engine) -> Result<(), Error>) {
        assert_eq!(ask(&mut self.pruned), ask(&mut self.whole));
        assert_eq!(self.pruned.answer().words, self.whole.answer().words);
    }

    /// What led here from the parent that is kept, net.
    fn expect_effects(&mut self, moment: u32) {
        let parent = self.pruned.history().graph.first_parent(moment);
        if parent == NO_MOMENT {
            return;
        }
        self.pruned.effects(moment, moment).unwrap();
        let mut rows: Vec<Vec<u32>> = self.pruned.answer().words.chunks(4).map(|row| row[1..].to_vec()).collect();
        rows.sort_unstable();
        self.whole.difference(parent, moment).unwrap();
        let expected: Vec<Vec<u32>> = self.whole.answer().words.chunks(3).map(<[u32]>::to_vec).collect();
        assert_eq!(rows, expected, "what {moment} did after {parent}");
        for row in rows {
            self.pruned.past_of(row[2], 3).unwrap();
            let past: Vec<u32> = self.pruned.answer().words.chunks(7).map(|row| row[1]).collect();
            self.whole.past_of(row[2], u32::MAX).unwrap();
            let whole: Vec<u32> = self.whole.answer().words.chunks(7).map(|row| row[1]).collect();
            assert_eq!(past[0], row[2]);
            assert!(past.iter().all(|op| whole.contains(op)), "{past:?} of {whole:?}");
            let owner = self.pruned.history().log.moment_of(row[2]);
            assert_eq!(owner, moment, "operation {}", row[2]);
        }
    }

    fn expect_details(&self, kept: &[u32]) {
        let (pruned, whole) = (self.pruned.history(), self.whole.history());
        for moment in 0..whole.graph.len() {
            if kept.contains(&moment) {
                assert_eq!(pruned.times.of(moment).to_bits(), whole.times.of(moment).to_bits(), "time of {moment}");
                assert_eq!(pruned.names.titles().get(&moment), whole.names.titles().get(&moment));
                assert_eq!(pruned.names.tags(moment), whole.names.tags(moment));
            } else {
                assert_eq!((pruned.names.titles().get(&moment), pruned.names.tags(moment).len()), (None, 0));
            }
        }
        let tagged: Vec<u32> = whole.names.tagged("key", None).filter(|moment| kept.contains(moment)).collect();
        assert_eq!(pruned.names.tagged("key", None).collect::<Vec<_>>(), tagged);
    }
}

fn run(linear: bool, steps: &[(Step, (u32, u32))]) -> Pair {
    let mut pair = Pair::new(linear);
    for (step, about) in steps {
        pair.run(step);
        pair.expect_same(*about);
    }
    pair
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_as_if_nothing_had_gone(
        linear in prop::bool::weighted(0.2),
        steps in prop::collection::vec((step(), any::<(u32, u32)>()), 1..70),
    ) {
        run(linear, &steps);
    }
}

fn write() -> Step {
    Step::Write(vec![(0, false)])
}

fn retain(moments: u32, work: u32) -> Step {
    Step::Retain { moments, operations: u32::MAX, before: 0, work }
}

/// What joins the newest moment after that has become the root.
#[test]
fn changes_that_join_the_root_are_of_the_root() {
    let steps = [
        write(),
        write(),
        Step::Change(0, 0, true),
        retain(2, 1),
        Step::Change(0, 0, false),
        retain(0, 3),
        Step::Change(0, 0, false),
        write(),
        retain(0, 1),
    ];
    run(false, &steps.map(|step| (step, (0, 0))));
}

#[test]
fn what_joins_a_root_that_was_packed_is_counted_once() {
    let steps = [
        (Step::Change(0, 0, false), (0, 0)),
        (Step::Branch(3, 902_420_953), (0, 0)),
        (Step::Write(vec![(3, false)]), (0, 761)),
        (Step::Switch(3), (288_622_686, 218_976_799)),
        (Step::Delete(0), (4_190_199_324, 3_673_307_422)),
        (Step::Retain { moments: 20, operations: u32::MAX, before: 3, work: 10 }, (4_095_965_641, 3_701_232_773)),
        (Step::Write(vec![(2, true)]), (4_080_215_500, 2_831_665_594)),
        (Step::Retain { moments: 12, operations: u32::MAX, before: 2, work: 100_000 }, (2_201_045_873, 4_064_868_082)),
        (Step::Write(vec![(2, true), (4, true), (2, true), (5, true)]), (445_878_240, 662_850_670)),
        (Step::Undo(4), (3_113_943_822, 3_231_408_616)),
        (Step::Retain { moments: 11, operations: 8, before: 0, work: 100_000 }, (3_046_511_511, 4_282_210_563)),
    ];
    run(false, &steps);
}

#[test]
fn what_all_sides_have_needs_no_values() {
    let w = |v: &[bool]| Step::Write(v.iter().map(|&b| (0, b)).collect());
    let (f, t) = (false, true);
    let steps = [
        (w(&[f, t, t, t]), (0, 0)),
        (w(&[f]), (0, 0)),
        (w(&[f]), (0, 0)),
        (Step::Jump(179_647_433), (0, 0)),
        (Step::Change(0, 0, false), (0, 0)),
        (Step::Change(0, 0, false), (0, 0)),
        (Step::Branch(1, 32_249_276), (0, 0)),
        (w(&[f, t, t]), (0, 0)),
        (w(&[f, t, t, t]), (0, 0)),
        (Step::Undo(1), (0, 0)),
        (w(&[f]), (0, 0)),
        (w(&[f]), (0, 0)),
        (w(&[f, t]), (0, 0)),
        (w(&[f]), (0, 0)),
        (Step::Merge(1_253_843_644, 0), (0, 0)),
        (Step::Select(0), (0, 0)),
        (Step::Label(0, 1_204_617_308), (0, 0)),
        (Step::Undo(1), (0, 0)),
        (Step::Branch(0, 0), (0, 0)),
        (w(&[f]), (0, 0)),
        (Step::Change(0, 0, false), (0, 0)),
        (Step::Retain { moments: 7, operations: u32::MAX, before: 0, work: 100_000 }, (0, 0)),
        (w(&[f]), (0, 0)),
        (Step::Merge(3_120_150_771, 0), (1_397_516_666, 0)),
    ];
    run(false, &steps);
}
