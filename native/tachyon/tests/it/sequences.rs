//! Random histories of sequences on branches with merges, against lists that are copied at every moment.
//!
//! A merge is done as TypeScript does it: row by row, with splices that say which elements come over.

use tachyon::ids::{MomentId, NO_OP};
use tachyon::merge::Kind as Relation;
use tachyon::merge::sequence::{COLUMNS, flag};

use crate::files::{Follower, reopened};
use crate::sequence_model::{CELL, Content, World};

impl World {
    /// The rows of a merge as elements: flags, and indices in the target and in the source.
    fn rows(&mut self, source: MomentId) -> Vec<Row> {
        let (ours, theirs) = (&self.content, &self.contents[source as usize]);
        self.engine.merge_sequence(CELL, source, None).unwrap();
        let mut rows = Vec::new();
        let (mut here, mut there) = (0, 0);
        for words in self.engine.answer().words.chunks(COLUMNS) {
            let &[flags, length, number, _, _, element, _, place] = words else { unreachable!() };
            let (is_ours, is_theirs) = (flags & flag::OURS != 0, flags & flag::THEIRS != 0);
            assert!(is_ours || is_theirs, "a row stands on a side");
            let is_kept = flags == flag::OURS | flag::THEIRS | flag::BASE;
            for offset in 0..length {
                // The last run goes on beyond the ends.
                if (is_ours && here == ours.len()) || (is_theirs && there == theirs.len()) {
                    assert!(is_kept || !is_theirs || number == 0, "{words:?} goes beyond the end");
                    break;
                }
                if is_theirs && number != 0 && !is_kept {
                    assert_eq!(theirs[there].1, self.values[(number + offset) as usize], "{words:?}");
                }
                rows.push(Row {
                    flags,
                    ours: is_ours.then_some(here),
                    theirs: is_theirs.then_some(there),
                    element: if is_kept { 0 } else { element },
                    place,
                });
                here += usize::from(is_ours);
                there += usize::from(is_theirs);
            }
        }
        assert_eq!((here, there), (ours.len(), theirs.len()), "every element of a side is in the rows");
        rows
    }

    /// Asserts that flags say which elements are where.
    fn check_rows(&self, rows: &[Row], source: MomentId) {
        let (ours, theirs) = (&self.content, &self.contents[source as usize]);
        let bases = self.engine.merge_bases(self.engine.position().at, source).unwrap();
        let has = |content: &Content, name: u64| content.iter().any(|item| item.0 == name);
        for row in rows {
            let (here, there) = (row.ours.map(|at| ours[at].0), row.theirs.map(|at| theirs[at].0));
            if let (Some(here), Some(there)) = (here, there) {
                assert_eq!(here, there, "one row is one element");
            }
            let name = here.or(there).unwrap();
            let says = |here: u32, elsewhere: u32| row.flags & (here | elsewhere) != 0;
            assert_eq!(says(flag::OURS, flag::OURS_ELSEWHERE), has(ours, name), "{row:?} {name}");
            assert_eq!(says(flag::THEIRS, flag::THEIRS_ELSEWHERE), has(theirs, name), "{row:?} {name}");
            if let [base] = bases[..] {
                let before = &self.contents[base as usize];
                assert_eq!(says(flag::BASE, flag::BASE_ELSEWHERE), has(before, name), "{row:?} {name}");
            }
            let name_of = |row: &Row| row.ours.map_or_else(|| theirs[row.theirs.unwrap()].0, |at| ours[at].0);
            let twins: Vec<u64> = rows.iter().filter(|other| other.element == row.element).map(name_of).collect();
            assert!(row.element == 0 || (twins.len() <= 2 && twins.iter().all(|&twin| twin == name)), "{row:?}");
        }
    }

    /// Merges as TypeScript does, without moves: what one side removed goes, what the source inserted comes.
    fn merge(&mut self, source: MomentId) {
        match self.engine.merge_kind(source).unwrap() {
            Relation::AlreadyMerged => {}
            Relation::FastForward => self.engine.fast_forward(source).unwrap(),
            Relation::Diverged => {
                let rows = self.rows(source);
                self.check_rows(&rows, source);
                let theirs = self.contents[source as usize].clone();
                self.engine.merge_open(source, 0.0).unwrap();
                self.contents.push(self.content.clone());
                let mut at = 0;
                for row in rows {
                    let says = |here: u32, elsewhere: u32| row.flags & (here | elsewhere) != 0;
                    let is_theirs = says(flag::THEIRS, flag::THEIRS_ELSEWHERE);
                    let is_base = says(flag::BASE, flag::BASE_ELSEWHERE);
                    if row.ours.is_some() {
                        if is_base && !is_theirs { self.splice(at, 1, 0, &[], 0, false) } else { at += 1 }
                    } else if let (Some(there), false) = (row.theirs, is_base || says(0, flag::OURS_ELSEWHERE)) {
                        self.splice(at, 0, 1, &[theirs[there]], row.place, false);
                        at += 1;
                    }
                }
                let mut names: Vec<u64> = self.content.iter().map(|item| item.0).collect();
                names.sort_unstable();
                assert!(names.is_sorted_by(|a, b| a < b), "an element is there twice");
            }
        }
        self.stand();
    }
}

/// One element in a row.
#[derive(Debug, Clone, Copy)]
struct Row {
    flags: u32,
    ours: Option<usize>,
    theirs: Option<usize>,
    element: u32,
    place: u32,
}

/// Whether the branches of a program merge each other; every merge is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merges {
    Without,
    With,
}

/// Runs one random program.
fn run(seed: u32, steps: u32, merges: Merges, sets: bool) -> World {
    let mut world = World::new(seed);
    world.sets = sets;
    let mut follower = Follower::new(&mut world.engine);
    for _ in 0..steps {
        match world.random(10) {
            0 => {
                let name = NAMES[world.random(3) as usize];
                world.engine.switch_branch(name).unwrap();
            }
            1 if merges == Merges::With => {
                let name = NAMES[world.random(3) as usize];
                let (source, _) = world.engine.resolve(name).unwrap();
                world.merge(source);
            }
            2 => {
                let back = world.random(3);
                world.engine.undo(back).unwrap();
            }
            _ => {
                if !world.engine.position().detached {
                    world.change();
                }
            }
        }
        world.stand();
        if world.random(8) == 0 {
            world.engine = reopened(&world.engine);
            follower = Follower::new(&mut world.engine);
        } else if world.random(4) == 0 {
            follower.keep_up(&mut world.engine);
        }
    }
    assert_eq!(world.engine.verify(), None);
    world
}

const NAMES: [&str; 3] = ["main", "left", "right"];

fn ways_lead_anywhere(merges: Merges, sets: bool) {
    for seed in 1..300 {
        let mut world = run(seed, 40, merges, sets);
        let moments = world.contents.len() as u32;
        for _ in 0..60 {
            let (from, to) = (world.random(moments), world.random(moments));
            world.check_way(from, to);
        }
        world.engine.way(NO_OP, NO_OP).unwrap();
        assert!(world.engine.answer().is_empty());
    }
}

#[test]
fn ways_lead_from_any_state_to_any_other() {
    ways_lead_anywhere(Merges::Without, true);
    ways_lead_anywhere(Merges::With, false);
}

fn rows_are_right(merges: Merges, sets: bool) {
    for seed in 1..1_500 {
        let mut world = run(seed, 30, merges, sets);
        for (name, other) in [("main", "left"), ("left", "main"), ("right", "left"), ("main", "right")] {
            world.engine.switch_branch(name).unwrap();
            world.stand();
            let (source, _) = world.engine.resolve(other).unwrap();
            if world.engine.merge_kind(source) == Ok(Relation::Diverged) {
                let rows = world.rows(source);
                world.check_rows(&rows, source);
            }
        }
    }
}

#[test]
fn rows_have_every_element_of_a_side_once_and_in_its_order() {
    rows_are_right(Merges::Without, true);
    rows_are_right(Merges::With, false);
}

#[test]
fn rows_know_the_values_of_elements_that_came_over() {
    rows_are_right(Merges::With, true);
}
