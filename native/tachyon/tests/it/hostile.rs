//! What a command refuses, it refuses with its code and without a trace.

use tachyon::ids::NO_MOMENT;
use tachyon::journal::{EXTENDED, MAX_CELLS, START};
use tachyon::{Engine, Error};

const BASELINE: u32 = EXTENDED | 1;
const STAMP: u32 = EXTENDED | 2;
const TITLE: u32 = EXTENDED | 3;

/// main: 0 1 2 4, at 4; idea: 1 3; the label "start" at 0.
fn lived_in() -> Engine {
    let mut engine = Engine::new(false, 1.0);
    engine.append(&[BASELINE, 1, 1 | START, 2, 1 | START], &[]).unwrap();
    engine.create_branch("idea", 1).unwrap();
    engine.add_label("start", 0).unwrap();
    engine.set_tag(2, "who", "me").unwrap();
    engine.switch_branch("idea").unwrap();
    engine.append(&[2 | START], &[]).unwrap();
    engine.switch_branch("main").unwrap();
    engine.append(&[TITLE, 0, 1 | START], &["last".into()]).unwrap();
    engine
}

/// Off the line of the current branch, at the tip of another one.
fn detached() -> Engine {
    let mut engine = lived_in();
    engine.jump(3).unwrap();
    assert!(engine.position().detached);
    engine
}

/// Everything that a command could have changed, but for the memory it holds.
fn picture(engine: &Engine) -> String {
    let (history, position) = (engine.history(), engine.position());
    let names = &history.names;
    let branches: Vec<_> = names.branches().collect();
    let tags: Vec<_> = (0..8).map(|moment| (names.titles().get(&moment), names.tags(moment))).collect();
    format!(
        "{:?} {:?} {:?} {:?} {branches:?} {:?} {tags:?} {position:?} {:?}",
        engine.status(),
        history.graph,
        history.log,
        history.times,
        names.labels(),
        engine.answer(),
    )
}

#[track_caller]
fn refused_by(mut engine: Engine, expected: Error, command: impl FnOnce(&mut Engine) -> Result<(), Error>) {
    let before = picture(&engine);
    assert_eq!(command(&mut engine), Err(expected));
    assert_eq!(picture(&engine), before);
    assert_eq!(engine.verify(), None);
}

#[track_caller]
fn refused(expected: Error, command: impl FnOnce(&mut Engine) -> Result<(), Error>) {
    refused_by(lived_in(), expected, command);
}

type About = fn(&mut Engine, u32) -> Result<(), Error>;

#[test]
fn unknown_operations() {
    for op in [1 << 20, u32::MAX] {
        refused(Error::UnknownCell, |engine| engine.past_of(op, 9));
    }
}

#[test]
fn unknown_moments() {
    for moment in [5, 1 << 31, NO_MOMENT - 1, NO_MOMENT] {
        let commands: [About; 18] = [
            |engine, moment| engine.jump(moment),
            |engine, moment| engine.climb(moment, -1),
            |engine, moment| engine.create_branch("x", moment),
            |engine, moment| engine.add_label("x", moment),
            |engine, moment| engine.set_tag(moment, "k", "v"),
            |engine, moment| engine.difference(0, moment),
            |engine, moment| engine.difference(moment, 0),
            |engine, moment| engine.effects(0, moment),
            |engine, moment| engine.end_of(moment),
            |engine, moment| engine.merge_kind(moment).map(drop),
            |engine, moment| engine.merge_candidates(moment, None),
            |engine, moment| engine.merge_open(moment, 0.0),
            |engine, moment| engine.fast_forward(moment),
            |engine, moment| engine.base_program(moment),
            |engine, moment| engine.merge_bases(moment, 0).map(drop),
            |engine, moment| engine.is_ancestor(0, moment).map(drop),
            |engine, moment| engine.is_ancestor(moment, 0).map(drop),
            |engine, moment| engine.operation_at(1, moment).map(drop),
        ];
        for command in commands {
            refused(Error::UnknownMoment, |engine| command(engine, moment));
        }
    }
}

#[test]
fn unknown_cells() {
    for cell in [3, MAX_CELLS, u32::MAX] {
        refused(Error::UnknownCell, |engine| engine.operation_at(cell, 0).map(drop));
    }
}

#[test]
fn unknown_names() {
    for name in ["", "nowhere", "Main", "main ", "main\0", "constructor"] {
        refused(Error::UnknownName, |engine| engine.switch_branch(name));
        refused(Error::UnknownName, |engine| engine.delete_branch(name));
        refused(Error::UnknownName, |engine| engine.rename_branch(name, "y"));
        refused(Error::UnknownName, |engine| engine.resolve(name).map(drop));
    }
    // A label is no branch.
    refused(Error::UnknownName, |engine| engine.switch_branch("start"));
    refused(Error::UnknownName, |engine| engine.delete_branch("start"));
    refused(Error::UnknownName, |engine| engine.rename_branch("start", "y"));
}

#[test]
fn taken_names() {
    for name in ["main", "idea", "start"] {
        refused(Error::NameTaken, |engine| engine.create_branch(name, 0));
        refused(Error::NameTaken, |engine| engine.add_label(name, 0));
    }
    refused(Error::NameTaken, |engine| engine.rename_branch("idea", "main"));
    refused(Error::NameTaken, |engine| engine.rename_branch("idea", "start"));
    refused(Error::CurrentBranch, |engine| engine.delete_branch("main"));
}

#[test]
fn a_name_that_was_given_up_is_free() {
    let mut engine = lived_in();
    engine.delete_branch("idea").unwrap();
    engine.add_label("idea", 0).unwrap();
    engine.rename_branch("main", "trunk").unwrap();
    engine.create_branch("main", 3).unwrap();
    assert_eq!(engine.resolve("main").map(|named| named.0), Ok(3));
    assert_eq!(engine.resolve("trunk").map(|named| named.0), Ok(4));
    assert_eq!(engine.verify(), None);
}

#[test]
fn names_are_any_text() {
    let long = "x".repeat(1 << 20);
    let mut engine = lived_in();
    for name in ["", " ", "__proto__", "constructor", "a\0b", "a\nb", "é", "e\u{301}", "\u{202e}", "0", &long] {
        engine.create_branch(name, 1).unwrap();
        assert_eq!(engine.add_label(name, 0), Err(Error::NameTaken));
        assert_eq!(engine.resolve(name).map(|named| named.0), Ok(1));
    }
    assert_eq!(engine.verify(), None);
}

/// Words after which a journal is refused, whatever came before them.
const BAD_ENDS: [&[u32]; 12] = [
    &[EXTENDED],
    &[EXTENDED | 4],
    &[EXTENDED | (MAX_CELLS - 1)],
    &[EXTENDED | START],
    &[EXTENDED | START | 1, 1],
    &[u32::MAX],
    &[BASELINE],
    &[BASELINE, MAX_CELLS],
    &[BASELINE, u32::MAX],
    &[STAMP],
    &[STAMP, 1],
    &[TITLE],
];

#[test]
fn cut_off_and_unknown_words() {
    let beginnings: [&[u32]; 4] =
        [&[], &[1 | START], &[BASELINE, 9, 9 | START, 9], &[STAMP, 0, 0, TITLE, 0, 1 | START, BASELINE, 2]];
    for (beginning, end) in beginnings.iter().flat_map(|&beginning| BAD_ENDS.map(|end| (beginning, end))) {
        let words = [beginning, end].concat();
        refused(Error::BadJournal, |engine| engine.append(&words, &["title".into()]));
    }
}

#[test]
fn titles_that_were_not_given() {
    for index in [1, u32::MAX] {
        refused(Error::BadJournal, |engine| engine.append(&[TITLE, index, 1 | START], &["title".into()]));
    }
    refused(Error::BadJournal, |engine| engine.append(&[1 | START, TITLE, 0], &[]));
}

#[test]
fn operations_that_continue_what_is_not_the_newest_moment() {
    for words in [&[1][..], &[BASELINE, 7, 7], &[1, 1 | START]] {
        let mut behind = lived_in();
        behind.undo(1).unwrap();
        refused_by(behind, Error::BadJournal, |engine| engine.append(words, &[]));
    }
}

#[test]
fn moments_where_no_branch_could_follow() {
    for words in [&[1 | START][..], &[BASELINE, 7, 7 | START], &[STAMP, 0, 0, TITLE, 0, 1 | START, 1]] {
        refused_by(detached(), Error::Detached, |engine| engine.append(words, &["title".into()]));
    }
    refused_by(detached(), Error::Detached, |engine| engine.merge_open(4, 0.0));
    let mut below = lived_in();
    below.append(&[1 | START], &[]).unwrap();
    below.switch_branch("idea").unwrap();
    below.jump(2).unwrap();
    refused_by(below, Error::Detached, |engine| engine.fast_forward(5));
}

#[test]
fn merges_of_what_needs_none() {
    for source in [0, 1, 2, 4] {
        refused(Error::NotDiverged, |engine| engine.merge_open(source, 0.0));
        refused(Error::NotDiverged, |engine| engine.fast_forward(source));
    }
    refused(Error::NotDiverged, |engine| engine.fast_forward(3));
    let mut behind = lived_in();
    behind.undo(1).unwrap();
    refused_by(behind, Error::NotDiverged, |engine| engine.merge_open(4, 0.0));
    let mut merged = lived_in();
    merged.merge_open(3, 0.0).unwrap();
    refused_by(merged, Error::NotDiverged, |engine| engine.merge_open(3, 0.0));
}

#[test]
fn counters_end_at_their_limit() {
    let full = |limit: u32| {
        let mut engine = lived_in();
        engine.set_limit(limit);
        engine
    };
    let (moments, next) = (lived_in().history().graph.len(), lived_in().history().log.next());
    // Operations: the last number fits, the one after it does not.
    for words in [&[1 | START, 1][..], &[1, 1], &[BASELINE, 2, 1]] {
        refused_by(full(next + 1), Error::TooLarge, |engine| engine.append(words, &[]));
        assert_eq!(full(next + 2).append(words, &[]), Ok(()));
    }
    // Cells.
    refused_by(full(next + 5), Error::TooLarge, |engine| engine.append(&[(next + 5) | START], &[]));
    refused_by(full(next + 5), Error::TooLarge, |engine| engine.append(&[BASELINE, next + 5], &[]));
    assert_eq!(full(next + 5).append(&[(next + 4) | START], &[]), Ok(()));
    // Moments without operations: only merges make them.
    refused_by(full(moments), Error::TooLarge, |engine| engine.merge_open(3, 0.0));
    assert_eq!(full(moments + 1).merge_open(3, 0.0), Ok(()));
}

#[test]
fn the_limit_can_only_be_lowered() {
    let mut engine = Engine::new(false, 0.0);
    engine.set_limit(u32::MAX);
    assert_eq!(engine.append(&[(MAX_CELLS - 1) | START | EXTENDED], &[]), Err(Error::BadJournal));
    engine.set_limit(3);
    assert_eq!(engine.append(&[1 | START, 1 | START, 1 | START], &[]), Err(Error::TooLarge));
    assert_eq!(engine.append(&[1 | START, 1 | START], &[]), Ok(()));
}

#[test]
fn random_words_are_taken_or_refused_as_a_whole() {
    let mut state = 0x2545_f491_u32;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..5_000 {
        let mut engine = lived_in();
        let words: Vec<u32> = (0..random() % 6)
            .map(|_| match random() % 8 {
                0 => random(),
                1 => EXTENDED | (random() % 5),
                2..5 => START | (random() % 9),
                _ => random() % 9,
            })
            .collect();
        // Without a limit a random word could ask for a thousand million cells.
        engine.set_limit(64);
        let before = picture(&engine);
        if engine.append(&words, &["title".into()]).is_ok() {
            taken += 1;
        } else {
            refused += 1;
            assert_eq!(picture(&engine), before, "{words:x?}");
        }
        assert_eq!(engine.verify(), None, "{words:x?}");
    }
    assert!(taken > 300 && refused > 300, "{taken} taken, {refused} refused");
}
