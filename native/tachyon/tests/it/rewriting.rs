//! Moments made by hand, names put somewhere, and the way back to a checkpoint.

use proptest::prelude::*;
use tachyon::ids::NO_MOMENT;
use tachyon::journal::{EXTENDED, START};
use tachyon::merge::sequence::{COLUMNS, flag};
use tachyon::{Engine, Error};

const BASELINE: u32 = EXTENDED | 1;
const STAMP: u32 = EXTENDED | 2;
const TITLE: u32 = EXTENDED | 3;
const SPLICE: u32 = EXTENDED | 8;
const PERMUTE: u32 = EXTENDED | 0xb;
const LIST: u32 = 9;

/// Everything but names that are hashed, and the memory it holds.
fn picture(engine: &Engine) -> String {
    let (history, position) = (engine.history(), engine.position());
    let branches: Vec<_> = history.names.branches().collect();
    let versions: Vec<_> = history.log.cells().iter().filter(|cell| !cell.versions.is_empty()).collect();
    let operations: Vec<_> =
        (1..history.log.next()).map(|op| (history.log.cell_of(op), history.log.previous_of(op))).collect();
    let titles: Vec<_> =
        (0..64).map(|moment| (history.names.titles().get(&moment), history.names.tags(moment).to_vec())).collect();
    let current: Vec<_> = (0..12).map(|cell| position.current(cell)).collect();
    format!(
        "{:?} {:?} {versions:?} {operations:?} {branches:?} {:?} {titles:?} {current:?} {} {:?}",
        history.graph,
        history.times,
        history.names.labels(),
        position.detached,
        position.redo,
    )
}

#[derive(Debug, Clone)]
enum Step {
    Write(u32, bool),
    Splice(bool),
    Reverse,
    Merge,
    Open(bool),
    Undo(u32),
    Switch(bool),
    Tag,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1u32..8, any::<bool>()).prop_map(|(cell, stamp)| Step::Write(cell, stamp)),
        any::<bool>().prop_map(Step::Splice),
        Just(Step::Reverse),
        Just(Step::Merge),
        any::<bool>().prop_map(Step::Open),
        (1u32..4).prop_map(Step::Undo),
        any::<bool>().prop_map(Step::Switch),
        Just(Step::Tag),
    ]
}

fn run(engine: &mut Engine, step: &Step, may_switch: bool) {
    // Only splices that fill or empty it: it has two elements or none.
    let filled = |engine: &Engine| {
        let op = engine.current_operation(LIST).unwrap_or(0);
        op != 0 && engine.history().log.change_of(op).added == 2
    };
    match *step {
        Step::Write(cell, stamp) => {
            let known = engine.history().log.cells().get(cell as usize).is_some_and(|log| log.baseline != 0);
            let mut words = if known { vec![] } else { vec![BASELINE, cell] };
            if stamp {
                words.extend([STAMP, cell, 0]);
            }
            words.extend([TITLE, 0, cell | START]);
            let _ = engine.append(&words, &["w".into()]);
        }
        Step::Splice(start) => {
            let start = if start { START } else { 0 };
            let (count, added) = if filled(engine) { (2, 0) } else { (0, 2) };
            let _ = engine.append(&[SPLICE | start, LIST, 0, count, added], &[]);
        }
        Step::Reverse if filled(engine) => {
            let _ = engine.append(&[PERMUTE | START, LIST, 0, 2, 0, 1, 0], &[]);
            let _ = engine.append(&[SPLICE | START, LIST, 0, 2, 0], &[]);
        }
        Step::Merge | Step::Open(_) => {
            let (other, _) = engine.resolve(if engine.position().branch == 0 { "side" } else { "main" }).unwrap();
            let others = [other];
            let _ = match step {
                Step::Merge => engine.merge_open(other, 7.0),
                Step::Open(linked) => engine.open_moment(&others[..usize::from(*linked)], 3.0, Some("made".into())),
                _ => Ok(()),
            };
        }
        Step::Undo(steps) => engine.undo(steps).unwrap(),
        Step::Switch(side) if may_switch => engine.switch_branch(if side { "side" } else { "main" }).unwrap(),
        Step::Reverse | Step::Switch(_) => {}
        Step::Tag => engine.set_tag(engine.position().at, "k", "v").unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_rewound_history_is_what_it_was(
        before in prop::collection::vec(step(), 0..24),
        after in prop::collection::vec(step().prop_filter("tags of old moments stay", |step| !matches!(step, Step::Tag)), 0..24),
    ) {
        let mut engine = Engine::new(false, 1.0);
        engine.create_branch("side", 0).unwrap();
        for step in &before {
            run(&mut engine, step, true);
        }
        prop_assert_eq!(engine.verify(), None);
        let expected = picture(&engine);
        engine.checkpoint().unwrap();
        for step in &after {
            run(&mut engine, step, false);
        }
        prop_assert_eq!(engine.verify(), None);
        engine.rewind().unwrap();
        prop_assert_eq!(engine.verify(), None);
        prop_assert_eq!(picture(&engine), expected);
        // And it goes on as if nothing had been.
        for step in &after {
            run(&mut engine, step, true);
        }
        prop_assert_eq!(engine.verify(), None);
    }
}

fn lived_in() -> Engine {
    let mut engine = Engine::new(false, 1.0);
    engine.append(&[BASELINE, 1, 1 | START, 1 | START, 1 | START], &[]).unwrap();
    engine
}

#[test]
fn a_moment_made_by_hand_has_its_parents_time_and_title() {
    let mut engine = lived_in();
    engine.jump(1).unwrap();
    engine.open_moment(&[3], 5.0, Some("squashed".into())).unwrap();
    engine.append(&[1], &[]).unwrap();
    let history = engine.history();
    assert_eq!(history.graph.parents(4).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(history.names.titles().get(&4).map(String::as_str), Some("squashed"));
    assert_eq!((history.times.of(4), history.times.of(3)), (5.0, 1.0));
    assert_eq!((engine.resolve("main").unwrap().0, engine.verify()), (4, None));
}

#[test]
fn what_cannot_be_a_parent_is_refused() {
    for others in [&[3][..], &[2, 2], &[9], &[NO_MOMENT]] {
        let mut engine = lived_in();
        assert!(engine.open_moment(others, 5.0, None).is_err(), "{others:?}");
        assert_eq!((engine.history().graph.len(), engine.verify()), (4, None));
    }
    let mut engine = lived_in();
    engine.create_branch("side", 1).unwrap();
    engine.switch_branch("side").unwrap();
    engine.jump(3).unwrap();
    assert_eq!(engine.open_moment(&[], 5.0, None), Err(Error::Detached));
    assert_eq!(engine.rewind(), Err(Error::UnknownMoment));
}

#[test]
fn names_can_be_put_elsewhere() {
    let mut engine = lived_in();
    for (name, moment) in [("a", 1), ("b", 2), ("c", 3)] {
        engine.add_label(name, moment).unwrap();
    }
    engine.set_label("a", None).unwrap();
    engine.set_label("c", Some(1)).unwrap();
    assert_eq!(engine.history().names.labels(), [("b".into(), 2), ("c".into(), 1)]);
    assert_eq!(engine.set_label("main", Some(1)), Err(Error::UnknownName));
    assert_eq!(engine.set_label("b", Some(9)), Err(Error::UnknownMoment));
    assert_eq!(engine.set_branch("b", 1), Err(Error::UnknownName));
    engine.set_branch("main", 1).unwrap();
    assert!(engine.position().detached);
    engine.create_branch("side", 2).unwrap();
    engine.stand("side", 1).unwrap();
    assert_eq!((engine.position().at, engine.position().detached, engine.verify()), (1, false, None));
}

#[test]
fn a_merge_over_a_named_base_is_a_revert() {
    let mut engine = Engine::new(false, 1.0);
    engine.append(&[BASELINE, 1, 1 | START, BASELINE, 2, 2 | START, 1 | START], &[]).unwrap();
    // Operations: 2 of cell 1, 4 of cell 2, 5 of cell 1. Moment 2 is taken back: its parent over itself.
    engine.merge_candidates(1, Some(2)).unwrap();
    assert_eq!(engine.answer().words, [2, 4, 4, 3]);
    assert_eq!(engine.merge_candidates(1, Some(9)), Err(Error::UnknownMoment));
}

#[test]
fn an_element_that_is_taken_over_after_its_removal_is_the_same_one() {
    let mut engine = Engine::new(false, 1.0);
    // Two elements (numbers 1, 2), both removed (3, 4), the second one comes back.
    engine.append(&[SPLICE | START, LIST, 0, 0, 2, SPLICE | START, LIST, 0, 2, 0], &[]).unwrap();
    engine.append(&[EXTENDED | 4, 3, 4, 0, 4, SPLICE | START, LIST, 0, 0, 1], &[]).unwrap();
    engine.match_sequence(LIST, 1).unwrap();
    let rows: Vec<_> = engine.answer().words.chunks(COLUMNS).map(|row| row[0] & (flag::OURS | flag::THEIRS)).collect();
    // The last row is the second element, and whatever comes behind it.
    assert_eq!(rows, [flag::THEIRS, flag::OURS | flag::THEIRS]);
    // Number 2 is a value, 4 one that was removed, 5 the second element again.
    for (op, moment) in [(2, 1), (4, 2), (5, 3)] {
        engine.moment_of_operation(op).unwrap();
        assert_eq!(engine.answer().words, [moment]);
    }
    assert_eq!(engine.match_sequence(LIST, 99), Err(Error::UnknownCell));
    assert_eq!(engine.match_sequence(1, 1), Err(Error::UnknownCell));
}
