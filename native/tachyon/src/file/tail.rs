//! What a history has got since a mark, as bytes: one record of a journal beside a file.
//!
//! Moments and operations are appended only, so of them the record has what is new. Names, the position and the redo memory
//! change in place, so of them it has how their bytes differ from those of the record before: what begins and ends alike
//! is not repeated.
//!
//! Moments and operations before it · cells · new runs: count, then length and how far the parent is before the first moment
//! · further parents: count, then moment, from the first new one, and how far the parent is before it · the log, as in a
//! file, from the last moment before it on · titles and times of new moments, as in a file · differences of branches,
//! labels, tags and redo memory: 0 for none, or what they begin with in common plus one, what they end with in common, and
//! length and bytes of what lies between · the moment where the object stands · the place of its branch.
//!
//! - **T1** a history that is extended by the tails that were taken of another one, from the same mark on, is that other one

use std::collections::BTreeMap;

use super::columns::{Reader, Writer};
use super::log::LogWriter;
use super::{Cause, FileError, Limits, log, names, position};
use crate::engine::Engine;
use crate::error::Error;
use crate::graph::Graph;
use crate::history::History;
use crate::ids::{BASELINE_MARK, CellId, MomentId, NO_OP, OpId};
use crate::log::Log;
use crate::log::sequence::{self, Change};
use crate::names::Names;
use crate::past::versions_there;

const PIECES: usize = 4;

/// Up to where somebody has followed a history, and what was there.
#[derive(Debug, Clone)]
pub struct Following {
    moments: MomentId,
    next: OpId,
    /// The newest operation of each cell.
    newest: Vec<OpId>,
    /// Branches, labels, tags and redo memory.
    pieces: [Vec<u8>; PIECES],
    /// Title and time of the next moment, where it has them before it is there.
    ahead: Vec<u8>,
    at: MomentId,
    /// The place of the current branch among all.
    branch: usize,
}

/// What a history has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    /// The record.
    pub bytes: Vec<u8>,
    /// Number of the next operation.
    pub next: OpId,
    /// The cells that were recorded, and whether for the first time, ascending.
    pub cells: Vec<(CellId, bool)>,
    /// Operations that are deltas of adapted values, with their cells.
    pub deltas: Vec<(OpId, CellId)>,
}

fn pieces(engine: &Engine) -> [Vec<u8>; PIECES] {
    let names = &engine.history().names;
    let mut writers: [Writer; PIECES] = Default::default();
    names::write_branches(names, &mut writers[0]);
    names::write_labels(names, &mut writers[1]);
    names::write_tags(names, &mut writers[2]);
    position::write_redo(&engine.position().redo, &mut writers[3]);
    writers.map(|writer| writer.bytes)
}

fn ahead(History { graph, names, times, .. }: &History) -> Vec<u8> {
    let mut writer = Writer::default();
    names::write_titles(names, graph.len(), &mut writer);
    names::write_times(times, graph.len(), &mut writer);
    writer.bytes
}

fn write_difference(before: &[u8], now: &[u8], to: &mut Writer) {
    if before == now {
        to.number(0);
        return;
    }
    let begin = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (rest_before, rest) = (&before[begin..], &now[begin..]);
    let end = rest_before.iter().rev().zip(rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let between = &rest[..rest.len() - end];
    to.number(begin as u64 + 1);
    to.number(end as u64);
    to.number(between.len() as u64);
    to.bytes.extend_from_slice(between);
}

fn read_difference(from: &mut Reader, piece: &mut Vec<u8>) -> Result<(), FileError> {
    let begin = from.number()?;
    if begin == 0 {
        return Ok(());
    }
    let (begin, end) = (usize::try_from(begin - 1), usize::try_from(from.number()?));
    let length = from.count(1)?;
    let between = from.take(length)?;
    let (Ok(begin), Ok(end)) = (begin, end) else { return Err(from.malformed("a difference")) };
    if begin.checked_add(end).is_none_or(|kept| kept > piece.len()) {
        return Err(from.malformed("a difference"));
    }
    let end = piece.len() - end;
    piece.splice(begin..end, between.iter().copied());
    Ok(())
}

impl Engine {
    /// From here on [`Engine::tail`] says what is new. O(cells + names).
    pub fn follow(&mut self) {
        let History { graph, log, names, .. } = self.history();
        let newest = log.cells().iter().map(|cell| cell.versions.as_slice().last().copied().unwrap_or(NO_OP)).collect();
        self.following = Some(Box::new(Following {
            moments: graph.len(),
            next: log.next(),
            newest,
            pieces: pieces(self),
            ahead: ahead(self.history()),
            at: self.position().at,
            branch: names.place_of(self.position().branch),
        }));
    }

    /// What is new since [`Engine::follow`] or the last tail; nothing where nothing is. O(new operations + names).
    pub fn tail(&mut self) -> Result<Option<Tail>, Error> {
        let mut following = self.following.take().ok_or(Error::UnknownMoment)?;
        let History { graph, log, names, times } = self.history();
        let (moments, next) = (graph.len(), log.next());
        // What was followed has been taken back, or what is new was packed: there is no tail of that.
        if moments < following.moments || next < following.next || log.dense().0 > following.next {
            return Err(Error::PrunedMoment);
        }
        let pieces = pieces(self);
        let (at, branch) = (self.position().at, names.place_of(self.position().branch));
        let Following { moments: known, next: from, .. } = *following;
        let is_same = moments == known && next == from && following.at == at && following.branch == branch;
        let ahead = ahead(self.history());
        if is_same && pieces == following.pieces && ahead == following.ahead {
            self.following = Some(following);
            return Ok(None);
        }
        let mut to = Writer::default();
        to.number(u64::from(known));
        to.number(u64::from(from));
        write_graph(graph, known, &mut to);
        let newest = std::mem::take(&mut following.newest);
        following.newest = LogWriter::new(log, known - 1, from, newest).finish(log, &mut to);
        names::write_titles(names, known, &mut to);
        names::write_times(times, known, &mut to);
        for (before, now) in following.pieces.iter().zip(&pieces) {
            write_difference(before, now, &mut to);
        }
        to.number(u64::from(at));
        to.number(branch as u64);
        let (cells, deltas) = (self.cells_since(from), self.deltas_since(from));
        *following = Following { moments, next, pieces, ahead, at, branch, ..*following };
        self.following = Some(following);
        Ok(Some(Tail { bytes: to.bytes, next, cells, deltas }))
    }

    fn cells_since(&self, from: OpId) -> Vec<(CellId, bool)> {
        let History { graph, log, .. } = self.history();
        let mut cells: Vec<CellId> = (from..log.next()).map(|op| log.cell_of(op)).collect();
        cells.sort_unstable();
        cells.dedup();
        // The oldest come first: one look, but where those are gone.
        let is_new = |cell: CellId| !versions_there(graph, log, cell).any(|(op, ..)| op < from);
        cells.into_iter().map(|cell| (cell, is_new(cell))).collect()
    }

    /// The changes of adapters from an operation on, with their cells.
    #[must_use]
    pub fn deltas_since(&self, from: OpId) -> Vec<(OpId, CellId)> {
        let log = &self.history().log;
        let mut deltas = Vec::new();
        let mut op = from;
        while op < log.next() {
            let change = change_at(log, op);
            if change.is_some_and(|change| change.kind == sequence::Kind::Delta) {
                deltas.push((op, log.cell_of(op)));
            }
            op += numbers_of(change);
        }
        deltas
    }

    /// Takes over a tail of the history that this one is a beginning of, and goes where that stood. Answers a plan. Names
    /// and redo memory come with [`Engine::extended`]. After a refusal this engine is of no use any more.
    pub fn extend(&mut self, bytes: &[u8], limits: Limits) -> Result<(), FileError> {
        let mut following = self.following.take().ok_or(FileError::new(Cause::Malformed, 0, "nothing is followed"))?;
        let mut from = Reader::new(bytes, 0, "a record of a journal");
        let (History { graph, log, names, times }, position) = self.parts_mut();
        let known = from.number()?;
        let next = from.number()?;
        if known != u64::from(graph.len()) || next != u64::from(log.next()) {
            return Err(from.malformed("a record that does not follow the one before"));
        }
        let known = graph.len();
        read_graph(&mut from, graph, limits)?;
        log::read_from(&mut from, log, known - 1, graph, &mut following.newest, limits)?;
        names::read_titles(&mut from, names, known, graph.len())?;
        names::read_times(&mut from, known, graph.len(), |moment, time| times.stamp(moment, time))?;
        for piece in &mut following.pieces {
            read_difference(&mut from, piece)?;
        }
        let at = from.below(graph.len(), "the moment where the object stands")?;
        following.branch = from.below(u32::MAX, "the branch where the object stands")? as usize;
        from.end()?;
        position.ensure_cells(log.cells().len());
        // What joined the moment where this one stands is current, and on no way.
        let (mut op, end) = log.range_of(known - 1, known - 1);
        op = op.max(next as OpId);
        let mut joined = BTreeMap::new();
        while position.at == known - 1 && op < end {
            if log.previous_of(op) != BASELINE_MARK {
                joined.insert(log.cell_of(op), op);
                position.set_current(log.cell_of(op), op);
            }
            op += numbers_of(change_at(log, op));
        }
        following.moments = graph.len();
        following.next = log.next();
        following.ahead.clear();
        following.at = at;
        self.following = Some(following);
        self.jump(at).map_err(|_| FileError::new(Cause::Malformed, 0, "the moment where the object stands"))?;
        self.answer_also(&joined);
        Ok(())
    }

    /// Takes over the names and the redo memory of the last tail.
    pub fn extended(&mut self) -> Result<(), FileError> {
        let following = self.following.take().ok_or(FileError::new(Cause::Malformed, 0, "nothing is followed"))?;
        let (History { graph, names, .. }, position) = self.parts_mut();
        let mut readers = following.pieces.each_ref().map(|piece| Reader::new(piece, 0, "names of a journal"));
        let mut read = Names::none();
        names::read_branches(&mut readers[0], &mut read, graph)?;
        names::read_labels(&mut readers[1], &mut read, graph)?;
        names::read_tags(&mut readers[2], &mut read, graph.len())?;
        let redo = position::read_redo(&mut readers[3], graph)?;
        for reader in &readers {
            reader.end()?;
        }
        if following.branch >= read.branches().count() {
            return Err(readers[0].malformed("the branch where the object stands"));
        }
        for (&moment, title) in names.titles() {
            read.set_title(moment, title.clone());
        }
        *names = read;
        position.redo = redo;
        position.branch = following.branch;
        position.look_around(graph, names);
        self.following = Some(following);
        Ok(())
    }
}

fn change_at(log: &Log, op: OpId) -> Option<Change> {
    if log.previous_of(op) == BASELINE_MARK { None } else { log.recorded_change(op) }
}

fn numbers_of(change: Option<Change>) -> OpId {
    change.map_or(1, |change| change.numbers() as u32)
}

fn write_graph(graph: &Graph, known: MomentId, to: &mut Writer) {
    let begin = graph.runs().partition_point(|run| run.end <= known);
    let runs = &graph.runs()[begin..];
    to.number(runs.len() as u64);
    for run in runs {
        let first = run.first.max(known);
        to.number(u64::from(run.end - first));
        to.number(u64::from(first - graph.first_parent(first)));
    }
    let further = graph.further();
    let further = &further[further.partition_point(|&(moment, _)| moment < known)..];
    to.number(further.len() as u64);
    for &(moment, other) in further {
        to.number(u64::from(moment - known));
        to.number(u64::from(moment - other));
    }
}

fn read_graph(from: &mut Reader, graph: &mut Graph, limits: Limits) -> Result<(), FileError> {
    let (known, gone) = (graph.len(), graph.len() - graph.count());
    let mut runs = Vec::new();
    let mut end = known;
    for _ in 0..from.count(2)? {
        let length = from.below(u32::MAX, "more moments than are allowed")?;
        let back = from.below(end + 1, "a run of moments without a parent")?;
        if length == 0 || back == 0 {
            return Err(from.malformed("a run of moments without a parent"));
        }
        runs.push((end - back, length));
        end = end
            .checked_add(length)
            .filter(|&end| end - gone <= limits.moments)
            .ok_or_else(|| from.refusal(Cause::TooLarge))?;
    }
    let mut further = Vec::new();
    for _ in 0..from.count(2)? {
        let moment = known + from.below(end - known, "a further parent")?;
        let back = from.below(moment + 1, "a further parent")?;
        let is_later = further.last().is_none_or(|&(before, _)| before <= moment);
        if back == 0 || !is_later {
            return Err(from.malformed("a further parent"));
        }
        further.push((moment, moment - back));
    }
    let mut others = further.into_iter().peekable();
    let mut of_moment = Vec::new();
    for (mut parent, length) in runs {
        for _ in 0..length {
            let moment = graph.len();
            of_moment.clear();
            while let Some((_, other)) = others.next_if(|further| further.0 == moment) {
                if other == parent || of_moment.contains(&other) {
                    return Err(from.malformed("a further parent"));
                }
                of_moment.push(other);
            }
            parent = graph.push_with(parent, &of_moment);
        }
    }
    Ok(())
}
