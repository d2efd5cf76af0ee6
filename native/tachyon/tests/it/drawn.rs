//! Graphs drawn as text: `node<parent,parent`, in the order of their making.

use std::collections::HashMap;

use tachyon::graph::walk::common_ancestors;
use tachyon::merge::base::{BaseProgram, Step};

use crate::oracle::Oracle;

struct Drawn {
    names: Vec<String>,
    oracle: Oracle,
}

fn drawn(text: &str) -> Drawn {
    let mut names: Vec<String> = Vec::new();
    let mut parents = Vec::new();
    for node in text.split(';') {
        let (name, above) = node.trim().split_once('<').unwrap_or((node.trim(), ""));
        let known: HashMap<&str, u32> = names.iter().enumerate().map(|(id, name)| (name.as_str(), id as u32)).collect();
        parents.push(above.split(',').filter(|parent| !parent.is_empty()).map(|parent| known[parent]).collect());
        names.push(name.to_owned());
    }
    Drawn { names, oracle: Oracle { parents } }
}

impl Drawn {
    fn id(&self, name: &str) -> u32 {
        self.names.iter().position(|known| known == name).unwrap() as u32
    }

    fn bases(&self, a: &str, b: &str) -> Vec<&str> {
        let bases = common_ancestors(&self.oracle.build(), &[self.id(a)], &[self.id(b)]);
        bases.into_iter().map(|id| self.names[id as usize].as_str()).collect()
    }
}

#[test]
fn a_criss_cross_has_two_merge_bases() {
    //  d   e
    //  |\ /|
    //  | X |
    //  |/ \|
    //  b   c
    //   \ /
    //    a
    let graph = drawn("a; b<a; c<a; d<b,c; e<c,b");
    assert_eq!(graph.bases("d", "e"), ["b", "c"]);
    assert_eq!(graph.bases("b", "e"), ["b"]);
}

#[test]
fn a_branch_that_is_merged_again_has_its_last_merge_as_base() {
    let graph = drawn("a; m1<a; s1<a; m2<m1,s1; s2<s1; m3<m2; s3<s2");
    assert_eq!(graph.bases("m3", "s3"), ["s1"]);
}

#[test]
fn a_base_reached_from_the_middle_of_a_run_is_found() {
    // The run a‥f is painted from its end first, and only then, further down, from the other side.
    let graph = drawn("a; b<a; c<b; d<c; e<d; f<e; x<c; y<x,b");
    assert_eq!(graph.bases("f", "y"), ["c"]);
}

#[test]
fn a_virtual_base_merges_its_pasts_over_their_own() {
    let graph = drawn("a; b<a; c<a; d<b,c; e<c,b");
    let built = graph.oracle.build();
    let program = BaseProgram::new(&built, &common_ancestors(&built, &[graph.id("d")], &[graph.id("e")]));
    let [Step::Moment(b), Step::Moment(a), Step::Moment(c), Step::Merge { left, right, base }] = program.steps() else {
        panic!("{:?}", program.steps());
    };
    assert_eq!((*a, *b, *c), (graph.id("a"), graph.id("b"), graph.id("c")));
    assert_eq!((*left, *right, *base), (0, 2, 1));
}
