//! What a command refuses, it refuses with its code and without a trace.

use tachyon::journal::{EXTENDED, MAX_CELLS, START};
use tachyon::{Engine, Error};

fn lived_in() -> Engine {
    let mut engine = Engine::new(false, 1.0);
    engine.append(&[EXTENDED | 1, 1, 1 | START, 1 | START], &[]).unwrap();
    engine.create_branch("idea", 1).unwrap();
    engine.add_label("start", 0).unwrap();
    engine.append(&[1 | START], &[]).unwrap();
    engine
}

fn refused(expected: Error, command: impl Fn(&mut Engine) -> Result<(), Error>) {
    let mut engine = lived_in();
    let before = (engine.status(), engine.bytes());
    assert_eq!(command(&mut engine), Err(expected));
    assert_eq!((engine.status(), engine.bytes()).0[..4], before.0[..4]);
    assert_eq!(engine.verify(), None);
}

#[test]
fn unknown_moments() {
    for moment in [4, 0x8000_0000, u32::MAX] {
        refused(Error::UnknownMoment, |engine| engine.jump(moment));
        refused(Error::UnknownMoment, |engine| engine.create_branch("x", moment));
        refused(Error::UnknownMoment, |engine| engine.add_label("x", moment));
        refused(Error::UnknownMoment, |engine| engine.set_tag(moment, "k", "v"));
        refused(Error::UnknownMoment, |engine| engine.difference(0, moment));
        refused(Error::UnknownMoment, |engine| engine.changes(moment));
        refused(Error::UnknownMoment, |engine| engine.merge_candidates(moment));
        refused(Error::UnknownMoment, |engine| engine.merge_open(moment));
        refused(Error::UnknownMoment, |engine| engine.fast_forward(moment));
        refused(Error::UnknownMoment, |engine| engine.base_program(moment));
        refused(Error::UnknownMoment, |engine| engine.merge_bases(moment, 0).map(drop));
        refused(Error::UnknownMoment, |engine| engine.operation_at(1, moment).map(drop));
    }
}

#[test]
fn names() {
    refused(Error::UnknownName, |engine| engine.switch_branch("nowhere"));
    refused(Error::UnknownName, |engine| engine.switch_branch("start"));
    refused(Error::UnknownName, |engine| engine.delete_branch("start"));
    refused(Error::CurrentBranch, |engine| engine.delete_branch("main"));
    refused(Error::NameTaken, |engine| engine.create_branch("start", 0));
    refused(Error::NameTaken, |engine| engine.add_label("idea", 0));
    refused(Error::NameTaken, |engine| engine.rename_branch("idea", "main"));
    refused(Error::UnknownName, |engine| engine.resolve("x").map(drop));
    let mut engine = lived_in();
    engine.delete_branch("idea").unwrap();
    engine.add_label("idea", 0).unwrap();
    assert_eq!(engine.verify(), None);
}

#[test]
fn journals() {
    let words: [&[u32]; 8] = [
        &[EXTENDED],
        &[EXTENDED | 9],
        &[EXTENDED | 1],
        &[EXTENDED | 2, 1],
        &[EXTENDED | 3, 0],
        &[1 | START, EXTENDED | 1],
        &[1 | START, EXTENDED | 1, MAX_CELLS],
        &[EXTENDED | START],
    ];
    for words in words {
        refused(Error::BadJournal, |engine| engine.append(words, &[]));
    }
    // Nothing to join: the position is not at the newest moment.
    refused(Error::BadJournal, |engine| {
        engine.undo(1)?;
        let refused = engine.append(&[1], &[]);
        engine.redo(1)?;
        refused
    });
}

#[test]
fn limits() {
    let mut engine = lived_in();
    engine.set_limit(engine.history().log.next() + 1);
    let status = engine.status();
    assert_eq!(engine.append(&[1 | START, 1 | START], &[]), Err(Error::TooLarge));
    assert_eq!(engine.append(&[0x3e8 | START], &[]), Err(Error::TooLarge));
    assert_eq!(engine.status(), status);
    assert_eq!(engine.append(&[1 | START], &[]), Ok(()));
}

#[test]
fn merging_what_needs_none() {
    refused(Error::NotDiverged, |engine| engine.merge_open(1));
    refused(Error::NotDiverged, |engine| engine.fast_forward(1));
    refused(Error::UnknownCell, |engine| engine.current_operation(77).map(drop));
    refused(Error::UnknownCell, |engine| engine.operation_at(77, 0).map(drop));
}
