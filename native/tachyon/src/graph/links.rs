//! Who builds on whom: the graph from parents to children. Only pruning asks for it.
//!
//! - **K** the links are those of the runs and of the further parents; a moment inside a run leads to the next by itself

use std::collections::BTreeMap;

use super::Graph;
use crate::ids::{MomentId, NO_MOMENT};

/// The children of each moment, except the next one inside its run.
#[derive(Debug, Clone, Default)]
pub struct Links(BTreeMap<MomentId, Vec<MomentId>>);

impl Links {
    /// Bytes held, roughly.
    pub fn bytes(&self) -> usize {
        self.0.len() * 64
    }
}

impl Graph {
    /// Makes the links, from now on kept. O(runs), the first time.
    pub fn ensure_links(&mut self) {
        if self.links.is_some() {
            return;
        }
        self.links = Some(Links::default());
        for run in self.runs().to_vec() {
            self.link(run.parent, run.first);
        }
        for (moment, other) in self.further.clone() {
            self.link(other, moment);
        }
    }

    pub(super) fn link(&mut self, parent: MomentId, child: MomentId) {
        if let Some(links) = self.links.as_mut().filter(|_| parent != NO_MOMENT) {
            links.0.entry(parent).or_default().push(child);
        }
    }

    pub(super) fn unlink(&mut self, parent: MomentId, child: MomentId) {
        let Some(links) = &mut self.links else { return };
        let Some(children) = links.0.get_mut(&parent) else { return };
        children.retain(|&other| other != child);
        if children.is_empty() {
            links.0.remove(&parent);
        }
    }

    /// The children of a moment that are not the next one of its run. Needs [`Graph::ensure_links`].
    pub(super) fn linked(&self, moment: MomentId) -> &[MomentId] {
        self.links.as_ref().and_then(|links| links.0.get(&moment)).map_or(&[], Vec::as_slice)
    }

    /// How many moments build on one, over all parents. Needs [`Graph::ensure_links`].
    #[must_use]
    pub fn children(&self, moment: MomentId) -> usize {
        self.linked(moment).len() + usize::from(self.run_of(moment).contains(moment + 1))
    }

    /// The newest moment in `first..=last` on which one outside of its run builds.
    #[must_use]
    pub fn last_linked(&self, first: MomentId, last: MomentId) -> Option<MomentId> {
        let links = self.links.as_ref()?;
        links.0.range(first..=last).next_back().map(|(&moment, _)| moment)
    }

    /// The oldest moment in `first..=last` on which one outside of its run builds.
    #[must_use]
    pub fn first_linked(&self, first: MomentId, last: MomentId) -> Option<MomentId> {
        let links = self.links.as_ref()?;
        links.0.range(first..=last).next().map(|(&moment, _)| moment)
    }

    pub(super) fn verify_links(&self) -> Option<String> {
        let links = self.links.as_ref()?;
        let mut expected: BTreeMap<MomentId, Vec<MomentId>> = BTreeMap::new();
        let firsts = self.runs().iter().map(|run| (run.first, run.parent));
        for (child, parent) in firsts.chain(self.further.iter().copied()).filter(|&(_, parent)| parent != NO_MOMENT) {
            expected.entry(parent).or_default().push(child);
        }
        let sorted = |children: &Vec<MomentId>| {
            let mut children = children.clone();
            children.sort_unstable();
            children
        };
        let same = links.0.len() == expected.len()
            && expected.iter().all(|(parent, children)| links.0.get(parent).map(sorted) == Some(sorted(children)));
        (!same).then(|| format!("K: {links:?}, expected {expected:?}"))
    }
}
