//! Names: branches, labels, titles and tags. Branches and labels share one name space.
//!
//! - **N1** every name in the index is a branch or label of that name, and every branch and label is in the index
//! - **N2** every name stands for a moment that exists

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::error::Error;
use crate::ids::MomentId;

/// Number of a branch; not given to another one when it is deleted.
pub type BranchId = usize;

/// A pointer that moves with new moments.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// Its tip.
    pub head: MomentId,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A branch.
    Branch(BranchId),
    /// A label, by its number.
    Label(usize),
}

/// The branch that is there from the beginning.
pub const MAIN: BranchId = 0;

/// All names of a history.
#[derive(Debug, Clone)]
pub struct Names {
    index: HashMap<String, Named>,
    branches: Vec<Option<Branch>>,
    labels: Vec<(String, MomentId)>,
    titles: BTreeMap<MomentId, String>,
    tags: BTreeMap<MomentId, Vec<(String, String)>>,
    tagged: HashMap<String, BTreeSet<MomentId>>,
    /// How many labels each moment has.
    labelled: BTreeMap<MomentId, u32>,
    /// Moments that have lost a label since this was asked for last.
    unlabelled: Vec<MomentId>,
}

impl Default for Names {
    fn default() -> Self {
        let mut names = Self {
            index: HashMap::new(),
            branches: Vec::new(),
            labels: Vec::new(),
            titles: BTreeMap::new(),
            tags: BTreeMap::new(),
            tagged: HashMap::new(),
            labelled: BTreeMap::new(),
            unlabelled: Vec::new(),
        };
        names.index.insert("main".into(), Named::Branch(MAIN));
        names.branches.push(Some(Branch { name: "main".into(), head: 0 }));
        names
    }
}

impl Names {
    /// No name at all, not even the first branch.
    #[must_use]
    pub fn none() -> Self {
        let mut names = Self::default();
        names.index.clear();
        names.branches.clear();
        names
    }

    /// How many branches come before this one.
    #[must_use]
    pub fn place_of(&self, id: BranchId) -> usize {
        self.branches[..id].iter().flatten().count()
    }

    /// What a name stands for.
    pub fn find(&self, name: &str) -> Result<Named, Error> {
        self.index.get(name).copied().ok_or(Error::UnknownName)
    }

    /// The branch of a name.
    pub fn find_branch(&self, name: &str) -> Result<BranchId, Error> {
        match self.find(name)? {
            Named::Branch(id) => Ok(id),
            Named::Label(_) => Err(Error::UnknownName),
        }
    }

    /// The moment a name stands for.
    #[must_use]
    pub fn moment_of(&self, named: Named) -> MomentId {
        match named {
            Named::Branch(id) => self.head(id),
            Named::Label(number) => self.labels[number].1,
        }
    }

    /// The tip of a branch.
    #[must_use]
    pub fn head(&self, id: BranchId) -> MomentId {
        self.branches[id].as_ref().map_or(0, |branch| branch.head)
    }

    /// The name of a branch.
    #[must_use]
    pub fn branch_name(&self, id: BranchId) -> &str {
        self.branches[id].as_ref().map_or("", |branch| &branch.name)
    }

    /// Moves a branch.
    pub fn set_head(&mut self, id: BranchId, head: MomentId) {
        if let Some(branch) = &mut self.branches[id] {
            branch.head = head;
        }
    }

    /// Adds a branch.
    pub fn add_branch(&mut self, name: &str, head: MomentId) -> Result<BranchId, Error> {
        let id = self.branches.len();
        self.claim(name, Named::Branch(id))?;
        self.branches.push(Some(Branch { name: name.into(), head }));
        Ok(id)
    }

    /// Takes a branch's name away.
    pub fn delete_branch(&mut self, id: BranchId) {
        if let Some(branch) = self.branches[id].take() {
            self.index.remove(&branch.name);
        }
    }

    /// Gives a branch another name.
    pub fn rename_branch(&mut self, id: BranchId, to: &str) -> Result<(), Error> {
        if self.branch_name(id) == to {
            return Ok(());
        }
        self.claim(to, Named::Branch(id))?;
        if let Some(branch) = &mut self.branches[id] {
            let from = std::mem::replace(&mut branch.name, to.into());
            self.index.remove(&from);
        }
        Ok(())
    }

    /// Adds a label.
    pub fn add_label(&mut self, name: &str, moment: MomentId) -> Result<(), Error> {
        self.claim(name, Named::Label(self.labels.len()))?;
        self.labels.push((name.into(), moment));
        *self.labelled.entry(moment).or_default() += 1;
        Ok(())
    }

    /// Makes a label name another moment, or none any more.
    pub fn set_label(&mut self, name: &str, moment: Option<MomentId>) -> Result<(), Error> {
        let Named::Label(number) = self.find(name)? else { return Err(Error::UnknownName) };
        let before = self.labels[number].1;
        self.unlabelled.push(before);
        if let Some(count) = self.labelled.get_mut(&before).filter(|count| **count > 1) {
            *count -= 1;
        } else {
            self.labelled.remove(&before);
        }
        if let Some(moment) = moment {
            self.labels[number].1 = moment;
            *self.labelled.entry(moment).or_default() += 1;
            return Ok(());
        }
        self.labels.remove(number);
        self.index.remove(name);
        for named in self.index.values_mut() {
            if let Named::Label(later) = named {
                *later -= usize::from(*later > number);
            }
        }
        Ok(())
    }

    /// Forgets titles and tags of the moments from this one on.
    pub fn truncate(&mut self, moments: MomentId) {
        self.titles.retain(|&moment, _| moment < moments);
        self.tags.retain(|&moment, _| moment < moments);
        for tagged in self.tagged.values_mut() {
            tagged.retain(|&moment| moment < moments);
        }
        self.tagged.retain(|_, tagged| !tagged.is_empty());
    }

    /// Forgets titles and tags of moments that go. O(what they have).
    pub fn forget(&mut self, first: MomentId, last: MomentId) {
        while let Some((&moment, _)) = self.titles.range(first..=last).next() {
            self.titles.remove(&moment);
        }
        while let Some((&moment, _)) = self.tags.range(first..=last).next() {
            for (key, _) in self.tags.remove(&moment).unwrap_or_default() {
                if let Some(tagged) = self.tagged.get_mut(&key) {
                    tagged.remove(&moment);
                    if tagged.is_empty() {
                        self.tagged.remove(&key);
                    }
                }
            }
        }
    }

    /// The newest moment in `first..=last` that has a label.
    #[must_use]
    pub fn last_labelled(&self, first: MomentId, last: MomentId) -> Option<MomentId> {
        self.labelled.range(first..=last).next_back().map(|(&moment, _)| moment)
    }

    /// The oldest moment in `first..=last` that has a label.
    #[must_use]
    pub fn first_labelled(&self, first: MomentId, last: MomentId) -> Option<MomentId> {
        self.labelled.range(first..=last).next().map(|(&moment, _)| moment)
    }

    /// Moments that have lost a label since this was asked for last.
    pub fn take_unlabelled(&mut self) -> Vec<MomentId> {
        std::mem::take(&mut self.unlabelled)
    }

    fn claim(&mut self, name: &str, named: Named) -> Result<(), Error> {
        if self.index.contains_key(name) {
            return Err(Error::NameTaken);
        }
        self.index.insert(name.into(), named);
        Ok(())
    }

    /// Branches in the order they were made.
    pub fn branches(&self) -> impl Iterator<Item = &Branch> {
        self.branches.iter().flatten()
    }

    /// Labels in the order they were given.
    #[must_use]
    pub fn labels(&self) -> &[(String, MomentId)] {
        &self.labels
    }

    /// Gives a moment its title.
    pub fn set_title(&mut self, moment: MomentId, title: String) {
        self.titles.insert(moment, title);
    }

    /// Titles by moment.
    #[must_use]
    pub fn titles(&self) -> &BTreeMap<MomentId, String> {
        &self.titles
    }

    /// Sets a tag of a moment; the last value counts.
    pub fn set_tag(&mut self, moment: MomentId, key: &str, value: &str) {
        let tags = self.tags.entry(moment).or_default();
        if let Some(tag) = tags.iter_mut().find(|tag| tag.0 == key) {
            value.clone_into(&mut tag.1);
            return;
        }
        tags.push((key.into(), value.into()));
        self.tagged.entry(key.into()).or_default().insert(moment);
    }

    /// Tags of a moment in the order their keys were first set.
    #[must_use]
    pub fn tags(&self, moment: MomentId) -> &[(String, String)] {
        self.tags.get(&moment).map_or(&[], Vec::as_slice)
    }

    /// Moments that have a tag, of a certain value if one is given. O(moments with the key).
    pub fn tagged<'a>(&'a self, key: &'a str, value: Option<&'a str>) -> impl Iterator<Item = MomentId> + 'a {
        self.tagged.get(key).into_iter().flatten().copied().filter(move |&moment| {
            value.is_none_or(|value| self.tags(moment).iter().any(|tag| tag.0 == key && tag.1 == value))
        })
    }

    /// Moments that have tags.
    pub fn all_tagged(&self) -> impl Iterator<Item = MomentId> + '_ {
        self.tags.keys().copied()
    }

    /// Number of tags.
    #[must_use]
    pub fn tag_count(&self) -> usize {
        self.tags.values().map(Vec::len).sum()
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self, exists: impl Fn(MomentId) -> bool) -> Option<String> {
        for (name, &named) in &self.index {
            let known = match named {
                Named::Branch(id) => self.branches.get(id).and_then(Option::as_ref).map(|branch| &branch.name),
                Named::Label(number) => self.labels.get(number).map(|label| &label.0),
            };
            if known != Some(name) {
                return Some(format!("N1: the name {name:?}"));
            }
            if !exists(self.moment_of(named)) {
                return Some(format!("N2: the name {name:?} stands for moment {}", self.moment_of(named)));
            }
        }
        (self.index.len() != self.branches().count() + self.labels.len()).then(|| "N1: a name is missing".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Names {
        let mut names = Names::default();
        names.add_branch("idea", 2).unwrap();
        names.add_label("start", 1).unwrap();
        names
    }

    type Break = fn(&mut Names);

    #[test]
    fn verify_names_what_is_broken() {
        assert_eq!(sample().verify(|moment| moment < 3), None);
        let broken: [(&str, Break); 7] = [
            ("N1", |names| names.labels[0].0 = "end".into()),
            ("N1", |names| names.branches[1] = None),
            ("N1", |names| names.labels.clear()),
            ("N1", |names| names.index.clear()),
            ("N1", |names| names.labels.push(("end".into(), 0))),
            ("N2", |names| names.labels[0].1 = 3),
            ("N2", |names| names.set_head(1, 3)),
        ];
        for (number, break_it) in broken {
            let mut names = sample();
            break_it(&mut names);
            let found = names.verify(|moment| moment < 3).unwrap_or_default();
            assert!(found.starts_with(number), "{number}: {found}");
        }
    }

    #[test]
    fn a_deleted_branch_leaves_its_number_unused() {
        let mut names = sample();
        names.delete_branch(1);
        assert_eq!(names.add_branch("idea", 0), Ok(2));
        assert_eq!(names.branches().map(|branch| branch.name.as_str()).collect::<Vec<_>>(), ["main", "idea"]);
        assert_eq!(names.verify(|moment| moment < 3), None);
    }

    #[test]
    fn the_last_value_of_a_tag_counts_and_its_place_stays() {
        let mut names = Names::default();
        for (key, value) in [("who", "me"), ("why", "fun"), ("who", "you")] {
            names.set_tag(4, key, value);
        }
        assert_eq!(names.tags(4), [("who".into(), "you".into()), ("why".into(), "fun".into())]);
        assert_eq!(names.tagged("who", None).collect::<Vec<_>>(), [4]);
        assert_eq!(names.tagged("who", Some("me")).count(), 0);
        assert_eq!((names.tag_count(), names.all_tagged().collect::<Vec<_>>()), (2, vec![4]));
    }
}
