//! Random programs on a whole engine, against states kept as plain maps.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tachyon::Engine;
use tachyon::journal::{EXTENDED, START};

use crate::oracle::Oracle;

const CELLS: u32 = 6;

#[derive(Debug, Clone)]
enum Command {
    /// Moments of these cells, each list one moment.
    Append(Vec<Vec<u32>>),
    Undo(u32),
    Redo(u32),
    Jump(usize),
    Branch(usize),
    Switch(usize),
    Merge(usize, bool),
}

fn command() -> impl Strategy<Value = Command> {
    let moment = prop::collection::vec(1..=CELLS, 1..4);
    prop_oneof![
        4 => prop::collection::vec(moment, 1..4).prop_map(Command::Append),
        2 => (0..5u32).prop_map(Command::Undo),
        2 => (0..5u32).prop_map(Command::Redo),
        2 => any::<usize>().prop_map(Command::Jump),
        1 => any::<usize>().prop_map(Command::Branch),
        2 => any::<usize>().prop_map(Command::Switch),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(pick, ours)| Command::Merge(pick, ours)),
    ]
}

/// Cell to operation; what is not there has its baseline.
type State = BTreeMap<u32, u32>;

struct World {
    engine: Engine,
    graph: Oracle,
    states: Vec<State>,
    at: usize,
    branches: Vec<u32>,
    current: usize,
    baselines: BTreeMap<u32, u32>,
}

impl World {
    fn new() -> Self {
        Self {
            engine: Engine::new(false, 0.0),
            graph: Oracle { parents: vec![vec![]] },
            states: vec![State::new()],
            at: 0,
            branches: vec![0],
            current: 0,
            baselines: BTreeMap::new(),
        }
    }

    fn resolved(&self, cell: u32, state: &State) -> u32 {
        state.get(&cell).or_else(|| self.baselines.get(&cell)).copied().unwrap_or(0)
    }

    fn detached(&self) -> bool {
        !self.graph.line(self.branches[self.current]).contains(&(self.at as u32))
    }

    /// Writes cells in the engine and the model; `start` begins a moment.
    fn write(&mut self, cells: &[u32], start: bool) {
        let mut words = Vec::new();
        let mut ops = self.engine.history().log.next()..;
        let mut next_op = || ops.next().unwrap();
        let mut state = self.states[self.at].clone();
        for (index, &cell) in cells.iter().enumerate() {
            self.baselines.entry(cell).or_insert_with(|| {
                words.extend([EXTENDED | 1, cell]);
                next_op()
            });
            words.push(if start && index == 0 { cell | START } else { cell });
            state.insert(cell, next_op());
        }
        self.engine.append(&words, &[]).unwrap();
        if start {
            self.push(state, vec![self.at as u32]);
        } else {
            self.states[self.at] = state;
        }
    }

    fn push(&mut self, state: State, parents: Vec<u32>) {
        self.at = self.states.len();
        self.states.push(state);
        self.graph.parents.push(parents);
        self.branches[self.current] = self.at as u32;
    }

    /// The plan that the engine answered leads from one state to the other, each cell once, nothing unchanged.
    fn expect_plan(&self, from: &State, to: usize) {
        let mut reached: BTreeMap<u32, u32> = (1..=CELLS).map(|cell| (cell, self.resolved(cell, from))).collect();
        let answer = self.engine.answer();
        assert_eq!(answer.width, 2);
        for entry in answer.words.chunks(2) {
            let before = reached.insert(entry[0], entry[1]);
            assert_ne!(before, Some(entry[1]), "unchanged entry, or the same cell twice");
        }
        let cells: Vec<u32> = answer.words.chunks(2).map(|entry| entry[0]).collect();
        let distinct: std::collections::BTreeSet<u32> = cells.iter().copied().collect();
        assert_eq!(cells.len(), distinct.len());
        for cell in 1..=CELLS {
            assert_eq!(reached[&cell], self.resolved(cell, &self.states[to]), "cell {cell} at {to}");
        }
    }

    fn expect_arrival(&mut self, to: usize) {
        let from = self.states[self.at].clone();
        self.expect_plan(&from, to);
        self.at = to;
    }

    fn run(&mut self, command: Command) {
        match command {
            Command::Append(moments) if self.detached() => {
                let status = self.engine.status();
                let words: Vec<u32> = moments.concat().iter().map(|cell| cell | START).collect();
                assert_eq!(self.engine.append(&words, &[]), Err(tachyon::Error::Detached));
                assert_eq!(self.engine.status(), status);
            }
            Command::Append(moments) => moments.iter().for_each(|cells| self.write(cells, true)),
            Command::Undo(steps) => {
                let line = self.graph.line(self.at as u32);
                let done = (steps as usize).min(line.len() - 1);
                self.engine.undo(steps).unwrap();
                assert_eq!(self.engine.steps_done() as usize, done);
                self.expect_arrival(line[done] as usize);
            }
            Command::Redo(steps) => {
                self.engine.redo(steps).unwrap();
                let (to, done) = (self.engine.position().at as usize, self.engine.steps_done() as usize);
                assert_eq!(self.graph.line(to as u32).get(done), Some(&(self.at as u32)), "redo goes to a descendant");
                self.expect_arrival(to);
            }
            Command::Jump(pick) => {
                let to = pick % self.states.len();
                self.engine.jump(to as u32).unwrap();
                self.expect_arrival(to);
            }
            Command::Branch(pick) => {
                let at = pick % self.states.len();
                self.engine.create_branch(&format!("b{}", self.branches.len()), at as u32).unwrap();
                self.branches.push(at as u32);
            }
            Command::Switch(pick) => {
                self.current = pick % self.branches.len();
                let name = if self.current == 0 { "main".to_owned() } else { format!("b{}", self.current) };
                self.engine.switch_branch(&name).unwrap();
                self.expect_arrival(self.branches[self.current] as usize);
                assert_eq!(self.engine.redo_target(), None);
            }
            Command::Merge(pick, ours) => self.merge((pick % self.states.len()) as u32, ours),
        }
    }

    fn merge(&mut self, source: u32, keep_ours: bool) {
        let target = self.at as u32;
        let kind = self.engine.merge_kind(source).unwrap() as u32;
        let expected = if self.graph.ancestors(target).contains(&source) {
            0
        } else if self.graph.ancestors(source).contains(&target) {
            1
        } else {
            2
        };
        assert_eq!(kind, expected);
        if kind == 0 || self.detached() {
            return;
        }
        if kind == 1 {
            self.engine.fast_forward(source).unwrap();
            self.branches[self.current] = source;
            self.expect_arrival(source as usize);
            return;
        }
        self.engine.merge_candidates(source).unwrap();
        let candidates = self.engine.answer().words.clone();
        self.expect_candidates(&candidates, source);
        self.engine.merge_open(source).unwrap();
        let state = self.states[self.at].clone();
        self.push(state, vec![target, source]);
        let taken: Vec<u32> = candidates.chunks(4).map(|row| row[0]).filter(|_| !keep_ours).collect();
        if !taken.is_empty() {
            self.write(&taken, false);
        }
    }

    /// With one base the candidates are what differs from it; with several at least what differs from all.
    fn expect_candidates(&self, candidates: &[u32], source: u32) {
        let bases = self.graph.bases(self.at as u32, source);
        for cell in 1..=CELLS {
            let theirs = self.resolved(cell, &self.states[source as usize]);
            let ours = self.resolved(cell, &self.states[self.at]);
            let pasts: Vec<u32> = bases.iter().map(|&base| self.resolved(cell, &self.states[base as usize])).collect();
            let row = candidates.chunks(4).find(|row| row[0] == cell);
            if let Some(row) = row {
                assert_eq!((row[2], row[3]), (ours, theirs));
                assert_ne!(ours, theirs);
            }
            let changed = theirs != ours && pasts.iter().all(|&past| past != theirs);
            if bases.len() == 1 {
                assert_eq!(row.map(|row| row[1]), changed.then_some(pasts[0]), "cell {cell}");
            } else if changed {
                assert!(row.is_some(), "cell {cell} differs from every base");
            }
        }
    }

    fn expect_everything(&mut self) {
        assert_eq!(self.engine.verify(), None);
        assert_eq!(self.engine.position().at as usize, self.at);
        assert_eq!(self.engine.position().detached, self.detached());
        for (moment, state) in self.states.iter().enumerate() {
            for &cell in self.baselines.keys() {
                assert_eq!(self.engine.operation_at(cell, moment as u32), Ok(self.resolved(cell, state)));
            }
        }
        let last = self.states.len() - 1;
        self.engine.difference(0, last as u32).unwrap();
        let rows = self.engine.answer().words.clone();
        for cell in 1..=CELLS {
            let row = rows.chunks(3).find(|row| row[0] == cell).map(|row| (row[1], row[2]));
            let ends = (self.resolved(cell, &self.states[0]), self.resolved(cell, &self.states[last]));
            assert_eq!(row, (ends.0 != ends.1).then_some(ends));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agree_with_plain_maps(commands in prop::collection::vec(command(), 1..40)) {
        let mut world = World::new();
        for command in commands {
            world.run(command);
        }
        world.expect_everything();
    }
}
