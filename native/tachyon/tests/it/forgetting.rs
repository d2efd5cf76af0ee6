//! Cells of which nothing is known but what there is at the root.

use tachyon::Engine;
use tachyon::journal::{EXTENDED, START};
use tachyon::retain::Limits;

const BASELINE: u32 = EXTENDED | 1;
const SPLICE: u32 = EXTENDED | 8;

fn forget(engine: &mut Engine, cell: u32) -> Option<u32> {
    engine.forget_cell(cell);
    assert_eq!(engine.verify(), None);
    engine.answer().words.first().copied()
}

fn keep(engine: &mut Engine, moments: u32) {
    engine.limit(Limits { moments, ..Limits::default() }).unwrap();
    engine.retain(u32::MAX).unwrap();
    assert_eq!(engine.verify(), None);
}

#[test]
fn only_what_is_the_same_everywhere_is_forgotten() {
    let mut engine = Engine::new(false, 0.0);
    engine.append(&[BASELINE, 1, 1 | START, BASELINE, 2, 2 | START, 1 | START], &[]).unwrap();
    engine.append(&[SPLICE | START, 3, 0, 0, 2, SPLICE | START, 4, 0, 0, 1], &[]).unwrap();
    for cell in 1..=4 {
        assert_eq!(forget(&mut engine, cell), None, "nothing has gone yet");
    }
    engine.append(&[1 | START, SPLICE | START, 4, 0, 1, 0], &[]).unwrap();
    keep(&mut engine, 2);
    // Cell 1 changes in the root's child; 2 and 3 nowhere any more; 4 in the newest moment.
    let known: Vec<_> = (1..=4).map(|cell| forget(&mut engine, cell)).collect();
    assert_eq!(known, [None, Some(1), Some(1), None]);
    assert_eq!([1, 2, 3].map(|cell| engine.current_operation(cell).unwrap() == 0), [false, true, true]);
    assert_eq!(forget(&mut engine, 9), Some(0), "nobody knows it");
    // The number is another one's from now on.
    engine.append(&[BASELINE, 3, 3 | START, SPLICE | START, 2, 0, 0, 1], &[]).unwrap();
    engine.undo(2).unwrap();
    engine.redo(2).unwrap();
    assert_eq!(engine.verify(), None);
}

#[test]
fn a_pinned_sequence_stays() {
    let mut engine = Engine::new(false, 0.0);
    engine.append(&[SPLICE | START, 1, 0, 0, 2, BASELINE, 2, 2 | START, 2 | START, 2 | START], &[]).unwrap();
    engine.pin(1, true);
    keep(&mut engine, 1);
    assert_eq!(forget(&mut engine, 1), None);
    engine.pin(1, false);
    assert_eq!(forget(&mut engine, 1), Some(1));
}
