//! The section of the position: whether the history is linear · moment · number of the branch · redo memory: at which
//! moments another child than the next one comes, by differences, and how far after it is (0: nothing to redo) · ranges of
//! moments that other instances made, as pairs of differences.

use super::FileError;
use super::columns::{Reader, Writer};
use crate::graph::Graph;
use crate::history::History;
use crate::ids::{MomentId, NO_MOMENT};
use crate::names::Names;
use crate::position::Position;
use crate::redo::RedoMemory;

pub fn write(position: &Position, names: &Names, to: &mut Writer) {
    to.number(u64::from(position.is_linear()));
    to.number(u64::from(position.at));
    to.number(names.place_of(position.branch) as u64);
    write_redo(&position.redo, to);
}

pub fn write_redo(redo: &RedoMemory, to: &mut Writer) {
    let (deviations, strange) = redo.parts();
    to.number(deviations.len() as u64);
    let mut before = 0;
    for (&moment, &child) in deviations {
        to.number(u64::from(moment - before));
        to.number(if child == NO_MOMENT { 0 } else { u64::from(child - moment) });
        before = moment;
    }
    to.number(strange.len() as u64);
    let mut before = 0;
    for (&first, &last) in strange {
        to.number(u64::from(first - before));
        to.number(u64::from(last - first));
        before = last;
    }
}

pub fn read(from: &mut Reader, history: &History) -> Result<Position, FileError> {
    let History { graph, names, .. } = history;
    let end = graph.len();
    let is_linear = from.below(2, "whether the history is linear")? == 1;
    let at = from.below(end, "the moment where the object stands")?;
    if !graph.contains(at) {
        return Err(from.malformed("the moment where the object stands"));
    }
    let branches = names.branches().count() as u32;
    let branch = from.below(branches, "the branch where the object stands")? as usize;
    let redo = read_redo(from, graph)?;
    Ok(Position::standing(is_linear, at, branch, redo, history))
}

pub fn read_redo(from: &mut Reader, graph: &Graph) -> Result<RedoMemory, FileError> {
    let end = graph.len();
    let mut redo = RedoMemory::default();
    let mut moment: MomentId = 0;
    for index in 0..from.count(2)? {
        let step = from.below(end - moment, "a moment of the redo memory")?;
        moment += step;
        let forth = from.below(end - moment, "a moment of the redo memory")?;
        if index > 0 && step == 0 {
            return Err(from.malformed("a moment that is twice in the redo memory"));
        }
        redo.remember(moment, if forth == 0 { NO_MOMENT } else { moment + forth });
    }
    let mut last: MomentId = 0;
    for index in 0..from.count(2)? {
        let step = from.below(end - last, "moments that others made")?;
        // Neighbouring ranges are one.
        if step < 1 + u32::from(index > 0) {
            return Err(from.malformed("moments that others made"));
        }
        let first = last + step;
        last = first + from.below(end - first, "moments that others made")?;
        redo.made_elsewhere(first, last);
    }
    if redo.verify(graph).is_some() {
        return Err(from.malformed("a redo memory that leads nowhere"));
    }
    Ok(redo)
}
