//! Sizes at which recursion would show, on a stack of 512 KiB; `join` also covers that the engine is dropped there.

use tachyon::Engine;
use tachyon::journal::{EXTENDED, START};
use tachyon::merge::Kind;

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(512 << 10).spawn(run).unwrap().join().unwrap();
}

fn begun() -> Engine {
    let mut engine = Engine::new(false, 0.0);
    engine.append(&[EXTENDED | 1, 1, EXTENDED | 1, 2, 1 | START], &[]).unwrap();
    engine
}

fn tip(engine: &Engine, name: &str) -> u32 {
    engine.resolve(name).unwrap().0
}

fn there_and_back(engine: &mut Engine, steps: u32) {
    let at = engine.position().at;
    engine.undo(u32::MAX).unwrap();
    assert_eq!((engine.position().at, engine.steps_done()), (0, steps));
    engine.redo(u32::MAX).unwrap();
    assert_eq!((engine.position().at, engine.steps_done()), (at, steps));
    engine.jump(0).unwrap();
    engine.jump(at).unwrap();
    assert_eq!(engine.verify(), None);
}

#[test]
fn a_chain_of_a_million() {
    on_a_small_stack(|| {
        let mut engine = begun();
        engine.append(&vec![1 | START; 999_999], &[]).unwrap();
        assert_eq!(engine.history().graph.runs().len(), 1);
        engine.undo(u32::MAX).unwrap();
        assert_eq!((engine.steps_done(), engine.answer().words.as_slice()), (1_000_000, &[1, 1][..]));
        there_and_back_from_genesis(&mut engine);
        // A fork at the middle, and the merge of both halves.
        engine.jump(500_000).unwrap();
        engine.create_branch("side", 500_000).unwrap();
        engine.switch_branch("side").unwrap();
        engine.append(&[2 | START], &[]).unwrap();
        let main = tip(&engine, "main");
        assert_eq!(engine.merge_bases(main, engine.position().at), Ok(vec![500_000]));
        engine.merge_candidates(main, None).unwrap();
        assert_eq!(engine.answer().words, [1, 500_002, 500_002, 1_000_002]);
        engine.merge_open(main, 0.0).unwrap();
        there_and_back(&mut engine, 500_002);
    });
}

fn there_and_back_from_genesis(engine: &mut Engine) {
    engine.redo(u32::MAX).unwrap();
    assert_eq!((engine.position().at, engine.steps_done()), (1_000_000, 1_000_000));
    assert_eq!(engine.answer().words, [1, 1_000_002]);
    there_and_back(engine, 1_000_000);
}

#[test]
fn ten_thousand_branches_off_one_moment() {
    on_a_small_stack(|| {
        let mut engine = begun();
        for branch in 0..10_000 {
            let name = format!("b{branch}");
            engine.create_branch(&name, 1).unwrap();
            engine.switch_branch(&name).unwrap();
            engine.append(&[2 | START], &[]).unwrap();
        }
        assert_eq!(engine.merge_bases(5, 9_000), Ok(vec![1]));
        assert_eq!(engine.merge_kind(5), Ok(Kind::Diverged));
        // All of them merged into main, one after the other.
        engine.switch_branch("main").unwrap();
        engine.fast_forward(tip(&engine, "b0")).unwrap();
        for branch in 1..10_000 {
            engine.merge_open(tip(&engine, &format!("b{branch}")), 0.0).unwrap();
        }
        assert_eq!(engine.merge_bases(engine.position().at, tip(&engine, "b77")), Ok(vec![tip(&engine, "b77")]));
        there_and_back(&mut engine, 2 + 9_999);
        assert!(engine.abandoned().is_empty());
    });
}

#[test]
fn a_ladder_of_ten_thousand_diamonds() {
    on_a_small_stack(|| {
        let mut engine = begun();
        engine.create_branch("side", 0).unwrap();
        for _ in 0..10_000 {
            let main = engine.position().at;
            engine.switch_branch("side").unwrap();
            engine.fast_forward(main).unwrap();
            engine.append(&[2 | START], &[]).unwrap();
            let side = engine.position().at;
            engine.switch_branch("main").unwrap();
            engine.append(&[1 | START], &[]).unwrap();
            engine.merge_candidates(side, None).unwrap();
            assert_eq!(engine.answer().len(), 1);
            engine.merge_open(side, 0.0).unwrap();
        }
        assert_eq!(engine.is_ancestor(0, engine.position().at), Ok(true));
        assert_eq!(engine.is_ancestor(tip(&engine, "side"), 1), Ok(false));
        assert_eq!(engine.merge_bases(engine.position().at, 1), Ok(vec![1]));
        there_and_back(&mut engine, 20_001);
    });
}

#[test]
fn a_ladder_of_criss_crosses() {
    on_a_small_stack(|| {
        let mut engine = begun();
        engine.create_branch("side", 0).unwrap();
        for _ in 0..1_000 {
            engine.append(&[1 | START], &[]).unwrap();
            let main = engine.position().at;
            engine.switch_branch("side").unwrap();
            engine.append(&[2 | START], &[]).unwrap();
            let side = engine.position().at;
            engine.merge_open(main, 0.0).unwrap();
            engine.switch_branch("main").unwrap();
            engine.merge_open(side, 0.0).unwrap();
        }
        let side = tip(&engine, "side");
        assert_eq!(engine.merge_bases(engine.position().at, side).map(|bases| bases.len()), Ok(2));
        engine.base_program(side).unwrap();
        // Every rung merges its two pasts over the rung below, and each rung is merged once.
        assert_eq!(engine.answer().words.chunks(4).filter(|step| step[0] == 1).count(), 1_000);
        engine.merge_candidates(side, None).unwrap();
        engine.merge_open(side, 0.0).unwrap();
        there_and_back(&mut engine, 1 + 2 * 1_000 + 1);
    });
}
