//! The section of names: branches, labels, titles and tags; and when moments began.
//!
//! Each list is its length and its entries. Branch and label: text, moment. Title: moment, by differences, and text. Tag:
//! moment, by differences, key and value. Time: moment, by differences, and float64.

use super::columns::{Reader, Writer};
use super::{Cause, FileError};
use crate::graph::Graph;
use crate::ids::MomentId;
use crate::names::Names;
use crate::times::Times;

pub fn write(names: &Names, times: &Times, to: &mut Writer) {
    write_branches(names, to);
    write_labels(names, to);
    write_titles(names, 0, to);
    write_tags(names, to);
    write_times(times, 0, to);
}

pub fn write_branches(names: &Names, to: &mut Writer) {
    to.number(names.branches().count() as u64);
    for branch in names.branches() {
        to.text(&branch.name);
        to.number(u64::from(branch.head));
    }
}

pub fn write_labels(names: &Names, to: &mut Writer) {
    to.number(names.labels().len() as u64);
    for (name, moment) in names.labels() {
        to.text(name);
        to.number(u64::from(*moment));
    }
}

/// Titles of the moments from one on.
pub fn write_titles(names: &Names, first: MomentId, to: &mut Writer) {
    to.number(names.titles().range(first..).count() as u64);
    let mut before = 0;
    for (&moment, title) in names.titles().range(first..) {
        to.number(u64::from(moment - before));
        to.text(title);
        before = moment;
    }
}

pub fn write_tags(names: &Names, to: &mut Writer) {
    to.number(names.tag_count() as u64);
    let mut before = 0;
    for moment in names.all_tagged() {
        for (key, value) in names.tags(moment) {
            to.number(u64::from(moment - before));
            to.text(key);
            to.text(value);
            before = moment;
        }
    }
}

/// Times that begin with one of the moments from one on.
pub fn write_times(times: &Times, first: MomentId, to: &mut Writer) {
    let mut runs: Vec<_> = times.runs_from(first).collect();
    runs.dedup_by_key(|run| run.1.to_bits());
    to.number(runs.len() as u64);
    // The first time counts for whatever was before, too, of which nothing is left.
    if let Some(oldest) = runs.first_mut().filter(|_| first == 0) {
        oldest.0 = 0;
    }
    let mut before = 0;
    for (moment, time) in runs {
        to.number(u64::from(moment - before));
        to.time(time);
        before = moment;
    }
}

pub fn read(from: &mut Reader, graph: &Graph) -> Result<(Names, Times), FileError> {
    let mut names = Names::none();
    let end = graph.len();
    read_branches(from, &mut names, graph)?;
    read_labels(from, &mut names, graph)?;
    read_titles(from, &mut names, 0, end)?;
    read_tags(from, &mut names, end)?;
    let mut times = None;
    read_times(from, 0, end, |moment, time| match &mut times {
        None if moment == 0 => times = Some(Times::new(time)),
        Some(times) => Times::stamp(times, moment, time),
        None => {}
    })?;
    Ok((names, times.ok_or_else(|| from.malformed("no time of genesis"))?))
}

pub fn read_branches(from: &mut Reader, names: &mut Names, graph: &Graph) -> Result<(), FileError> {
    for _ in 0..from.count(2)? {
        let name = from.text()?;
        let head = there(from, graph, "the moment of a branch")?;
        names.add_branch(name, head).map_err(|_| from.malformed("a name that is taken"))?;
    }
    Ok(())
}

pub fn read_labels(from: &mut Reader, names: &mut Names, graph: &Graph) -> Result<(), FileError> {
    for _ in 0..from.count(2)? {
        let name = from.text()?;
        let moment = there(from, graph, "the moment of a label")?;
        names.add_label(name, moment).map_err(|_| from.malformed("a name that is taken"))?;
    }
    Ok(())
}

/// Titles of moments from `first` on. Titles and times may be those of the next moment.
pub fn read_titles(from: &mut Reader, names: &mut Names, first: MomentId, end: MomentId) -> Result<(), FileError> {
    let mut moment = 0;
    for index in 0..from.count(2)? {
        moment = next(from, moment, end + 1, index > 0)?;
        if moment < first {
            return Err(from.malformed("a title of an old moment"));
        }
        names.set_title(moment, from.text()?.into());
    }
    Ok(())
}

pub fn read_tags(from: &mut Reader, names: &mut Names, end: MomentId) -> Result<(), FileError> {
    let mut moment = 0;
    for _ in 0..from.count(3)? {
        moment = next(from, moment, end, false)?;
        let (key, value) = (from.text()?, from.text()?);
        if names.tags(moment).iter().any(|tag| tag.0 == key) {
            return Err(from.malformed("a tag that is there twice"));
        }
        names.set_tag(moment, key, value);
    }
    Ok(())
}

/// Times of moments from `first` on.
pub fn read_times(
    from: &mut Reader,
    first: MomentId,
    end: MomentId,
    mut stamp: impl FnMut(MomentId, f64),
) -> Result<(), FileError> {
    let mut moment = 0;
    for index in 0..from.count(9)? {
        moment = next(from, moment, end + 1, index > 0)?;
        if moment < first {
            return Err(from.malformed("a time of an old moment"));
        }
        stamp(moment, from.time()?);
    }
    Ok(())
}

fn there(from: &mut Reader, graph: &Graph, what: &'static str) -> Result<MomentId, FileError> {
    let moment = from.below(graph.len(), what)?;
    if graph.contains(moment) { Ok(moment) } else { Err(from.malformed(what)) }
}

fn next(from: &mut Reader, before: MomentId, end: MomentId, is_later: bool) -> Result<MomentId, FileError> {
    let step = from.below(end, "a moment that is not there")?;
    let moment = before.checked_add(step).filter(|&moment| moment < end && (step > 0 || !is_later));
    moment.ok_or_else(|| from.refusal(Cause::Malformed))
}
