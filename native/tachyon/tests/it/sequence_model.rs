//! Lists that are copied at every moment, beside the engine's changes of a sequence.
//!
//! An item of the model is an element and its value, both named by the number under which they were first recorded.

use tachyon::Engine;
use tachyon::ids::{MomentId, OpId};
use tachyon::journal::{EXTENDED, START};

pub const CELL: u32 = 1;
const SAME: u32 = EXTENDED | 4;
const SEQUENCE: u32 = EXTENDED | 8;
const SPLICE: u32 = 0;
const SET: u32 = 1;
const MOVE: u32 = 2;
const PERMUTE: u32 = 3;
const HOLES: u32 = 4;

/// Names of holes are above.
pub const HOLE: u64 = 1 << 40;

/// An element and its value; 0 for a hole.
pub type Item = (u64, OpId);
pub type Content = Vec<Item>;

/// What an operation did, as far as its change does not say: the items that came in and went out, or the order.
#[derive(Debug, Clone, Default)]
struct Done {
    removed: Content,
    added: Content,
    order: Vec<u32>,
}

pub struct World {
    pub engine: Engine,
    /// By moment.
    pub contents: Vec<Content>,
    /// By operation.
    done: Vec<Done>,
    pub content: Content,
    /// Whether elements get other values.
    pub sets: bool,
    /// By number.
    pub values: Vec<OpId>,
    holes: u64,
    seed: u32,
}

impl World {
    pub fn new(seed: u32) -> Self {
        let mut world = Self {
            engine: Engine::new(false, 0.0),
            contents: vec![Vec::new()],
            done: Vec::new(),
            content: Vec::new(),
            sets: false,
            values: Vec::new(),
            holes: HOLE,
            seed: seed.wrapping_mul(0x9e37_79b9) | 1,
        };
        world.splice(0, 0, 6, &[], 0, true);
        for name in ["left", "right"] {
            world.engine.create_branch(name, 1).unwrap();
        }
        world
    }

    pub fn random(&mut self, below: u32) -> u32 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 17;
        self.seed ^= self.seed << 5;
        self.seed % below.max(1)
    }

    fn place(&mut self) -> u32 {
        self.random(self.content.len() as u32)
    }

    // -- recording -------------------------------------------------------------------------------------------------

    /// Appends one change; answers its operation.
    fn append(&mut self, words: &[u32], starts: bool, done: impl FnOnce(OpId) -> Done) {
        let op = self.engine.history().log.next();
        self.engine.append(words, &[]).unwrap();
        self.done.resize_with(op as usize + 1, Done::default);
        self.done[op as usize] = done(op);
        if starts {
            self.contents.push(Vec::new());
        }
        let at = self.engine.position().at as usize;
        self.contents[at].clone_from(&self.content);
    }

    /// Removes and inserts; `origins` are the items that come over, none for new ones, and `place` how they came to theirs.
    pub fn splice(&mut self, index: u32, count: u32, added: u32, origins: &[Item], place: u32, starts: bool) {
        let first = self.engine.history().log.next() + count;
        let items: Content = match origins {
            [] => (first..first + added).map(|number| (u64::from(number), number)).collect(),
            // Holes are no one's: one that comes over is another element.
            _ => (origins.iter().zip(first..))
                .map(|(&item, number)| if item.0 < HOLE { item } else { (u64::from(number), 0) })
                .collect(),
        };
        self.name_values(first, &items);
        let range = index as usize..(index + count) as usize;
        let removed: Content = self.content.splice(range, items.iter().copied()).collect();
        let mut words = Vec::new();
        if !origins.is_empty() {
            words.extend([SAME, 3 * added]);
            words.extend(origins.iter().map(|item| if item.0 < HOLE { item.0 as u32 } else { 0 }));
            words.extend(origins.iter().map(|_| place));
            words.extend(origins.iter().map(|item| item.1));
        }
        words.extend([SEQUENCE | SPLICE | start(starts), CELL, index, count, added]);
        self.append(&words, starts, |_| Done { removed, added: items, order: Vec::new() });
    }

    /// Notes which values are recorded under numbers.
    fn name_values(&mut self, first: OpId, items: &[Item]) {
        self.values.resize(first as usize, 0);
        self.values.extend(items.iter().map(|item| item.1));
    }

    pub fn change(&mut self) {
        let (kind, length) = (self.random(9), self.content.len() as u32);
        match kind {
            0..4 => {
                let index = self.random(length + 1);
                let count = self.random(3).min(length - index);
                let added = self.random(4) + u32::from(count == 0);
                self.splice(index, count, added, &[], 0, true);
            }
            4 if length > 0 && self.sets => {
                let (index, number) = (self.place(), self.engine.history().log.next() + 1);
                let before = self.content[index as usize];
                self.content[index as usize].1 = number;
                self.name_values(number, &[(0, number)]);
                let done = Done { removed: vec![before], added: vec![(before.0, number)], order: Vec::new() };
                self.append(&[SEQUENCE | SET | START, CELL, index, 0, 0], true, |_| done);
            }
            5 | 6 if length > 1 => {
                let (from, to) = (self.place(), self.place());
                let item = self.content.remove(from as usize);
                self.content.insert(to as usize, item);
                self.append(&[SEQUENCE | MOVE | START, CELL, from, to, 0], true, |_| Done::default());
            }
            7 if length > 1 => {
                let mut order: Vec<u32> = (0..length).collect();
                for _ in 0..=self.random(4) {
                    let (a, b) = (self.place() as usize, self.place() as usize);
                    order.swap(a, b);
                }
                self.content = order.iter().map(|&from| self.content[from as usize]).collect();
                let mut words = vec![SEQUENCE | PERMUTE | START, CELL, 0, length, 0];
                words.extend(&order);
                self.append(&words, true, |_| Done { order, ..Done::default() });
            }
            _ => {
                let added = 1 + self.random(2);
                let items: Content = (0..added).map(|at| (self.holes + u64::from(at), 0)).collect();
                self.holes += u64::from(added);
                self.content.extend(&items);
                self.append(&[SEQUENCE | HOLES | START, CELL, length, 0, added], true, |_| Done {
                    added: items,
                    ..Done::default()
                });
            }
        }
    }

    pub fn stand(&mut self) {
        self.content.clone_from(&self.contents[self.engine.position().at as usize]);
    }

    fn operation_at(&self, moment: MomentId) -> OpId {
        self.engine.operation_at(CELL, moment).unwrap()
    }

    // -- ways ------------------------------------------------------------------------------------------------------

    /// Walks the way between the operations of two moments.
    pub fn check_way(&mut self, from: MomentId, to: MomentId) {
        let mut content = self.contents[from as usize].clone();
        self.engine.way(self.operation_at(from), self.operation_at(to)).unwrap();
        let steps = self.engine.answer().words.clone();
        for step in steps.chunks(6) {
            let &[back, op, kind, index, count, added] = step else { unreachable!() };
            self.walk(&mut content, back == 1, op, [kind, index, count, added]);
        }
        assert_eq!(content, self.contents[to as usize], "from {from} to {to}");
        let back: Vec<_> = steps.chunks(6).map(|step| step[0]).collect();
        assert!(back.is_sorted_by(|a, b| a >= b), "what is taken back comes first");
    }

    fn walk(&self, content: &mut Content, back: bool, op: OpId, [kind, index, count, added]: [u32; 4]) {
        let Done { removed, added: items, order } = &self.done[op as usize];
        let at = index as usize;
        match (kind, back) {
            (SPLICE | SET, _) => {
                let (out, into) = if back { (items, removed) } else { (removed, items) };
                let gone: Content = content.splice(at..at + out.len(), into.iter().copied()).collect();
                assert_eq!(&gone, out);
                assert!(kind == SET || (count as usize, added as usize) == (removed.len(), items.len()));
            }
            (MOVE, _) => {
                let (from, to) = if back { (count, index) } else { (index, count) };
                let item = content.remove(from as usize);
                content.insert(to as usize, item);
            }
            (PERMUTE, false) => *content = order.iter().map(|&from| content[from as usize]).collect(),
            (PERMUTE, true) => {
                let mut before = content.clone();
                for (&from, &item) in order.iter().zip(content.iter()) {
                    before[from as usize] = item;
                }
                *content = before;
            }
            (_, false) => content.extend(items),
            (_, true) => content.truncate(at),
        }
    }
}

const fn start(starts: bool) -> u32 {
    if starts { START } else { 0 }
}
