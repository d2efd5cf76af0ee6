//! The section of what pruning has left: nothing, or where the columns of the log begin and what is kept from before.
//!
//! 0, or 1 and: first operation and first moment of the columns · kept operations: count; columns: numbers, by differences;
//! cells; how far before the one before is plus one, 0 for none; owners (0 the root, else the place of a fold plus one);
//! changes below the columns (0 none, else kind plus one), their indices, counts, added, lengths of orders, orders · folds: count;
//! columns: moments, by differences; first operations; whether cut; numbers of cells; then cells, operations before, after ·
//! cells: columns of baselines, operations at the root · pinned sequences: count; column · what was before the root: count;
//! columns of operations, of those before.

use super::columns::{ColumnReader, ColumnWriter, Reader, Writer};
use super::log::LIST_LIMIT;
use super::{FileError, Limits};
use crate::graph::Graph;
use crate::ids::{BASELINE_MARK, OpId};
use crate::journal::MAX_CELLS;
use crate::log::Log;
use crate::log::parts::{FoldOf, KeptOperation, Parts};
use crate::log::sequence::{Change, Kind};

const COLUMNS: usize = 10;

pub fn write(log: &Log, is_pruned: bool, to: &mut Writer) {
    to.number(u64::from(is_pruned));
    if !is_pruned {
        return;
    }
    let Parts { dense, kept, folds, cells, pinned, before_root } = log.parts();
    to.number(u64::from(dense.0));
    to.number(u64::from(dense.1));
    let mut columns: [ColumnWriter; COLUMNS] = Default::default();
    let mut before = 0;
    to.number(kept.len() as u64);
    for KeptOperation { op, cell, previous, owner, change } in kept {
        let [numbers, of_cells, previouses, owners, kinds, indices, counts, added, lengths, orders] = &mut columns;
        numbers.push(u64::from(op - before));
        before = op;
        of_cells.push(u64::from(cell));
        previouses.push(if previous == BASELINE_MARK { 0 } else { u64::from(op - previous) });
        owners.push(u64::from(owner));
        kinds.push(change.as_ref().map_or(0, |(change, _)| change.kind as u64 + 1));
        let Some((change, order)) = change else { continue };
        indices.push(u64::from(change.index));
        counts.push(u64::from(change.count));
        added.push(u64::from(change.added));
        lengths.push(order.len() as u64);
        for word in order {
            orders.push(u64::from(word));
        }
    }
    for column in columns {
        to.column(column);
    }
    let mut columns: [ColumnWriter; 7] = Default::default();
    let mut moment = 0;
    to.number(folds.len() as u64);
    for fold in folds {
        let [moments, firsts, cuts, lengths, of_cells, befores, afters] = &mut columns;
        moments.push(u64::from(fold.moment - moment));
        moment = fold.moment;
        firsts.push(u64::from(fold.first));
        cuts.push(u64::from(fold.is_cut));
        lengths.push(fold.cells.len() as u64);
        for (cell, before, after) in fold.cells {
            of_cells.push(u64::from(cell));
            befores.push(u64::from(before.wrapping_add(1)));
            afters.push(u64::from(after));
        }
    }
    for column in columns {
        to.column(column);
    }
    to.number(cells.len() as u64);
    list(to, cells.iter().map(|cell| cell.0));
    list(to, cells.iter().map(|cell| cell.1));
    to.number(pinned.len() as u64);
    list(to, pinned.into_iter());
    to.number(before_root.len() as u64);
    list(to, before_root.iter().map(|pair| pair.0));
    list(to, before_root.iter().map(|pair| pair.1.wrapping_add(1)));
}

fn list(to: &mut Writer, numbers: impl Iterator<Item = u32>) {
    let mut column = ColumnWriter::default();
    for number in numbers {
        column.push(u64::from(number));
    }
    to.column(column);
}

pub fn read(from: &mut Reader, graph: &Graph, limits: Limits) -> Result<Option<Parts>, FileError> {
    if from.below(2, "whether anything has gone")? == 0 {
        return Ok(None);
    }
    let most = limits.operations.saturating_add(1);
    let dense =
        (from.below(OpId::MAX / 2, "where the columns begin")?, from.below(graph.len(), "where the columns begin")?);
    if graph.len() - dense.1 > limits.moments || (dense.0 == 0) != (dense.1 == 0) {
        return Err(from.malformed("where the columns begin"));
    }
    let mut parts = Parts { dense, ..Parts::default() };
    let kept = from.below(most, "more operations than are allowed")?;
    let mut columns = columns::<COLUMNS>(from)?;
    let [numbers, cells, previous, owners, kinds, indices, counts, added, lengths, orders] = &mut columns;
    let mut op: OpId = 0;
    // Repeated values cost nothing: what they fill is bounded all together.
    let mut words = most;
    for _ in 0..kept {
        let step = numbers.below(OpId::MAX / 2)?;
        op = op
            .checked_add(step)
            .filter(|&op| step > 0 && op < OpId::MAX / 2)
            .ok_or_else(|| numbers.malformed("an operation"))?;
        let (cell, back) = (cells.below(MAX_CELLS)?, previous.below(op + 1)?);
        let owner = owners.below(most)?;
        let kind = kinds.below(Kind::Delta as u32 + 2)?;
        let change = match kind.checked_sub(1).and_then(Kind::of) {
            None => None,
            Some(kind) => {
                let limit = LIST_LIMIT as u32;
                let change = Change {
                    kind,
                    index: indices.below(limit)?,
                    count: counts.below(limit)?,
                    added: added.below(limit)?,
                };
                let mut order = Vec::new();
                for _ in 0..take(&mut words, lengths)? {
                    order.push(orders.below(OpId::MAX / 2)?);
                }
                Some((change, order))
            }
        };
        let previous = if back == 0 { BASELINE_MARK } else { op - back };
        parts.kept.push(KeptOperation { op, cell, previous, owner, change });
    }
    columns.iter().try_for_each(ColumnReader::end)?;
    read_folds(from, graph, &mut parts, most)?;
    let cells = from.below(most.min(MAX_CELLS), "more cells than are allowed")?;
    let (baselines, roots) = (read_list(from, cells)?, read_list(from, cells)?);
    parts.cells = baselines.into_iter().zip(roots).collect();
    let pinned = from.below(most, "more sequences than are allowed")?;
    parts.pinned = read_list(from, pinned)?;
    let count = from.below(most, "more operations than are allowed")?;
    let (operations, before) = (read_list(from, count)?, read_list(from, count)?);
    parts.before_root = operations.into_iter().zip(before.into_iter().map(|before| before.wrapping_sub(1))).collect();
    let is_there = |cell: u32| cell < cells;
    let fits = parts.kept.iter().all(|kept| is_there(kept.cell) && kept.owner as usize <= parts.folds.len())
        && parts.pinned.iter().all(|&cell| is_there(cell))
        && parts.before_root.iter().all(|&(op, before)| before < op || before == BASELINE_MARK)
        && parts.folds.iter().all(|fold| fold.cells.iter().all(|&(cell, ..)| is_there(cell)));
    if fits { Ok(Some(parts)) } else { Err(from.malformed("what was kept")) }
}

fn read_folds(from: &mut Reader, graph: &Graph, parts: &mut Parts, most: u32) -> Result<(), FileError> {
    let folds = from.below(most, "more folds than are allowed")?;
    let mut columns = columns::<7>(from)?;
    let [moments, firsts, cuts, lengths, cells, befores, afters] = &mut columns;
    let (mut moment, mut left) = (0, most);
    for index in 0..folds {
        let step = moments.below(graph.len())?;
        moment += step;
        if (index > 0 && step == 0) || moment >= graph.len() || !graph.contains(moment) {
            return Err(moments.malformed("a moment that is not there"));
        }
        let (first, is_cut) = (firsts.below(OpId::MAX / 2)?, cuts.below(2)? == 1);
        let mut fold = FoldOf { moment, first, is_cut, cells: Vec::new() };
        for _ in 0..take(&mut left, lengths)? {
            fold.cells.push((
                cells.below(MAX_CELLS)?,
                befores.below(OpId::MAX / 2)?.wrapping_sub(1),
                afters.below(OpId::MAX / 2)?,
            ));
        }
        parts.folds.push(fold);
    }
    columns.iter().try_for_each(ColumnReader::end)
}

/// The next length, of so much that is left for all of them.
fn take(left: &mut u32, lengths: &mut ColumnReader) -> Result<u32, FileError> {
    let length = lengths.below(*left)?;
    *left -= length;
    Ok(length)
}

fn columns<'a, const N: usize>(from: &mut Reader<'a>) -> Result<[ColumnReader<'a>; N], FileError> {
    let mut columns = std::array::from_fn(|_| ColumnReader::none());
    for column in &mut columns {
        *column = from.column("what was kept")?;
    }
    Ok(columns)
}

fn read_list(from: &mut Reader, count: u32) -> Result<Vec<u32>, FileError> {
    let mut column = from.column("what was kept")?;
    let mut list = Vec::new();
    for _ in 0..count {
        list.push(column.below(u32::MAX)?);
    }
    column.end()?;
    Ok(list)
}
