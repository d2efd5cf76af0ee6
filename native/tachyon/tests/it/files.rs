//! Files: what was written is read again, and what was not is refused.
//!
//! That reading changes nothing is also a neutral step of the random programs (`programs.rs`, `sequences.rs`).

use std::collections::BTreeSet;

use tachyon::Engine;
use tachyon::file::{Cause, Checked, HOST, Limits, REPAIR, Repaired, check, checksum, pack, repair};
use tachyon::journal::{EXTENDED, START};

const BASELINE: u32 = EXTENDED | 1;
const STAMP: u32 = EXTENDED | 2;
const TITLE: u32 = EXTENDED | 3;
const SAME: u32 = EXTENDED | 4;
const SPLICE: u32 = EXTENDED | 8;
const SET: u32 = EXTENDED | 9;
const PERMUTE: u32 = EXTENDED | 0xb;
const ANY: Limits = Limits { moments: 1 << 20, operations: 1 << 20 };

/// Writes a history and reads it again; it must come to the same bytes.
#[track_caller]
pub fn reopened(engine: &Engine) -> Engine {
    let bytes = engine.clone().save(&[]);
    let (mut read, host) = Engine::load(&bytes, ANY).unwrap();
    assert_eq!(read.verify(), None);
    assert!(host.is_empty());
    assert_eq!(read.save(&[]), bytes);
    read
}

/// Another history that is kept up with one, record by record.
pub struct Follower {
    copy: Engine,
}

impl Follower {
    /// Begins with a file.
    pub fn new(engine: &mut Engine) -> Self {
        let mut copy = reopened(engine);
        copy.follow();
        engine.follow();
        Self { copy }
    }

    /// Takes what is new, and compares (T1).
    #[track_caller]
    pub fn keep_up(&mut self, engine: &mut Engine) {
        let before = engine.history().log.next();
        if let Some(tail) = engine.tail().unwrap() {
            assert_eq!(tail.next, engine.history().log.next());
            let cells = |from: u32, to| (from..to).map(|op| engine.history().log.cell_of(op));
            let old: BTreeSet<_> = cells(1, self.copy.history().log.next()).collect();
            let new: BTreeSet<_> = cells(self.copy.history().log.next(), before).collect();
            assert_eq!(tail.cells.iter().map(|cell| cell.0).collect::<BTreeSet<_>>(), new);
            for &(cell, is_new) in &tail.cells {
                // A baseline alone may come again.
                let is_known = self.copy.position().current(cell) != 0;
                assert!(if is_new { !is_known } else { old.contains(&cell) }, "{cell}");
            }
            let cells = engine.history().log.cells().len() as u32;
            let before_of: Vec<u32> = (0..cells).map(|cell| self.copy.position().current(cell)).collect();
            self.copy.extend(&tail.bytes, ANY).unwrap();
            assert_eq!(self.copy.position().at, engine.position().at);
            // The plan leads to the present values.
            let planned: Vec<u32> = self.copy.answer().words.chunks(2).map(|entry| entry[0]).collect();
            let log = &self.copy.history().log;
            for (cell, before) in before_of.iter().enumerate() {
                let now = self.copy.position().current(cell as u32);
                let place = planned.iter().position(|&known| known == cell as u32);
                let told = place.map_or(*before, |place| self.copy.answer().words[place * 2 + 1]);
                assert_eq!(log.or_baseline(cell as u32, told), log.or_baseline(cell as u32, now));
            }
        }
        assert_eq!(engine.tail(), Ok(None));
        let mut copy = self.copy.clone();
        copy.extended().unwrap();
        assert_eq!(copy.verify(), None);
        assert_eq!(copy.save(&[]), engine.clone().save(&[]));
        // What is prepared now counts as long as it is true, whatever the program does next.
        engine.prepare(2);
    }
}

#[test]
fn what_is_taken_back_was_not_prepared() {
    let mut engine = lived_in();
    engine.append(&[1 | START], &[]).unwrap();
    engine.checkpoint().unwrap();
    for cell in [1, 2] {
        engine.append(&[cell | START, cell | START, cell | START], &[]).unwrap();
        assert!(engine.prepare(u32::MAX));
        if cell == 1 {
            engine.rewind().unwrap();
        }
    }
    reopened(&engine);
}

#[test]
fn a_broken_record_is_refused() {
    let mut engine = lived_in();
    let begin = engine.save(&[]);
    engine.follow();
    engine.append(&[1 | START, BASELINE, 7, 7 | START], &[]).unwrap();
    engine.add_label("new", 3).unwrap();
    let tail = engine.tail().unwrap().unwrap().bytes;
    let extended = |bytes: &[u8]| {
        let mut copy = Engine::load(&begin, ANY).unwrap().0;
        copy.follow();
        copy.extend(bytes, ANY).and_then(|()| copy.extended()).map(|()| copy)
    };
    assert_eq!(extended(&tail).unwrap().save(&[]), engine.save(&[]));
    for end in 0..tail.len() {
        assert!(extended(&tail[..end]).is_err(), "{end}");
    }
    for at in 0..tail.len() {
        for bit in 0..8 {
            let mut broken = tail.clone();
            broken[at] ^= 1 << bit;
            if let Ok(copy) = extended(&broken) {
                assert_eq!(copy.verify(), None, "{at} {bit}");
            }
        }
    }
    // Twice is once too often.
    let mut copy = extended(&tail).unwrap();
    assert!(copy.extend(&tail, ANY).is_err());
}

#[test]
fn what_was_taken_back_has_no_tail() {
    let mut engine = lived_in();
    engine.jump(engine.history().graph.len() - 1).unwrap();
    assert!(engine.tail().is_err());
    engine.checkpoint().unwrap();
    engine.open_moment(&[], 1.0, None).unwrap();
    engine.follow();
    engine.rewind().unwrap();
    assert!(engine.tail().is_err());
}

/// A bit of everything.
fn lived_in() -> Engine {
    let mut engine = Engine::new(false, 1_700_000_000_000.0);
    let time = 1_700_000_000_123.5f64.to_bits();
    let first = [BASELINE, 1, STAMP, time as u32, (time >> 32) as u32, TITLE, 0, 1 | START, BASELINE, 2, 2 | START];
    engine.append(&first, &["first \u{1F600}".into()]).unwrap();
    engine.append(&[SPLICE | START, 3, 0, 0, 3, SET, 3, 1, 0, 0, PERMUTE | START, 3, 0, 3, 0, 2, 0, 1], &[]).unwrap();
    engine.create_branch("idea", 1).unwrap();
    engine.add_label("start", 0).unwrap();
    engine.set_tag(2, "who", "\"me\"").unwrap();
    engine.set_tag(2, "why", "1").unwrap();
    engine.switch_branch("idea").unwrap();
    engine.append(&[2 | START, 1 | START, SPLICE | START, 3, 0, 0, 1], &[]).unwrap();
    engine.switch_branch("main").unwrap();
    let (source, _) = engine.resolve("idea").unwrap();
    engine.merge_open(source, 5.0).unwrap();
    let from = engine.history().log.next() - 1;
    engine.append(&[1, SAME, 3, from, 0, from, SPLICE, 3, 0, 0, 1], &[]).unwrap();
    engine.undo(2).unwrap();
    engine.append(&[4 | START], &[]).unwrap();
    engine.undo(1).unwrap();
    assert_eq!(engine.verify(), None);
    engine
}

fn bytes() -> Vec<u8> {
    lived_in().save(&[(HOST, b"objects"), (HOST + 1, b""), (HOST + 1, b"values")])
}

#[test]
fn everything_comes_back() {
    let engine = lived_in();
    let read = reopened(&engine);
    let picture = |engine: &Engine| {
        let (history, position) = (engine.history(), engine.position());
        let status = engine.status();
        let names = &history.names;
        let labels = names.labels();
        let (titles, tags) = (names.titles(), names.tags(2));
        let times: Vec<_> = history.times.runs().collect();
        let branches: Vec<_> = names.branches().collect();
        let sames = history.log.sames();
        format!(
            "{:?} {labels:?} {titles:?} {tags:?} {times:?} {branches:?} {sames:?} {:?} {:?} {:?} {}",
            history.graph,
            &status[..4],
            status[7],
            position.redo,
            position.detached,
        )
    };
    assert_eq!(picture(&read), picture(&engine));
    for cell in 0..5 {
        for moment in 0..engine.history().graph.len() {
            assert_eq!(read.operation_at(cell, moment), engine.operation_at(cell, moment), "{cell} at {moment}");
        }
    }
    for op in 1..engine.history().log.next() {
        let [a, b] = [&engine, &read].map(|engine| engine.history().log.change_of(op));
        assert_eq!(a, b, "operation {op}");
    }
}

#[test]
fn sections_of_the_host_come_back() {
    let bytes = bytes();
    let (_, host) = Engine::load(&bytes, ANY).unwrap();
    let told: Vec<_> = host.iter().map(|(kind, place)| (*kind, &bytes[place.clone()])).collect();
    assert_eq!(told, [(HOST, &b"objects"[..]), (HOST + 1, b""), (HOST + 1, b"values")]);
}

#[test]
fn every_byte_counts() {
    let bytes = bytes();
    let refused = |changed: &[u8], what: &str| {
        let refusal = Engine::load(changed, ANY).map(drop).expect_err(what);
        assert!(refusal.offset <= changed.len(), "{what}: {refusal}");
    };
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        for byte in (0..8).map(|bit| bytes[at] ^ 1 << bit).chain([0, 0xFF]).filter(|&byte| byte != bytes[at]) {
            changed[at] = byte;
            refused(&changed, &format!("byte {at} is {byte}"));
        }
        refused(&bytes[..at], &format!("the first {at} bytes"));
        let (mut without, mut doubled) = (bytes.clone(), bytes.clone());
        without.remove(at);
        doubled.insert(at, bytes[at]);
        refused(&without, &format!("without byte {at}"));
        refused(&doubled, &format!("with byte {at} twice"));
    }
}

/// The same bytes under checksums that are right.
fn signed(bytes: &[u8], sections: &[Checked]) -> Vec<u8> {
    let sections: Vec<_> = sections.iter().map(|section| (section.kind, &bytes[section.place.clone()])).collect();
    pack(&sections, false)
}

/// What is read from bytes that somebody else has signed is a history, or refused.
fn expect_history(bytes: &[u8], what: &str) {
    match Engine::load(bytes, ANY) {
        Ok((engine, _)) => {
            assert_eq!(engine.verify(), None, "{what}");
            reopened(&engine);
        }
        Err(refusal) => assert!(refusal.offset <= bytes.len(), "{what}: {refusal}"),
    }
}

#[test]
fn what_a_stranger_has_signed_is_a_history_or_refused() {
    let bytes = bytes();
    let sections = check(&bytes).unwrap();
    let begin = sections[0].place.start;
    for at in begin..bytes.len() {
        let mut changed = bytes.clone();
        for byte in 0..=255 {
            changed[at] = byte;
            expect_history(&signed(&changed, &sections), &format!("byte {at} is {byte}"));
        }
        let section = sections.iter().position(|section| section.place.contains(&at)).unwrap();
        for length in [0, 2] {
            let mut changed: Vec<Vec<u8>> =
                sections.iter().map(|section| bytes[section.place.clone()].to_vec()).collect();
            let inside = at - sections[section].place.start;
            let byte = changed[section][inside];
            changed[section].splice(inside..=inside, vec![byte; length]);
            let parts: Vec<_> =
                sections.iter().zip(&changed).map(|(section, bytes)| (section.kind, &bytes[..])).collect();
            expect_history(&pack(&parts, false), &format!("byte {at} {length} times"));
        }
    }
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let bytes = bytes();
    let cause = |bytes: &[u8]| Engine::load(bytes, ANY).map(drop).map_err(|refusal| refusal.cause);
    assert_eq!(cause(b""), Err(Cause::Truncated));
    assert_eq!(cause(b"\x8AJan"), Err(Cause::Truncated));
    assert_eq!(cause(b"{\"json\": true}"), Err(Cause::NotAHistory));
    assert_eq!(cause(&bytes[..bytes.len() - 1]), Err(Cause::Truncated));
    assert_eq!(cause(&[&bytes[..], b"\n"].concat()), Err(Cause::Trailing));
    let mut newer = bytes.clone();
    newer[8] = 2;
    assert_eq!(cause(&newer), Err(Cause::Checksum));
    let end = 16 + 16 * usize::from(newer[12]);
    let sum = checksum(&newer[..end]);
    newer[end..end + 4].copy_from_slice(&sum.to_le_bytes());
    assert_eq!(cause(&newer), Err(Cause::Format));
    assert_eq!(cause(&pack(&[(HOST, b"values")], false)), Err(Cause::Malformed));
}

#[test]
fn no_file_says_more_than_it_may() {
    let bytes = bytes();
    let refused = |limits| Engine::load(&bytes, limits).map(drop).is_err();
    assert!(refused(Limits { moments: 4, ..ANY }));
    assert!(refused(Limits { operations: 8, ..ANY }));
    assert!(!refused(Limits { moments: 64, operations: 64 }));
}

#[test]
fn a_long_line_is_few_bytes() {
    let mut engine = Engine::new(true, 0.0);
    let words: Vec<u32> = (0..100_000).map(|index| (1 + index % 5) | START).collect();
    engine.append(&words, &[]).unwrap();
    let bytes = engine.save(&[]);
    assert!(bytes.len() < 110_000, "{}", bytes.len());
    reopened(&engine);
    let same = vec![1 | START; 100_000];
    let mut engine = Engine::new(true, 0.0);
    engine.append(&same, &[]).unwrap();
    let own: usize = check(&engine.save(&[])).unwrap()[1..].iter().map(|section| section.place.len()).sum();
    assert!(own < 200, "{own}");
}

/// Long enough for several rows of parity.
fn long() -> Vec<u8> {
    let mut engine = Engine::new(true, 0.0);
    let words: Vec<u32> = (0..4_000u32).map(|index| (1 + index.wrapping_mul(2_654_435_761) % 97) | START).collect();
    engine.append(&words, &[]).unwrap();
    let values: Vec<u8> = (0..9_000u32).map(|index| ((index * index) >> 3) as u8).collect();
    engine.save(&[(HOST, b"objects"), (HOST + 1, &values), (HOST + 1, b"")])
}

/// As many bytes at a place as one row after the other can repair.
const REPAIRABLE: usize = 64 * 8;

#[test]
fn any_stretch_can_be_repaired() {
    let bytes = long();
    let sections = check(&bytes).unwrap();
    assert_eq!(sections[0].kind, REPAIR);
    assert!(bytes.len() > 16 * REPAIRABLE, "{}", bytes.len());
    let begin = sections[1].place.start;
    for at in (0..bytes.len()).step_by(7) {
        // The head with what is to repair it is not spread over rows.
        let length = if at < begin { 3.min(begin - at) } else { REPAIRABLE };
        let mut damaged = bytes.clone();
        let end = (at + length).min(bytes.len());
        damaged[at..end].iter_mut().for_each(|byte| *byte = byte.wrapping_mul(31).wrapping_add(7));
        let repaired = repair(&damaged).unwrap();
        assert!(repaired.bytes == bytes, "at {at}");
        assert!(repaired.places.iter().all(|place| place.start >= at && place.end <= end), "at {at}");
        // What is missing at the end.
        if at + REPAIRABLE >= bytes.len() {
            assert!(repair(&bytes[..at]).unwrap().bytes == bytes, "{at} bytes");
        }
    }
    assert_eq!(repair(&bytes), Ok(Repaired { bytes: bytes.clone(), places: Vec::new() }));
    assert!(repair(&[&bytes[..], b"more"].concat()).unwrap().bytes == bytes);
}

#[test]
fn what_cannot_be_repaired_is_refused() {
    let bytes = long();
    let sections = check(&bytes).unwrap();
    let begin = sections[1].place.start;
    let mut damaged = bytes.clone();
    damaged[begin..begin + 16 * REPAIRABLE].fill(0);
    assert_eq!(repair(&damaged).map_err(|refusal| refusal.cause), Err(Cause::Checksum));
    assert!(repair(&bytes[..begin]).is_err() && repair(&bytes[..20]).is_err() && repair(b"").is_err());
    // The control part and something else.
    let mut damaged = bytes.clone();
    damaged[sections[0].place.start + 20] ^= 1;
    assert!(repair(&damaged).unwrap().bytes == bytes);
    damaged[begin + 9] ^= 1;
    assert!(repair(&damaged).is_err());
    // A file without parity that is whole stays as it is; one that is not has nothing to be repaired from.
    let own: Vec<_> = sections[1..].iter().map(|section| (section.kind, &bytes[section.place.clone()])).collect();
    let mut plain = pack(&own, false);
    assert_eq!(
        Engine::load(&plain, ANY).unwrap().0.save(&[]).len(),
        Engine::load(&bytes, ANY).unwrap().0.save(&[]).len()
    );
    plain[900] ^= 1;
    assert!(repair(&plain).is_err());
}

#[test]
fn a_stranger_gets_nothing_out_of_repair() {
    let bytes = bytes();
    for at in 0..bytes.len() {
        for byte in (0..=255).step_by(5) {
            let mut changed = bytes.clone();
            changed[at] = byte;
            // Signed again as far as the head goes: the section says what it likes of itself.
            if let Ok(sections) = check(&changed) {
                drop(repair(&signed(&changed, &sections)));
            }
            if let Ok(repaired) = repair(&changed) {
                assert!(repaired.bytes == bytes, "byte {at} is {byte}");
            }
        }
    }
}
