//! Questions: they answer a value and change nothing. A code stands in place of the value when they are refused.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use tachyon::Error;
use tachyon::names::Named;

use crate::host;

/// A value, or a code.
type Answer<T> = Either<T, i32>;

/// Word of the status that says what kind of name was resolved.
const NAME_KIND: usize = 6;

fn either<T>(answer: std::result::Result<T, Error>) -> Answer<T> {
    match answer {
        Ok(value) => Either::A(value),
        Err(error) => Either::B(error.code()),
    }
}

fn number(answer: std::result::Result<u32, Error>) -> i32 {
    answer.map_or_else(Error::code, |value| value as i32)
}

/// A name and its moment.
#[napi(object)]
pub struct NamedMoment {
    /// The name.
    pub name: String,
    /// The moment.
    pub moment: u32,
}

/// One tag.
#[napi(object)]
pub struct TagEntry {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Counts.
#[napi(object)]
pub struct Statistics {
    /// Moments that are there, the root included.
    pub moments: u32,
    /// Operations that are held, baselines included.
    pub operations: u32,
    /// Cells that have operations.
    pub cells: u32,
    /// Runs of moments.
    pub runs: u32,
    /// Branches.
    pub branches: u32,
    /// Labels.
    pub labels: u32,
    /// Tags.
    pub tags: u32,
    /// Bytes held.
    pub bytes: f64,
}

/// The operation that is current for a cell at a moment.
#[napi]
pub fn op_at(handle: u32, cell: u32, moment: u32) -> i32 {
    number(host::ask(handle, |engine| engine.operation_at(cell, moment)))
}

/// The operation that is current for a cell where the instance stands.
#[napi]
pub fn current_op(handle: u32, cell: u32) -> i32 {
    number(host::ask(handle, |engine| engine.current_operation(cell)))
}

/// How a source relates to the position.
#[napi]
pub fn merge_kind(handle: u32, source: u32) -> i32 {
    number(host::ask(handle, |engine| engine.merge_kind(source).map(|kind| kind as u32)))
}

/// The merge bases of two moments.
#[napi]
pub fn merge_bases(handle: u32, a: u32, b: u32) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| engine.merge_bases(a, b)))
}

/// Whether a is b or in its past.
#[napi]
pub fn is_ancestor(handle: u32, a: u32, b: u32) -> i32 {
    number(host::ask(handle, |engine| engine.is_ancestor(a, b).map(u32::from)))
}

/// The name of the current branch.
#[napi]
pub fn current_branch(handle: u32) -> Answer<String> {
    either(host::ask(handle, |engine| Ok(engine.history().names.branch_name(engine.position().branch).to_owned())))
}

/// All branches.
#[napi]
pub fn branches(handle: u32) -> Answer<Vec<NamedMoment>> {
    either(host::ask(handle, |engine| {
        let branches = engine.history().names.branches();
        Ok(branches.map(|branch| NamedMoment { name: branch.name.clone(), moment: branch.head }).collect())
    }))
}

/// All labels.
#[napi]
pub fn labels(handle: u32) -> Answer<Vec<NamedMoment>> {
    either(host::ask(handle, |engine| {
        let labels = engine.history().names.labels().iter();
        Ok(labels.map(|(name, moment)| NamedMoment { name: name.clone(), moment: *moment }).collect())
    }))
}

/// The moment a name stands for; the kind of name goes into the status.
#[napi]
pub fn resolve(handle: u32, name: String) -> i32 {
    number(host::ask_with_status(handle, NAME_KIND, |engine| {
        let (moment, named) = engine.resolve(&name)?;
        Ok((moment, if matches!(named, Named::Branch(_)) { 1 } else { 2 }))
    }))
}

/// Tags of a moment.
#[napi]
pub fn tags(handle: u32, moment: u32) -> Answer<Vec<TagEntry>> {
    either(host::ask(handle, |engine| {
        let moment = engine.history().moment(moment)?;
        let tags = engine.history().names.tags(moment).iter();
        Ok(tags.map(|(key, value)| TagEntry { key: key.clone(), value: value.clone() }).collect())
    }))
}

/// Moments that have tags.
#[napi]
pub fn all_tags(handle: u32) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| Ok(engine.history().names.all_tagged().collect())))
}

/// Moments that have a tag, of a certain value if one is given.
#[napi]
pub fn find_tag(handle: u32, key: String, value: Option<String>) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| Ok(engine.history().names.tagged(&key, value.as_deref()).collect())))
}

/// The title of a moment.
#[napi]
pub fn title(handle: u32, moment: u32) -> Answer<Option<String>> {
    either(host::ask(handle, |engine| Ok(engine.history().names.titles().get(&moment).cloned())))
}

/// All titles.
#[napi]
pub fn titles(handle: u32) -> Answer<Vec<NamedMoment>> {
    either(host::ask(handle, |engine| {
        let titles = engine.history().names.titles().iter();
        Ok(titles.map(|(&moment, name)| NamedMoment { name: name.clone(), moment }).collect())
    }))
}

/// Parents of a moment, the first parent first.
#[napi]
pub fn parents(handle: u32, moment: u32) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| {
        let moment = engine.history().moment(moment)?;
        Ok(engine.history().graph.parents(moment).collect())
    }))
}

/// When a moment began, in milliseconds.
#[napi]
pub fn time_of(handle: u32, moment: u32) -> Answer<Option<f64>> {
    either(host::ask(handle, |engine| Ok(engine.history().moment(moment).ok().map(|at| engine.history().times.of(at)))))
}

/// Runs of equal times: (first moment, milliseconds).
#[napi]
pub fn times(handle: u32) -> Answer<Vec<f64>> {
    either(host::ask(handle, |engine| {
        let runs = engine.history().times.runs();
        Ok(runs.flat_map(|(moment, time)| [f64::from(moment), time]).collect())
    }))
}

/// Runs of moments: (first, length, parent, 0).
#[napi]
pub fn runs(handle: u32) -> Answer<Uint32Array> {
    either(host::ask(handle, |engine| {
        let runs = engine.history().graph.runs().iter();
        Ok(runs.flat_map(|run| [run.first, run.len(), run.parent, 0]).collect::<Vec<u32>>().into())
    }))
}

/// Further parents of merges: (moment, parent).
#[napi]
pub fn merge_parents(handle: u32) -> Answer<Uint32Array> {
    either(host::ask(handle, |engine| {
        let further = engine.history().graph.further().iter();
        Ok(further.flat_map(|&(moment, other)| [moment, other]).collect::<Vec<u32>>().into())
    }))
}

/// Moments that were left behind.
#[napi]
pub fn abandoned(handle: u32) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| Ok(engine.abandoned())))
}

/// Whether a moment is there.
#[napi]
pub fn has_moment(handle: u32, moment: u32) -> i32 {
    number(host::ask(handle, |engine| Ok(u32::from(engine.history().graph.contains(moment)))))
}

/// Moments between which and their parents others are gone, ascending.
#[napi]
pub fn cuts(handle: u32) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| {
        let mut cuts: Vec<u32> = engine.history().log.cuts().collect();
        cuts.sort_unstable();
        Ok(cuts)
    }))
}

/// Moments on the line of each branch, in the order of the branches.
#[napi]
pub fn line_lengths(handle: u32) -> Answer<Vec<u32>> {
    either(host::ask(handle, |engine| Ok(engine.line_lengths())))
}

/// Counts.
#[napi]
pub fn statistics(handle: u32) -> Answer<Statistics> {
    either(host::ask(handle, |engine| {
        let (history, bytes) = (engine.history(), engine.bytes());
        let cells = history.log.cells().iter().filter(|cell| !cell.versions.is_empty()).count();
        Ok(Statistics {
            moments: history.graph.count(),
            operations: engine.held(),
            cells: cells as u32,
            runs: history.graph.runs().len() as u32,
            branches: history.names.branches().count() as u32,
            labels: history.names.labels().len() as u32,
            tags: history.names.tag_count() as u32,
            bytes: bytes as f64,
        })
    }))
}

/// The first broken invariant.
#[napi]
pub fn verify(handle: u32) -> Answer<Option<String>> {
    either(host::ask(handle, |engine| Ok(engine.verify())))
}
