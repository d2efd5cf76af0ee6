//! The section of the graph: runs of moments, and further parents of merges.
//!
//! Number of runs · columns: moments that have gone before each run; length of each run; how far its parent is before its first
//! moment (0 for the root) · moments that have gone behind the last ·
//! number of further parents · columns: merge moments, by differences; how far the further parent is before.

use super::columns::{ColumnWriter, Reader, Writer};
use super::{Cause, FileError, Limits};
use crate::graph::{Graph, MomentRun};
use crate::ids::NO_MOMENT;

/// All numbers of moments are below it.
const MAX_MOMENTS: u32 = u32::MAX / 2;

pub fn write(graph: &Graph, to: &mut Writer) {
    let [mut gaps, mut lengths, mut parents]: [ColumnWriter; 3] = Default::default();
    let mut end = 0;
    for run in graph.runs() {
        gaps.push(u64::from(run.first - end));
        end = run.end;
        lengths.push(u64::from(run.len()));
        parents.push(if run.parent == NO_MOMENT { 0 } else { u64::from(run.first - run.parent) });
    }
    to.number(graph.runs().len() as u64);
    to.column(gaps);
    to.column(lengths);
    to.column(parents);
    to.number(u64::from(graph.len() - end));
    let (mut moments, mut others) = (ColumnWriter::default(), ColumnWriter::default());
    let mut before = 0;
    for &(moment, other) in graph.further() {
        moments.push(u64::from(moment - before));
        others.push(u64::from(moment - other));
        before = moment;
    }
    to.number(graph.further().len() as u64);
    to.column(moments);
    to.column(others);
}

pub fn read(from: &mut Reader, limits: Limits) -> Result<Graph, FileError> {
    let count = from.below(limits.moments.saturating_add(1), "more moments than are allowed")?;
    let mut gaps = from.column("moments that have gone")?;
    let (mut lengths, mut parents) = (from.column("lengths of runs")?, from.column("parents of runs")?);
    let behind = from.below(MAX_MOMENTS, "moments that have gone")?;
    let mut runs = Vec::new();
    let (mut next, mut moments) = (0u32, 0u32);
    for index in 0..count {
        next += gaps.below(MAX_MOMENTS - next)?;
        let length = lengths.below(MAX_MOMENTS - next)?.max(1);
        let back = parents.below(next + 1)?;
        moments = moments
            .checked_add(length)
            .filter(|&all| all <= limits.moments)
            .ok_or_else(|| from.refusal(Cause::TooLarge))?;
        let end = next + length;
        if (back == 0) != (index == 0) {
            return Err(parents.malformed("a run of moments without a parent"));
        }
        runs.push(MomentRun { first: next, end, parent: if back == 0 { NO_MOMENT } else { next - back } });
        next = end;
    }
    let count = from.below(limits.operations.saturating_add(1), "more parents than are allowed")?;
    let next =
        next.checked_add(behind).filter(|&next| next < MAX_MOMENTS).ok_or_else(|| from.refusal(Cause::TooLarge))?;
    let (mut moments, mut others) = (from.column("merge moments")?, from.column("further parents")?);
    let mut further = Vec::new();
    let mut moment = 0u32;
    for _ in 0..count {
        moment = moments.below(next)?.checked_add(moment).filter(|&moment| moment < next).unwrap_or(NO_MOMENT);
        let other = others.below(moment.saturating_add(1))?;
        if moment == NO_MOMENT || other == 0 {
            return Err(others.malformed("a further parent"));
        }
        further.push((moment, moment - other));
    }
    for column in [&gaps, &lengths, &parents, &moments, &others] {
        column.end()?;
    }
    Graph::of_parts(runs, further, next).ok_or_else(|| from.malformed("a graph that is none"))
}
