//! The section of the log: what the moments did, as records in the order of their making.
//!
//! Number of cells · number of records · columns: records of each moment · kinds (0 operation, 1 baseline, 2 + kind of a
//! change) · cells, by differences · previous operations (0: the newest one of the cell so far; else how far before, plus
//! one, where operation 0 is none) · of changes: index, by differences; count; added · lengths of the orders of
//! permutations · those · number of elements that merges took over · their numbers, by differences; element, place and
//! value, each by how far before plus one, 0 for none.

use super::columns::{ColumnReader, ColumnWriter, Reader, Writer};
use super::{Cause, FileError, Limits};
use crate::graph::Graph;
use crate::ids::{BASELINE_MARK, CellId, MomentId, NO_OP, OpId};
use crate::journal::{MAX_CELLS, is_permutation};
use crate::log::parts::Parts;
use crate::log::sequence::{Change, Kind};
use crate::log::{Log, Same};

const OPERATION: u64 = 0;
const BASELINE: u64 = 1;
const CHANGE: u64 = 2;
/// Lists are shorter (`src/containers/list/list-content.ts`).
const MAX_LENGTH: u32 = 1 << 29;
pub(super) const LIST_LIMIT: i64 = MAX_LENGTH as i64;

/// Writes a log, moment by moment.
#[derive(Debug, Clone)]
pub struct LogWriter {
    columns: [ColumnWriter; 9],
    /// The newest operation of each cell among those that were written, and before.
    newest: Vec<OpId>,
    /// The next moment, and the first operation that is written.
    next: MomentId,
    from: OpId,
    cell: CellId,
    index: u32,
    records: u64,
    /// [`Log::changed`] at the beginning.
    changed: u32,
}

impl LogWriter {
    /// Writes what the log has from a moment and an operation on; `newest` has the newest operation of each cell before them.
    pub fn new(log: &Log, next: MomentId, from: OpId, newest: Vec<OpId>) -> Self {
        let columns = Default::default();
        Self { columns, newest, next, from, cell: 0, index: 0, records: 0, changed: log.changed() }
    }

    /// Writes a whole log.
    pub fn of(log: &Log) -> Self {
        Self::new(log, log.dense().1, 0, Vec::new())
    }

    /// Whether what it has written is still there.
    pub const fn is_of(&self, log: &Log) -> bool {
        self.changed == log.changed()
    }

    /// Writes what the moments before `end` did, until there are more than so many operations. Answers whether all of them are
    /// written.
    pub fn write(&mut self, log: &Log, end: MomentId, operations: u64) -> bool {
        self.newest.resize(log.cells().len(), NO_OP);
        let enough = self.records.saturating_add(operations);
        while self.next < end && self.records < enough {
            self.moment(log, self.next);
            self.next += 1;
        }
        self.next >= end
    }

    fn moment(&mut self, log: &Log, moment: MomentId) {
        let [moments, kinds, cells, previous, indices, counts, added, lengths, orders] = &mut self.columns;
        // One that was packed since is known to the reader.
        let (begin, end) = if moment < log.dense().1 { (0, 0) } else { log.range_of(moment, moment) };
        let mut op = begin.max(self.from);
        let mut records = 0;
        while op < end {
            let cell = log.cell_of(op);
            records += 1;
            cells.push_signed(i64::from(cell) - i64::from(self.cell));
            self.cell = cell;
            let before = log.previous_of(op);
            // Nothing is before the operation at the root, and it is no baseline. Looked up for these alone: that was half the time.
            let is_version = || log.cells()[cell as usize].versions.as_slice().binary_search(&op).is_ok();
            if before == BASELINE_MARK && !is_version() {
                kinds.push(BASELINE);
                op += 1;
                continue;
            }
            let newest = std::mem::replace(&mut self.newest[cell as usize], op);
            previous.push(match before {
                _ if before == newest => 0,
                BASELINE_MARK => u64::from(op) + 2,
                _ => u64::from(op - before) + 1,
            });
            let Some(change) = log.recorded_change(op) else {
                kinds.push(OPERATION);
                op += 1;
                continue;
            };
            kinds.push(CHANGE + change.kind as u64);
            indices.push_signed(i64::from(change.index) - i64::from(self.index));
            self.index = change.index;
            counts.push(u64::from(change.count));
            added.push(u64::from(change.added));
            if change.kind == Kind::Permute {
                let (order, places) = log.order_of(op);
                lengths.push(order.len() as u64);
                lengths.push(places.len() as u64);
                order.iter().chain(places).for_each(|&word| orders.push(u64::from(word)));
            }
            op += change.numbers() as u32;
        }
        moments.push(records);
        self.records += records;
    }

    /// Writes the rest, and all of it to a section. Answers the newest operation of each cell.
    pub fn finish(mut self, log: &Log, to: &mut Writer) -> Vec<OpId> {
        self.write(log, log.moments() as u32, u64::MAX);
        to.number(log.cells().len() as u64);
        to.number(self.records);
        for column in self.columns {
            to.column(column);
        }
        write_sames(log, self.from, to);
        self.newest
    }
}

fn write_sames(log: &Log, from: OpId, to: &mut Writer) {
    let mut columns: [ColumnWriter; 4] = Default::default();
    let mut before = 0;
    let mut sames = log.sames();
    sames.retain(|same| same.0 >= from);
    for &(number, same) in &sames {
        let back = |of: OpId| if of == NO_OP { 0 } else { u64::from(number - of) + 1 };
        columns[0].push(u64::from(number - before));
        columns[1].push(back(same.element));
        columns[2].push(back(same.place));
        columns[3].push(back(same.value));
        before = number;
    }
    to.number(sames.len() as u64);
    for column in columns {
        to.column(column);
    }
}

pub fn read(from: &mut Reader, graph: &Graph, kept: Option<Parts>, limits: Limits) -> Result<Log, FileError> {
    let mut log = kept.as_ref().map_or_else(Log::default, Log::of_parts);
    let first = log.dense().1;
    read_records(from, &mut log, first, graph, &mut Vec::new(), limits, kept)?;
    Ok(log)
}

/// Reads what was written from a moment on into a log that ends with it; `newest` is as for [`LogWriter::new`].
pub fn read_from(
    from: &mut Reader,
    log: &mut Log,
    first: MomentId,
    graph: &Graph,
    newest: &mut Vec<OpId>,
    limits: Limits,
) -> Result<(), FileError> {
    read_records(from, log, first, graph, newest, limits, None)
}

fn read_records(
    from: &mut Reader,
    log: &mut Log,
    first: MomentId,
    graph: &Graph,
    newest: &mut Vec<OpId>,
    limits: Limits,
    kept: Option<Parts>,
) -> Result<(), FileError> {
    let limit = limits.operations.saturating_add(log.dense().0);
    let cells = from.below(limits.operations.min(MAX_CELLS).saturating_add(1), "more cells than are allowed")?;
    let records = from.below(limits.operations.saturating_add(1), "more operations than are allowed")?;
    newest.resize(newest.len().max(cells as usize), NO_OP);
    let mut columns = Columns {
        kinds: ColumnReader::none(),
        cells: ColumnReader::none(),
        previous: ColumnReader::none(),
        indices: ColumnReader::none(),
        counts: ColumnReader::none(),
        added: ColumnReader::none(),
        lengths: ColumnReader::none(),
        orders: ColumnReader::none(),
        newest,
        cell: 0,
        index: 0,
        limit,
        is_pruned: kept.is_some(),
    };
    let mut moments = from.column("operations of moments")?;
    for (column, what) in [
        (&mut columns.kinds, "a kind of operation"),
        (&mut columns.cells, "a cell"),
        (&mut columns.previous, "a previous operation"),
        (&mut columns.indices, "an index in a list"),
        (&mut columns.counts, "a count in a list"),
        (&mut columns.added, "a count in a list"),
        (&mut columns.lengths, "the length of an order"),
        (&mut columns.orders, "an order"),
    ] {
        *column = from.column(what)?;
    }
    if kept.as_ref().is_some_and(|parts| parts.cells.len() != cells as usize) {
        return Err(from.malformed("cells that were kept"));
    }
    if let Some(highest) = cells.checked_sub(1) {
        log.ensure_cell(highest);
    }
    if first == log.dense().1 {
        log.reserve(records.max(graph.len() - first) as usize);
    }
    let begin = log.next();
    let mut left = u64::from(records);
    for moment in first..graph.len() {
        if moment > first {
            log.begin_moment();
        }
        let of_moment = moments.next()?;
        left = left.checked_sub(of_moment).ok_or_else(|| moments.malformed("operations of moments"))?;
        for _ in 0..of_moment {
            columns.record(log)?;
        }
    }
    if left > 0 {
        return Err(moments.malformed("operations of no moment"));
    }
    moments.end()?;
    columns.end()?;
    let begin = if kept.is_some() { 0 } else { begin };
    let is_pruned = kept.is_some();
    if let Some(parts) = kept {
        if !parts.is_below(log.next()) {
            return Err(from.malformed("operations that are not there"));
        }
        log.finish(parts, graph.root());
    }
    read_sames(from, log, begin, limit)?;
    if is_pruned && log.verify().is_some() {
        return Err(from.malformed("a log that is none"));
    }
    Ok(())
}

struct Columns<'a> {
    kinds: ColumnReader<'a>,
    cells: ColumnReader<'a>,
    previous: ColumnReader<'a>,
    indices: ColumnReader<'a>,
    counts: ColumnReader<'a>,
    added: ColumnReader<'a>,
    lengths: ColumnReader<'a>,
    orders: ColumnReader<'a>,
    newest: &'a mut Vec<OpId>,
    cell: CellId,
    index: u32,
    limit: u32,
    is_pruned: bool,
}

impl Columns<'_> {
    #[inline]
    fn record(&mut self, log: &mut Log) -> Result<(), FileError> {
        let kind = self.kinds.next()?;
        self.cell = self.cells.near(self.cell, self.newest.len() as u32)?;
        let op = log.next();
        if op >= self.limit {
            return Err(self.kinds.malformed("more operations than are allowed"));
        }
        let cell = self.cell;
        if kind == BASELINE {
            log.push_baseline(cell);
            return Ok(());
        }
        let previous = self.previous(log, op)?;
        self.newest[cell as usize] = op;
        if kind == OPERATION {
            log.push(cell, previous);
        } else {
            self.change(log, previous, kind)?;
        }
        Ok(())
    }

    fn previous(&mut self, log: &Log, op: OpId) -> Result<OpId, FileError> {
        let back = self.previous.next()?;
        if back == 0 {
            return Ok(self.newest[self.cell as usize]);
        }
        let previous = u64::from(op).checked_sub(back - 1).map_or(BASELINE_MARK, |previous| previous as OpId);
        if self.is_pruned {
            // What is before can have gone; the rest is looked at when all is there.
            let is_none = previous == BASELINE_MARK && back == u64::from(op) + 2;
            return if is_none || previous < op {
                Ok(previous)
            } else {
                Err(self.previous.malformed("a previous operation"))
            };
        }
        let versions = log.cells().get(self.cell as usize).map_or(&[][..], |cell| cell.versions.as_slice());
        let is_one = previous < op && (previous == NO_OP || versions.binary_search(&previous).is_ok());
        if is_one { Ok(previous) } else { Err(self.previous.malformed("a previous operation")) }
    }

    fn change(&mut self, log: &mut Log, previous: OpId, kind: u64) -> Result<(), FileError> {
        let kind = u32::try_from(kind - CHANGE).ok().and_then(Kind::of);
        let kind = kind.ok_or_else(|| self.kinds.malformed("a kind of operation"))?;
        // Holes take no numbers, so indices are not bounded by those.
        self.index = self.indices.near(self.index, MAX_LENGTH)?;
        let (count, added) = (self.counts.below(MAX_LENGTH)?, self.added.below(MAX_LENGTH)?);
        let change = Change { kind, index: self.index, count, added };
        if change.numbers() > u64::from(self.limit - log.next()) {
            return Err(self.counts.malformed("more operations than are allowed"));
        }
        if kind != Kind::Permute {
            log.push_change(self.cell, previous, change, &[]);
            return Ok(());
        }
        let (length, places) = (self.lengths.below(self.limit)?, self.lengths.below(self.limit)?);
        let has_places = places > 0;
        if length != count || self.index != 0 || added != u32::from(has_places) || (has_places && places != length) {
            return Err(self.lengths.malformed("the length of an order"));
        }
        let mut order = Vec::new();
        for _ in 0..length {
            order.push(self.orders.below(length)?);
        }
        if !is_permutation(&order) {
            return Err(self.orders.malformed("an order that is none"));
        }
        let op = log.push_change(self.cell, previous, change, &order);
        let mut words = Vec::new();
        for _ in 0..places {
            words.push(self.orders.below(op)?);
        }
        log.take_over(op, &words);
        Ok(())
    }

    fn end(&self) -> Result<(), FileError> {
        let Self { kinds, cells, previous, indices, counts, added, lengths, orders, .. } = self;
        [kinds, cells, previous, indices, counts, added, lengths, orders].iter().try_for_each(|column| column.end())
    }
}

fn read_sames(from: &mut Reader, log: &mut Log, begin: OpId, limit: u32) -> Result<(), FileError> {
    let count = from.below(limit.saturating_add(1), "more elements than are allowed")?;
    let mut columns = [
        from.column("the number of an element")?,
        from.column("an element that was taken over")?,
        from.column("a place that was taken over")?,
        from.column("a value that was taken over")?,
    ];
    let end = log.next();
    let mut number = 0u32;
    for _ in 0..count {
        let step = columns[0].below(end)?;
        number = number.checked_add(step).filter(|&number| number < end && number >= begin && step > 0).unwrap_or(0);
        if number == 0 {
            return Err(from.refusal(Cause::Malformed));
        }
        let mut back = |column: usize| {
            let back = columns[column].below(number + 1)?;
            Ok(if back == 0 { NO_OP } else { number - (back - 1) })
        };
        log.put_same(number, Same { element: back(1)?, place: back(2)?, value: back(3)? });
    }
    columns.iter().try_for_each(ColumnReader::end)
}
