//! Changes of sequences that are refused, without a trace; and those that no list could have made, which do no harm.

use tachyon::ids::NO_MOMENT;
use tachyon::journal::{EXTENDED, MAX_CELLS, START};
use tachyon::log::Same;
use tachyon::merge::sequence::COLUMNS;
use tachyon::{Engine, Error};

const LIST: u32 = 1;
const VALUE: u32 = 2;
const SAME: u32 = EXTENDED | 4;
const SPLICE: u32 = EXTENDED | 8;
const SET: u32 = SPLICE + 1;
const MOVE: u32 = SPLICE + 2;
const PERMUTE: u32 = SPLICE + 3;
const HOLES: u32 = SPLICE + 4;

/// main: a splice of four, a move, a permutation; side: a splice. Operation numbers end at 10.
fn lived_in() -> Engine {
    let mut engine = Engine::new(false, 1.0);
    engine.append(&[SPLICE | START, LIST, 0, 0, 4, VALUE | START], &[]).unwrap();
    engine.create_branch("side", 2).unwrap();
    engine.append(&[MOVE | START, LIST, 0, 2, 0, PERMUTE | START, LIST, 0, 4, 0, 3, 2, 1, 0], &[]).unwrap();
    engine.switch_branch("side").unwrap();
    engine.append(&[SPLICE | START, LIST, 1, 1, 1], &[]).unwrap();
    engine.switch_branch("main").unwrap();
    engine
}

fn picture(engine: &Engine) -> String {
    let history = engine.history();
    format!("{:?} {:?} {:?} {:?} {:?}", engine.status(), history.graph, history.log, engine.position(), engine.answer())
}

#[track_caller]
fn refused(expected: Error, command: impl FnOnce(&mut Engine) -> Result<(), Error>) {
    let mut engine = lived_in();
    let before = picture(&engine);
    assert_eq!(command(&mut engine), Err(expected));
    assert_eq!(picture(&engine), before);
    assert_eq!(engine.verify(), None);
}

/// Journals that begin well.
const BEGINNINGS: [&[u32]; 4] = [
    &[],
    &[SPLICE | START, LIST, 0, 1, 1],
    &[VALUE | START, SET, LIST, 0, 0, 0],
    &[SAME, 3, 1, 1, 1, SPLICE | START, 7, 0, 0, 1, HOLES, 7, 1, 0, 2],
];

#[test]
fn cut_off_and_unknown_changes() {
    let ends: [&[u32]; 14] = [
        &[EXTENDED | 5],
        &[EXTENDED | 7],
        &[SPLICE + 6, LIST, 0, 0, 0],
        &[(SPLICE + 6) | START, LIST, 0, 0, 0],
        &[EXTENDED | START | 4, 0],
        &[SPLICE | START],
        &[SPLICE | START, LIST],
        &[SPLICE | START, LIST, 0, 0],
        &[SPLICE | START, MAX_CELLS, 0, 0, 1],
        &[MOVE | START, u32::MAX, 0, 0, 0],
        &[SAME],
        &[SAME, 1],
        &[SAME, u32::MAX, 1],
        &[PERMUTE | START, LIST, 0, u32::MAX, 0, 0, 1],
    ];
    for (beginning, end) in BEGINNINGS.iter().flat_map(|&beginning| ends.map(|end| (beginning, end))) {
        refused(Error::BadJournal, |engine| engine.append(&[beginning, end].concat(), &[]));
    }
}

#[test]
fn orders_that_are_no_permutations() {
    let orders: [&[u32]; 7] =
        [&[1], &[0, 0], &[1, 2], &[0, 1, 3], &[2, 2, 0], &[u32::MAX, 0], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 8]];
    for (beginning, order) in BEGINNINGS.iter().flat_map(|&beginning| orders.map(|order| (beginning, order))) {
        let permute = [PERMUTE | START, LIST, 0, order.len() as u32, 0];
        refused(Error::BadJournal, |engine| engine.append(&[beginning, &permute, order].concat(), &[]));
    }
    // The order is shorter than said: the next words are taken for it.
    refused(Error::BadJournal, |engine| engine.append(&[PERMUTE | START, LIST, 0, 2, 0, 1, VALUE | START], &[]));
}

#[test]
fn taking_over_what_is_not_yet() {
    let next = lived_in().history().log.next();
    for number in [next, next + 1, u32::MAX] {
        for same in [[number, 0, 0], [0, number, 0], [0, 0, number]] {
            let words = [&[SAME, 3], &same[..], &[SPLICE | START, LIST, 0, 0, 1]].concat();
            refused(Error::BadJournal, |engine| engine.append(&words, &[]));
        }
    }
    let mut engine = lived_in();
    engine.append(&[SAME, 6, next - 1, 0, 0, 0, next - 1, 0, SPLICE | START, LIST, 0, 0, 2], &[]).unwrap();
    let log = &engine.history().log;
    let same = Same { element: next - 1, place: 0, value: next - 1 };
    assert_eq!([log.same_of(next), log.same_of(next + 1)], [Some(same), None]);
}

#[test]
fn taking_over_for_nothing() {
    // More than is inserted, or less; of changes that take over nothing, of a value, of the end.
    let words: [&[u32]; 11] = [
        &[SAME, 0, SPLICE | START, LIST, 0, 0, 0],
        &[SAME, 1, 1, SPLICE | START, LIST, 0, 0, 1],
        &[SAME, 6, 1, 1, 0, 0, 1, 1, SPLICE | START, LIST, 0, 0, 1],
        &[SAME, 3, 1, 0, 1, SPLICE | START, LIST, 0, 1, 0],
        &[SAME, 2, 1, 1, MOVE | START, LIST, 0, 1, 0],
        &[SAME, 2, 1, 1, SET | START, LIST, 0, 0, 0],
        &[SAME, 1, 1, PERMUTE | START, LIST, 0, 2, 0, 1, 0],
        &[SAME, 1, 1, HOLES | START, LIST, 0, 0, 1],
        &[SAME, 1, 1, VALUE | START],
        &[SAME, 3, 1, 0, 1, SAME, 3, 1, 0, 1, SPLICE | START, LIST, 0, 0, 1],
        &[SPLICE | START, LIST, 0, 0, 1, SAME, 3, 1, 0, 1],
    ];
    for words in words {
        refused(Error::BadJournal, |engine| engine.append(words, &[]));
    }
}

#[test]
fn changes_where_none_can_join() {
    for words in [&[SPLICE, LIST, 0, 0, 1][..], &[MOVE, LIST, 0, 1, 0]] {
        let mut behind = lived_in();
        behind.undo(1).unwrap();
        let before = picture(&behind);
        assert_eq!(behind.append(words, &[]), Err(Error::BadJournal));
        assert_eq!(picture(&behind), before);
    }
}

#[test]
fn more_numbers_than_there_are() {
    let next = lived_in().history().log.next();
    for [count, added] in [[u32::MAX, u32::MAX], [u32::MAX, 0], [0, u32::MAX], [1 << 31, 1 << 31]] {
        refused(Error::TooLarge, |engine| engine.append(&[SPLICE | START, LIST, 0, count, added], &[]));
    }
    for (words, fits) in [(&[SPLICE | START, LIST, 0, 2, 3][..], 5), (&[SET | START, LIST, 0, 0, 0], 2)] {
        let mut engine = lived_in();
        engine.set_limit(next + fits - 1);
        let before = picture(&engine);
        assert_eq!(engine.append(words, &[]), Err(Error::TooLarge));
        assert_eq!(picture(&engine), before);
        engine.set_limit(u32::MAX);
        let mut engine = lived_in();
        engine.set_limit(next + fits);
        assert_eq!(engine.append(words, &[]), Ok(()));
    }
}

#[test]
fn ways_and_rows_of_what_is_no_sequence() {
    let next = lived_in().history().log.next();
    let value = lived_in().current_operation(VALUE).unwrap();
    let list = lived_in().current_operation(LIST).unwrap();
    for (from, to) in [(next, 0), (0, next), (u32::MAX, 1), (list, value), (value, list)] {
        refused(Error::UnknownCell, |engine| engine.way(from, to));
    }
    for cell in [0, VALUE, 3, MAX_CELLS, u32::MAX] {
        refused(Error::UnknownCell, |engine| engine.merge_sequence(cell, 5, None));
    }
    for moment in [6, NO_MOMENT] {
        refused(Error::UnknownMoment, |engine| engine.merge_sequence(LIST, moment, None));
    }
}

#[test]
#[ignore = "defect: way panics at the number of a value of a change, which has no previous operation"]
fn ways_of_what_is_no_operation() {
    let list = lived_in().current_operation(LIST).unwrap();
    for number in 2..=4 {
        refused(Error::UnknownCell, |engine| engine.way(number, 0));
        refused(Error::UnknownCell, |engine| engine.way(list, number));
    }
}

/// The engine does not know how long a list is: changes at any index are kept, and merging them must end.
#[test]
fn changes_beyond_the_end_do_no_harm() {
    let mut state = 0x2545_f491_u32;
    let mut random = move |below: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % below
    };
    for _ in 0..3_000 {
        let mut engine = lived_in();
        for _ in 0..random(12) {
            let index = [random(8), random(8), 1 << 29, u32::MAX][random(4) as usize];
            let words = match random(6) {
                0 | 1 => vec![SPLICE | START, LIST, index, random(9), random(3)],
                2 => vec![SET | START, LIST, index, random(9), random(9)],
                3 => vec![MOVE | START, LIST, index, [random(9), u32::MAX][random(2) as usize], 0],
                4 => vec![HOLES | START, LIST, index, 0, [1, u32::MAX][random(2) as usize]],
                _ => vec![PERMUTE | START, LIST, index, 3, random(9), 2, 0, 1],
            };
            engine.append(&words, &[]).unwrap();
            if random(3) == 0 {
                engine.switch_branch(["main", "side"][random(2) as usize]).unwrap();
            }
        }
        for (name, other) in [("main", "side"), ("side", "main")] {
            engine.switch_branch(name).unwrap();
            let (source, _) = engine.resolve(other).unwrap();
            engine.merge_sequence(LIST, source, None).unwrap();
            assert_eq!(engine.answer().words.len() % COLUMNS, 0);
            let (from, to) = (engine.current_operation(LIST).unwrap(), engine.operation_at(LIST, source).unwrap());
            engine.way(from, to).unwrap();
        }
        assert_eq!(engine.verify(), None);
    }
}
