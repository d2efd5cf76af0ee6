//! Ladders: each rung is what a single step answers, and whoever has climbed leaves the engine as steps would.

use tachyon::Engine;
use tachyon::ids::NO_MOMENT;
use tachyon::journal::{EXTENDED, START};

const BASELINE: u32 = EXTENDED | 1;
const REACH: i32 = 64;

/// The rungs that an engine answers, (cell, back, forth), and the redo target of their top.
fn answered(engine: &Engine, reach: i32) -> (Vec<[u32; 3]>, u32) {
    let mut engine = engine.clone();
    engine.climb(engine.position().at, reach).unwrap();
    let mut rows: Vec<[u32; 3]> = engine.answer().words.chunks(3).map(|row| [row[0], row[1], row[2]]).collect();
    let [beyond, ..] = rows.pop().unwrap();
    (rows, beyond)
}

fn rungs(engine: &Engine, reach: i32) -> Vec<[u32; 3]> {
    answered(engine, reach).0
}

/// The ladders at the position are what steps answer; answers how many rungs there are downwards and upwards.
pub fn expect_as_steps(engine: &Engine) -> (usize, usize) {
    let redo_target = |engine: &Engine| engine.redo_target().unwrap_or(NO_MOMENT);
    let ((down, here), (up, beyond)) = (answered(engine, -REACH), answered(engine, REACH));
    assert_eq!(here, redo_target(engine));
    let mut stepping = engine.clone();
    for &[cell, back, forth] in &down {
        let at = stepping.position().at;
        stepping.undo(1).unwrap();
        assert_eq!((stepping.answer().words.as_slice(), stepping.position().at), (&[cell, back][..], at - 1));
        assert_eq!(stepping.redo_target(), Some(at));
        expect_told(engine, &stepping);
        stepping.redo(1).unwrap();
        assert_eq!(stepping.answer().words, [cell, forth], "from {} up again", at - 1);
        stepping.undo(1).unwrap();
    }
    let mut stepping = engine.clone();
    for &[cell, back, forth] in &up {
        let at = stepping.position().at;
        assert_eq!(stepping.redo_target(), Some(at + 1));
        stepping.redo(1).unwrap();
        assert_eq!(stepping.answer().words, [cell, forth], "from {at} up");
        expect_told(engine, &stepping);
        stepping.undo(1).unwrap();
        assert_eq!(stepping.answer().words, [cell, back], "from {} down again", at + 1);
        stepping.redo(1).unwrap();
    }
    assert_eq!(redo_target(&stepping), beyond);
    (down.len(), up.len())
}

/// An engine that is told of a step stands where one does that has made it.
fn expect_told(engine: &Engine, stepping: &Engine) {
    assert_eq!((stepping.steps_done(), stepping.position().detached), (1, false));
    let mut told = engine.clone();
    told.climb(stepping.position().at, 0).unwrap();
    assert_eq!(told.answer().len(), 1);
    assert_eq!(format!("{:?}", told.position()), format!("{:?}", stepping.position()));
    assert_eq!(told.verify(), None);
}

/// Cells 1 and 2 have baselines 1 and 2; then as many moments as there are words, of one operation each.
fn line(linear: bool, moments: &[u32]) -> Engine {
    let mut engine = Engine::new(linear, 0.0);
    engine.append(&[BASELINE, 1, BASELINE, 2], &[]).unwrap();
    engine.append(&moments.iter().map(|cell| cell | START).collect::<Vec<_>>(), &[]).unwrap();
    engine
}

fn at(mut engine: Engine, moment: u32) -> Engine {
    engine.jump(moment).unwrap();
    engine
}

#[test]
fn a_line_is_a_ladder_from_any_place_on_it() {
    let engine = line(false, &[1, 2, 1]);
    assert_eq!(rungs(&engine, -REACH), [[1, 3, 5], [2, 2, 4], [1, 1, 3]]);
    assert_eq!(rungs(&at(engine.clone(), 1), REACH), [[2, 2, 4], [1, 3, 5]]);
    assert_eq!(
        (0..4).map(|moment| expect_as_steps(&at(engine.clone(), moment))).collect::<Vec<_>>(),
        [(0, 3), (1, 2), (2, 1), (3, 0)]
    );
}

#[test]
fn it_reaches_as_far_as_was_asked() {
    let engine = at(line(false, &[1; 100]), 50);
    assert_eq!((rungs(&engine, -7).len(), rungs(&engine, 7).len()), (7, 7));
    assert_eq!((rungs(&engine, i32::MIN).len(), rungs(&engine, i32::MAX).len()), (50, 50));
    assert!(rungs(&engine, 0).is_empty());
}

#[test]
fn it_ends_at_moments_that_are_no_rungs() {
    // Moments 3 (two operations) and 5 (followed by a baseline) are none.
    let mut engine = line(false, &[1, 2, 1]);
    engine.append(&[2, 1 | START, 2 | START, BASELINE, 3, 3 | START], &[]).unwrap();
    assert_eq!(
        (0..7).map(|moment| expect_as_steps(&at(engine.clone(), moment))).collect::<Vec<_>>(),
        [(0, 2), (1, 1), (2, 0), (0, 1), (1, 0), (0, 1), (1, 0)]
    );
}

#[test]
fn it_stays_within_its_run_and_its_line() {
    // main: 0 1 2 3, side: 2 4 5.
    let mut engine = at(line(false, &[1, 2, 1]), 2);
    engine.create_branch("side", 2).unwrap();
    engine.switch_branch("side").unwrap();
    engine.append(&[2 | START, 2 | START], &[]).unwrap();
    assert_eq!(expect_as_steps(&engine), (1, 0));
    engine.undo(3).unwrap();
    assert_eq!((engine.position().at, expect_as_steps(&engine)), (1, (1, 1)));
    engine.jump(5).unwrap();
    engine.switch_branch("main").unwrap();
    // Redo at 2 leads to 3 again, which is where the ladder of main goes on.
    assert_eq!((expect_as_steps(&engine), expect_as_steps(&at(engine.clone(), 1))), ((3, 0), (1, 2)));
    // At 5 no branch could follow, so every step has to look.
    assert_eq!(expect_as_steps(&at(engine.clone(), 5)), (0, 0));
    // Off the line of side, 3 is beyond what can be climbed, though redo would go there.
    engine.switch_branch("side").unwrap();
    engine.jump(3).unwrap();
    engine.jump(1).unwrap();
    assert_eq!((engine.position().detached, expect_as_steps(&engine)), (false, (1, 1)));
}

#[test]
fn in_a_linear_history_it_ends_with_its_run() {
    // 0 1 2 3 left behind, then 1 4 5; at 3 no name stands.
    let mut engine = at(line(true, &[1, 2, 1]), 1);
    engine.append(&[2 | START, 2 | START], &[]).unwrap();
    assert_eq!(expect_as_steps(&engine), (1, 0));
    assert_eq!(expect_as_steps(&at(engine.clone(), 3)), (3, 0));
    assert_eq!(expect_as_steps(&at(engine, 2)), (2, 1));
}

#[test]
fn it_ends_where_redo_deviates() {
    // main: 0 1 2 3, side: 1 4. Redo at 1 leads to 4, and at the tip of a branch one has switched to nowhere.
    let mut engine = line(false, &[1, 2, 1]);
    engine.create_branch("side", 1).unwrap();
    engine.switch_branch("side").unwrap();
    assert_eq!((engine.redo_target(), expect_as_steps(&engine)), (None, (1, 0)));
    engine.append(&[2 | START], &[]).unwrap();
    engine.undo(2).unwrap();
    assert_eq!((engine.position().at, expect_as_steps(&engine)), (0, (0, 1)));
    engine.redo(1).unwrap();
    assert_eq!((engine.redo_target(), expect_as_steps(&engine)), (Some(4), (1, 0)));
}
