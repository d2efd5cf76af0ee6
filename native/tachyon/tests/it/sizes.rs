//! Sizes at which recursion would show, on a stack of 512 KiB.

use tachyon::Engine;
use tachyon::journal::{EXTENDED, START};

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(512 << 10).spawn(run).unwrap().join().unwrap();
}

fn begun() -> Engine {
    let mut engine = Engine::new(false, 0.0);
    engine.append(&[EXTENDED | 1, 1, EXTENDED | 1, 2], &[]).unwrap();
    engine
}

#[test]
fn a_chain_of_a_million() {
    on_a_small_stack(|| {
        let mut engine = begun();
        engine.append(&vec![1 | START; 1_000_000], &[]).unwrap();
        assert_eq!(engine.history().graph.runs().len(), 1);
        engine.undo(u32::MAX).unwrap();
        assert_eq!((engine.steps_done(), engine.answer().words.len()), (1_000_000, 2));
        engine.redo(u32::MAX).unwrap();
        assert_eq!(engine.position().at, 1_000_000);
        engine.jump(1).unwrap();
        assert_eq!(engine.verify(), None);
    });
}

#[test]
fn ten_thousand_branches_off_one_moment() {
    on_a_small_stack(|| {
        let mut engine = begun();
        engine.append(&[1 | START], &[]).unwrap();
        for branch in 0..10_000 {
            let name = format!("b{branch}");
            engine.create_branch(&name, 1).unwrap();
            engine.switch_branch(&name).unwrap();
            engine.append(&[2 | START], &[]).unwrap();
        }
        assert_eq!(engine.merge_bases(5, 9_000), Ok(vec![1]));
        assert_eq!(engine.verify(), None);
    });
}

#[test]
fn a_ladder_of_ten_thousand_diamonds() {
    on_a_small_stack(|| {
        let mut engine = begun();
        engine.append(&[1 | START], &[]).unwrap();
        engine.create_branch("side", 0).unwrap();
        for _ in 0..10_000 {
            let main = engine.position().at;
            engine.switch_branch("side").unwrap();
            engine.fast_forward(main).unwrap();
            engine.append(&[2 | START], &[]).unwrap();
            let side = engine.position().at;
            engine.switch_branch("main").unwrap();
            engine.append(&[1 | START], &[]).unwrap();
            engine.merge_open(side).unwrap();
        }
        assert!(engine.is_ancestor(0, engine.position().at).unwrap());
        assert_eq!(engine.merge_bases(engine.position().at, 1), Ok(vec![1]));
        engine.undo(u32::MAX).unwrap();
        assert_eq!(engine.steps_done(), 20_001);
        assert_eq!(engine.verify(), None);
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
            engine.merge_open(main).unwrap();
            engine.switch_branch("main").unwrap();
            engine.merge_open(side).unwrap();
        }
        let side = engine.resolve("side").unwrap().0;
        assert_eq!(engine.merge_bases(engine.position().at, side).map(|bases| bases.len()), Ok(2));
        engine.base_program(side).unwrap();
        assert!(engine.answer().words.len() > 4 * 3 * 999);
        assert_eq!(engine.verify(), None);
    });
}
