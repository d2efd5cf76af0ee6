//! What the engine does wrong, each as the promise that it breaks.

use tachyon::journal::{EXTENDED, START};
use tachyon::{Engine, Error};

use crate::model::{Item, Model};

/// Whether a journal would show one of these defects: programs leave it out, because a wrong branch spoils the rest.
pub fn shows(model: &Model, items: &[Item]) -> bool {
    let first = items.iter().find(|item| matches!(item, Item::Start(_) | Item::Join(_)));
    let (begins, joins) = (first.is_some_and(|item| item.starts()), first.is_some_and(|item| !item.starts()));
    let moves_branch = !begins && model.head() != model.at;
    moves_branch || (joins && (model.detached || model.at == 0))
}

fn undone() -> Engine {
    let mut engine = Engine::new(false, 0.0);
    engine.append(&[1 | START, 1 | START, 1 | START], &[]).unwrap();
    engine.undo(2).unwrap();
    engine
}

#[test]
#[ignore = "defect: Engine::append moves the head of the current branch to the position even if no moment began"]
fn a_journal_without_a_moment_moves_no_branch() {
    for words in [&[][..], &[EXTENDED | 1, 7], &[EXTENDED | 2, 0, 0]] {
        let mut engine = undone();
        engine.append(words, &[]).unwrap();
        assert_eq!(engine.resolve("main").map(|named| named.0), Ok(3), "{words:?}");
        engine.redo(2).unwrap();
        assert!(!engine.position().detached, "{words:?}");
    }
}

#[test]
#[ignore = "defect: Engine::check refuses only START while detached, so operations join a moment of another branch"]
fn a_detached_position_takes_no_operation() {
    let mut engine = undone();
    engine.create_branch("side", 1).unwrap();
    engine.switch_branch("side").unwrap();
    engine.jump(3).unwrap();
    assert_eq!(engine.append(&[1], &[]), Err(Error::Detached));
    assert_eq!(engine.resolve("side").map(|named| named.0), Ok(1));
    assert_eq!(engine.verify(), None);
}

#[test]
#[ignore = "defect: operations without START join genesis, where nothing can undo them"]
fn genesis_takes_no_operation() {
    let mut engine = Engine::new(false, 0.0);
    assert_eq!(engine.append(&[1], &[]), Err(Error::BadJournal));
}
