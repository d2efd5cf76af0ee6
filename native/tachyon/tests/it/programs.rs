//! Random programs over every command, compared with the model after each step.
//!
//! A program is a list of steps whose numbers are picks, taken modulo what there is, so every shrunk program is one too.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tachyon::engine::AMBIGUOUS;
use tachyon::ids::NO_MOMENT;
use tachyon::journal::{EXTENDED, START};
use tachyon::merge::Kind;
use tachyon::{Engine, Error};

use crate::defects;
use crate::files::{Follower, reopened};
use crate::ladder;
use crate::model::{Item, Model, Past, Relation, three_way};

const NAMES: [&str; 6] = ["main", "a", "b", "c", "d", "e"];
const KEYS: [&str; 3] = ["who", "why", "__proto__"];
const CELLS: u32 = 8;

#[derive(Debug, Clone)]
enum Command {
    Append(Vec<Draft>),
    Undo(u32),
    Redo(u32),
    Jump(u32),
    Create(usize, u32),
    /// Switches to one of the branches there are.
    Switch(usize),
    Delete(usize),
    Rename(usize, usize),
    Label(usize, u32),
    Tag(u32, usize, u32),
    /// Merges the tip of a branch, or any moment; the bits say which candidates a resolution is appended for.
    Merge(u32, u32),
    /// Merges a branch into the current one and the other way round, from where both were: a criss-cross.
    Cross(usize, u32),
    /// Writes on a new branch at one of the newest moments and merges another one: repeated, it makes pasts of every
    /// shape.
    Weave(u32, u32, u32),
}

#[derive(Debug, Clone)]
enum Draft {
    One(Item),
    /// One moment of many operations, more than a plan visits one by one.
    Burst(u32),
}

#[derive(Debug, Clone)]
struct Step {
    command: Command,
    /// Two moments to ask questions about afterwards.
    about: (u32, u32),
}

fn command() -> impl Strategy<Value = Command> {
    let draft = prop_oneof![
        12 => (0..CELLS).prop_map(|cell| Draft::One(Item::Start(cell))),
        6 => (0..CELLS).prop_map(|cell| Draft::One(Item::Join(cell))),
        2 => (0..CELLS).prop_map(|cell| Draft::One(Item::Baseline(cell))),
        2 => (0..4u32).prop_map(|time| Draft::One(Item::Stamp(time))),
        1 => (0..4u32).prop_map(|index| Draft::One(Item::Title(index))),
        1 => any::<u32>().prop_map(Draft::Burst),
    ];
    let name = || 0..NAMES.len();
    prop_oneof![
        9 => prop::collection::vec(draft, 0..5).prop_map(Command::Append),
        5 => (0..6u32).prop_map(Command::Undo),
        4 => (0..6u32).prop_map(Command::Redo),
        3 => any::<u32>().prop_map(Command::Jump),
        4 => (name(), any::<u32>()).prop_map(|(name, at)| Command::Create(name, at)),
        7 => name().prop_map(Command::Switch),
        1 => name().prop_map(Command::Delete),
        1 => (name(), name()).prop_map(|(from, to)| Command::Rename(from, to)),
        1 => (name(), any::<u32>()).prop_map(|(name, at)| Command::Label(name, at)),
        1 => (any::<u32>(), 0..KEYS.len(), 0..3u32).prop_map(|(at, key, value)| Command::Tag(at, key, value)),
        4 => (any::<u32>(), any::<u32>()).prop_map(|(source, chosen)| Command::Merge(source, chosen)),
        4 => (name(), any::<u32>()).prop_map(|(name, chosen)| Command::Cross(name, chosen)),
        5 => any::<(u32, u32, u32)>().prop_map(|(at, source, chosen)| Command::Weave(at, source, chosen)),
    ]
}

fn program() -> impl Strategy<Value = (bool, Vec<Step>)> {
    let step = (command(), any::<(u32, u32)>()).prop_map(|(command, about)| Step { command, about });
    (prop::bool::weighted(0.1), prop::collection::vec(step, 1..60))
}

/// A program that mostly merges.
fn weaving() -> impl Strategy<Value = (bool, Vec<Step>)> {
    let write = prop::collection::vec((0..CELLS).prop_map(|cell| Draft::One(Item::Start(cell))), 1..3);
    let command = prop_oneof![
        1 => write.prop_map(Command::Append),
        3 => any::<(u32, u32, u32)>().prop_map(|(at, source, chosen)| Command::Weave(at, source, chosen)),
    ];
    let step = (command, any::<(u32, u32)>()).prop_map(|(command, about)| Step { command, about });
    (Just(false), prop::collection::vec(step, 8..40))
}

/// How often a program came to what is hard to come to.
type Reached = BTreeMap<&'static str, u32>;

struct Pair {
    engine: Engine,
    model: Model,
    reached: Reached,
}

fn words_of(items: &[Item]) -> Vec<u32> {
    let mut words = Vec::new();
    for item in items {
        match *item {
            Item::Start(cell) => words.push(cell | START),
            Item::Join(cell) => words.push(cell),
            Item::Baseline(cell) => words.extend([EXTENDED | 1, cell]),
            Item::Stamp(time) => {
                let bits = f64::from(time).to_bits();
                words.extend([EXTENDED | 2, bits as u32, (bits >> 32) as u32]);
            }
            Item::Title(index) => words.extend([EXTENDED | 3, index]),
        }
    }
    words
}

fn items_of(drafts: &[Draft]) -> Vec<Item> {
    let mut items = Vec::new();
    for draft in drafts {
        match *draft {
            Draft::One(item) => items.push(item),
            Draft::Burst(pick) => {
                items.push(Item::Start(pick % CELLS));
                items.extend((0..70 + pick % 30).map(|index| Item::Join((pick >> (index % 29)) % CELLS)));
            }
        }
    }
    items
}

impl Pair {
    fn new(linear: bool) -> Self {
        Self { engine: Engine::new(linear, 7.0), model: Model::new(linear, 7.0), reached: Reached::new() }
    }

    fn reach(&mut self, what: &'static str, happened: bool) {
        *self.reached.entry(what).or_default() += u32::from(happened);
    }

    fn rows(&self) -> Vec<Vec<u32>> {
        let answer = self.engine.answer();
        assert_eq!(answer.words.len(), answer.len() * answer.width);
        answer.words.chunks(answer.width).map(<[u32]>::to_vec).collect()
    }

    /// The plan of the last command leads from one moment to the other: each cell once, none unchanged.
    fn expect_plan(&self, from: u32, to: u32) {
        let mut rows = self.rows();
        rows.sort_unstable();
        assert_eq!(rows, self.model.plan(from, to), "plan from {from} to {to}");
    }

    fn run(&mut self, command: &Command) {
        let moments = self.model.moments();
        let from = self.model.at;
        match *command {
            Command::Append(ref drafts) => self.append(&items_of(drafts)),
            Command::Undo(steps) => {
                self.engine.undo(steps).unwrap();
                assert_eq!(self.engine.steps_done(), self.model.undo(steps));
                self.expect_plan(from, self.model.at);
            }
            Command::Redo(steps) => {
                self.engine.redo(steps).unwrap();
                let done = self.model.redo(steps);
                assert_eq!(self.engine.steps_done(), done);
                self.expect_plan(from, self.model.at);
                self.reach("redo of several steps", done > 1);
                self.reach("redo off the line of the branch", done > 0 && self.model.detached);
            }
            Command::Jump(pick) => {
                self.engine.jump(pick % moments).unwrap();
                self.model.jump(pick % moments);
                self.expect_plan(from, self.model.at);
            }
            Command::Create(name, pick) => {
                let (name, at) = (NAMES[name], pick % moments);
                assert_eq!(self.engine.create_branch(name, at), self.model.create_branch(name, at));
            }
            Command::Switch(pick) => {
                let name = self.branch(pick).0;
                self.switch(&name);
            }
            Command::Delete(name) => {
                assert_eq!(self.engine.delete_branch(NAMES[name]), self.model.delete_branch(NAMES[name]));
            }
            Command::Rename(from, to) => {
                let (from, to) = (NAMES[from], NAMES[to]);
                assert_eq!(self.engine.rename_branch(from, to), self.model.rename_branch(from, to));
            }
            Command::Label(name, pick) => {
                let (name, at) = (NAMES[name], pick % moments);
                assert_eq!(self.engine.add_label(name, at), self.model.add_label(name, at));
            }
            Command::Tag(pick, key, value) => {
                let (moment, value) = (pick % moments, value.to_string());
                self.engine.set_tag(moment, KEYS[key], &value).unwrap();
                self.model.set_tag(moment, KEYS[key], &value);
            }
            Command::Merge(pick, chosen) if pick % 2 == 0 => self.merge(self.branch(pick as usize / 2).1, chosen),
            Command::Merge(pick, chosen) => self.merge(pick % moments, chosen),
            Command::Cross(name, chosen) => {
                let (here, (there, theirs)) = (self.model.current.clone(), self.branch(name));
                let ours = self.model.head();
                self.switch(&here);
                self.merge(theirs, chosen);
                self.switch(&there);
                self.merge(ours, chosen >> 16);
            }
            Command::Weave(at, source, chosen) => {
                let recent = |pick: u32| moments - 1 - pick % moments.min(6);
                self.weave(recent(at), recent(source), chosen);
            }
        }
    }

    fn weave(&mut self, at: u32, source: u32, chosen: u32) {
        let name = format!("woven {}", self.model.moments());
        let expected = self.model.create_branch(&name, at);
        assert_eq!(self.engine.create_branch(&name, at), expected);
        self.switch(&name);
        self.append(&[Item::Start(chosen % CELLS)]);
        self.merge(source, chosen);
    }

    fn branch(&self, pick: usize) -> (String, u32) {
        self.model.branches[pick % self.model.branches.len()].clone()
    }

    fn append(&mut self, items: &[Item]) {
        if defects::shows(&self.model, items) {
            return;
        }
        let titles = ["one".to_owned(), "two".to_owned(), "three".to_owned()];
        let expected = self.model.append(items, &titles);
        assert_eq!(self.engine.append(&words_of(items), &titles), expected, "{items:?}");
        self.reach("a journal refused for its words", expected == Err(Error::BadJournal));
        self.reach("a journal refused where nothing follows", expected == Err(Error::Detached));
        self.reach("a journal without a moment", expected.is_ok() && !items.iter().any(|item| item.starts()));
    }

    fn switch(&mut self, name: &str) {
        let from = self.model.at;
        let expected = self.model.switch_branch(name);
        assert_eq!(self.engine.switch_branch(name), expected, "{name}");
        if expected.is_ok() {
            self.expect_plan(from, self.model.at);
            assert_eq!(self.engine.redo_target(), None);
        }
    }

    fn merge(&mut self, source: u32, chosen: u32) {
        let (from, relation) = (self.model.at, self.model.relation(source));
        let kind = match relation {
            Relation::Past => Kind::AlreadyMerged,
            Relation::Future => Kind::FastForward,
            Relation::Diverged => Kind::Diverged,
        };
        assert_eq!(self.engine.merge_kind(source), Ok(kind));
        if relation == Relation::Diverged {
            assert_eq!(self.engine.fast_forward(source), Err(Error::NotDiverged));
            let candidates = self.expect_candidates(source);
            let expected = self.model.merge_open(source);
            assert_eq!(self.engine.merge_open(source, self.engine.history().times.of(u32::MAX)), expected);
            if expected.is_ok() {
                let resolved = candidates.iter().enumerate().filter(|(index, _)| chosen >> (index % 32) & 1 == 1);
                let items: Vec<Item> = resolved.map(|(_, &cell)| Item::Join(cell)).collect();
                self.append(&items);
            }
        } else {
            assert_eq!(
                self.engine.merge_open(source, self.engine.history().times.of(u32::MAX)),
                Err(Error::NotDiverged)
            );
            let expected = self.model.fast_forward(source);
            assert_eq!(self.engine.fast_forward(source), expected);
            self.reach("a fast-forward", expected.is_ok());
            if expected.is_ok() {
                self.expect_plan(from, source);
                assert_eq!(self.engine.redo_target(), None);
            }
        }
    }

    /// The candidates are those of a three-way merge by recursion; answers their cells.
    fn expect_candidates(&mut self, source: u32) -> Vec<u32> {
        let pasts = self.model.graph.bases(&[self.model.at], &[source]);
        let expected = self.model.candidates(source);
        self.reach("a merge over several pasts", pasts.len() > 1);
        self.reach("a merge over three pasts", pasts.len() > 2);
        self.reach("a known base over several pasts", pasts.len() > 1 && expected.iter().any(|row| row.1.is_some()));
        self.reach("pasts that disagree", expected.iter().any(|row| row.1.is_none()));
        self.engine.merge_candidates(source, None).unwrap();
        let rows: Vec<Vec<u32>> = expected
            .iter()
            .map(|&(cell, base, ours, theirs)| vec![cell, base.unwrap_or(AMBIGUOUS), ours, theirs])
            .collect();
        assert_eq!(self.rows(), rows, "merging {source} into {}", self.model.at);
        self.engine.base_program(source).unwrap();
        let steps = self.rows();
        for &cell in &self.model.cells {
            let base = evaluated(&self.model, &steps, cell);
            assert_eq!(base, self.model.virtual_base(cell, &pasts), "base of cell {cell} by {steps:?}");
        }
        expected.iter().map(|row| row.0).collect()
    }

    /// Everything that can be asked is as in the model.
    fn expect_same(&mut self, about: (u32, u32)) {
        assert_eq!(self.engine.verify(), None);
        self.expect_same_position();
        self.expect_same_names();
        self.expect_same_states();
        let (a, b) = (about.0 % self.model.moments(), about.1 % self.model.moments());
        let graph = &self.model.graph;
        assert_eq!(self.engine.merge_bases(a, b), Ok(graph.bases(&[a], &[b])));
        assert_eq!(self.engine.is_ancestor(a, b), Ok(graph.ancestors(b).contains(&a)));
        self.engine.difference(a, b).unwrap();
        assert_eq!(self.rows(), self.model.difference(a, b), "{a} to {b}");
        self.engine.effects(a.min(b), a).unwrap();
        let effects: Vec<_> = (a.min(b)..=a).flat_map(|moment| self.model.effects(moment)).collect();
        assert_eq!(self.rows(), effects, "effects of {} to {a}", a.min(b));
        self.expect_pasts(a);
        self.expect_candidates(a);
        let (down, up) = ladder::expect_as_steps(&self.engine);
        self.reach("a ladder down of several rungs", down > 1);
        self.reach("a ladder up of several rungs", up > 1);
    }

    /// What is said of each cell's past, as seen from a moment.
    fn expect_pasts(&mut self, moment: u32) {
        for cell in self.model.cells.clone() {
            let past = self.model.past_of(cell, moment);
            self.reach("a past across lines", past.windows(2).any(|rows| rows[0][0] - rows[1][0] > 3));
            self.engine.past_of(self.model.raw(cell, moment), u32::MAX).unwrap();
            let rows: Vec<_> = self.rows().into_iter().map(|row| row[..3].to_vec()).collect();
            assert_eq!(rows, past, "past of cell {cell} at {moment}");
            self.engine.past_of(self.model.raw(cell, moment), 2).unwrap();
            assert_eq!(self.rows().len(), past.len().min(2));
            self.engine.versions(cell);
            assert_eq!(self.rows(), self.model.versions(cell), "versions of cell {cell}");
        }
    }

    fn expect_same_position(&self) {
        let (engine, model) = (&self.engine, &self.model);
        let redo = model.redo_target();
        let flags = u32::from(model.at != 0)
            | u32::from(redo.is_some()) << 1
            | u32::from(model.detached) << 2
            | u32::from(model.head() == model.at) << 3;
        let (status, entries) = (engine.status(), engine.answer().len() as u32);
        assert_eq!(status[..4], [model.at, flags, model.moments(), model.next_operation]);
        assert_eq!(status[4..], [engine.steps_done(), entries, 0, redo.unwrap_or(NO_MOMENT)]);
        assert_eq!(engine.abandoned(), model.abandoned());
    }

    fn expect_same_names(&self) {
        let (names, model) = (&self.engine.history().names, &self.model);
        let branches: Vec<_> = names.branches().map(|branch| (branch.name.clone(), branch.head)).collect();
        assert_eq!(branches, model.branches);
        assert_eq!(names.branch_name(self.engine.position().branch), model.current);
        assert_eq!(names.labels(), model.labels);
        for name in NAMES {
            assert_eq!(self.engine.resolve(name).map(|named| named.0), model.resolve(name), "{name}");
        }
        assert_eq!(BTreeMap::from_iter(names.titles().clone()), model.titles);
        for moment in 0..model.moments() {
            let tags = model.tags.get(&moment).map_or(&[][..], Vec::as_slice);
            assert_eq!(names.tags(moment), tags, "tags of {moment}");
            let time = self.engine.history().times.of(moment);
            assert_eq!(time.to_bits(), model.time(moment).to_bits(), "time of {moment}");
        }
        let mut tagged: Vec<u32> = names.tagged(KEYS[0], Some("1")).collect();
        tagged.sort_unstable();
        let wanted = (KEYS[0].to_owned(), "1".to_owned());
        let expected = model.tags.iter().filter(|(_, tags)| tags.contains(&wanted));
        assert_eq!(tagged, expected.map(|(&moment, _)| moment).collect::<Vec<_>>());
    }

    fn expect_same_states(&self) {
        for &cell in &self.model.cells {
            for moment in 0..self.model.moments() {
                let expected = self.model.resolved(cell, moment);
                assert_eq!(self.engine.operation_at(cell, moment), Ok(expected), "cell {cell} at {moment}");
            }
            let current = self.model.resolved(cell, self.model.at);
            assert_eq!(self.engine.current_operation(cell), Ok(current), "cell {cell} here");
        }
    }
}

/// The virtual base of a cell by the steps that the engine answered, over the states of the model.
fn evaluated(model: &Model, steps: &[Vec<u32>], cell: u32) -> Past {
    let mut results: Vec<Past> = Vec::new();
    for step in steps {
        results.push(match step[..] {
            [0, moment, 0, 0] => model.states[moment as usize].get(&cell).copied().or(Some(0)),
            [1, left, right, base] => {
                three_way(results[left as usize], results[right as usize], results[base as usize])
            }
            _ => panic!("a step of a base program: {step:?}"),
        });
    }
    *results.last().unwrap()
}

fn run(linear: bool, steps: &[Step]) -> Reached {
    let mut pair = Pair::new(linear);
    let mut follower = Follower::new(&mut pair.engine);
    for step in steps {
        pair.run(&step.command);
        if step.about.1 % 4 == 0 {
            follower.keep_up(&mut pair.engine);
        }
        // Being written and read again changes nothing that anybody could ask about.
        if step.about.0 % 4 == 0 {
            pair.engine = reopened(&pair.engine);
            follower = Follower::new(&mut pair.engine);
        }
        pair.expect_same(step.about);
    }
    pair.reached
}

/// A long history in few words: a line with forks, moments of a few cells each.
fn grown(rows: &[(u32, u32, u32)]) -> Pair {
    let mut pair = Pair::new(true);
    for &(fork, cell, length) in rows {
        let moments = pair.model.moments();
        if fork % 4 == 0 {
            pair.run(&Command::Jump(fork / 4));
        }
        // A few cells change all the time, others once in a while: plans have to find those.
        let items = (0..length).map(|index| Item::Start(if index % 50 == 49 { (cell + index) % 97 } else { cell % 3 }));
        pair.append(&items.collect::<Vec<_>>());
        assert_eq!(pair.model.moments(), moments + length);
    }
    pair
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agree_with_the_model((linear, steps) in program()) {
        run(linear, &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merges_over_any_past_agree_with_the_model((linear, steps) in weaving()) {
        run(linear, &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_over_long_ways_agree_with_the_model(
        rows in prop::collection::vec((any::<u32>(), 0..97u32, 1..400u32), 1..12),
        jumps in prop::collection::vec(any::<u32>(), 12),
    ) {
        let mut pair = grown(&rows);
        for jump in jumps {
            pair.run(&Command::Jump(jump));
        }
        prop_assert_eq!(pair.engine.verify(), None);
    }
}

/// What the programs above are worth: they come to all of this.
#[test]
fn programs_reach_what_is_hard_to_reach() {
    let mut runner = TestRunner::deterministic();
    let mut reached = Reached::new();
    for number in 0..300 {
        let either = if number % 3 > 0 { program().boxed() } else { weaving().boxed() };
        let (linear, steps) = either.new_tree(&mut runner).unwrap().current();
        for (what, times) in run(linear, &steps) {
            *reached.entry(what).or_default() += times;
        }
    }
    assert!(reached.values().all(|&times| times >= 3), "{reached:#?}");
}
