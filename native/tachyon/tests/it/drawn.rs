//! Graphs drawn as text: `node<parent,parent`, in the order of their making. The first node is genesis.

use tachyon::graph::Graph;
use tachyon::graph::walk::{common_ancestors, is_ancestor, is_on_line};
use tachyon::merge::base::{BaseProgram, Step};

use crate::oracle::Oracle;

struct Drawn {
    names: Vec<String>,
    graph: Graph,
}

fn drawn(text: &str) -> Drawn {
    let (mut names, mut oracle) = (Vec::new(), Oracle::default());
    for node in text.split(';') {
        let (name, above) = node.trim().split_once('<').unwrap_or((node.trim(), ""));
        let parents = above.split(',').filter(|parent| !parent.is_empty());
        oracle.parents.push(parents.map(|parent| place(&names, parent)).collect());
        names.push(name.to_owned());
    }
    Drawn { names, graph: oracle.build() }
}

fn place(names: &[String], name: &str) -> u32 {
    names.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name} is not drawn")) as u32
}

impl Drawn {
    fn id(&self, name: &str) -> u32 {
        place(&self.names, name)
    }

    fn name(&self, id: u32) -> &str {
        &self.names[id as usize]
    }

    fn bases(&self, a: &str, b: &str) -> Vec<&str> {
        common_ancestors(&self.graph, &[self.id(a)], &[self.id(b)]).into_iter().map(|id| self.name(id)).collect()
    }

    fn is_ancestor(&self, a: &str, b: &str) -> bool {
        is_ancestor(&self.graph, self.id(a), self.id(b))
    }

    fn is_on_line(&self, a: &str, b: &str) -> bool {
        is_on_line(&self.graph, self.id(a), self.id(b))
    }

    /// The steps that make the base of a and b; a merge is `left+right/base`, by numbers of steps.
    fn program(&self, a: &str, b: &str) -> Vec<String> {
        let bases = common_ancestors(&self.graph, &[self.id(a)], &[self.id(b)]);
        let program = BaseProgram::new(&self.graph, &bases);
        let drawn = |step: &Step| match *step {
            Step::Moment(moment) => self.name(moment).to_owned(),
            Step::Merge { left, right, base } => format!("{left}+{right}/{base}"),
        };
        program.steps().iter().map(drawn).collect()
    }
}

#[test]
fn a_fork_has_its_root_as_base() {
    let graph = drawn("a; b<a; c<b; d<b");
    assert_eq!(graph.bases("c", "d"), ["b"]);
    assert_eq!(graph.bases("c", "b"), ["b"]);
    assert_eq!(graph.bases("c", "c"), ["c"]);
    assert_eq!(graph.program("c", "d"), ["b"]);
}

#[test]
fn the_line_follows_first_parents_and_ancestry_all() {
    let graph = drawn("a; b<a; c<a; d<b,c");
    assert!(graph.is_on_line("b", "d") && graph.is_on_line("a", "d") && graph.is_on_line("d", "d"));
    assert!(!graph.is_on_line("c", "d"));
    assert!(graph.is_ancestor("c", "d") && graph.is_ancestor("d", "d"));
    assert!(!graph.is_ancestor("d", "c") && !graph.is_ancestor("b", "c"));
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
    assert_eq!(graph.program("d", "e"), ["b", "a", "c", "0+2/1"]);
}

#[test]
fn the_order_of_siblings_does_not_change_the_bases() {
    for text in [
        "a; b<a; c<a; d<b,c; e<c,b; f<d; g<e",
        "a; c<a; b<a; e<c,b; d<b,c; g<e; f<d",
        "a; c<a; b<a; d<b,c; f<d; e<c,b; g<e",
    ] {
        let graph = drawn(text);
        let mut bases = graph.bases("f", "g");
        bases.sort_unstable();
        assert_eq!(bases, ["b", "c"], "{text}");
    }
}

#[test]
fn a_criss_cross_over_a_criss_cross_merges_the_lower_one_first() {
    let graph = drawn("a; b<a; c<a; d<b,c; e<c,b; f<d,e; g<e,d");
    assert_eq!(graph.bases("f", "g"), ["d", "e"]);
    assert_eq!(graph.program("f", "g"), ["d", "b", "a", "c", "1+3/2", "e", "0+5/4"]);
}

#[test]
fn three_pasts_are_merged_one_after_the_other() {
    let graph = drawn("a; b<a; c<a; d<a; p<b,c; q<p,d; r<c,b; s<r,d");
    assert_eq!(graph.bases("q", "s"), ["b", "c", "d"]);
    // Both merges have genesis as their base, which is evaluated once.
    assert_eq!(graph.program("q", "s"), ["b", "a", "c", "0+2/1", "d", "3+4/1"]);
}

#[test]
fn a_branch_that_is_merged_again_has_its_last_merge_as_base() {
    let graph = drawn("a; m1<a; s1<a; m2<m1,s1; s2<s1; m3<m2; s3<s2");
    assert_eq!(graph.bases("m3", "s3"), ["s1"]);
    let graph = drawn("a; m1<a; s1<a; m2<m1,s1; s2<s1,m2; m3<m2; s3<s2");
    assert_eq!(graph.bases("m3", "s3"), ["m2"]);
}

#[test]
fn a_base_reached_from_the_middle_of_a_run_is_found() {
    // The run a‥f is painted from its end first, and only then, further down, from the other side.
    let graph = drawn("a; b<a; c<b; d<c; e<d; f<e; x<c; y<x,b");
    assert_eq!(graph.bases("f", "y"), ["c"]);
}

#[test]
fn a_common_ancestor_below_a_base_is_none_even_by_a_shortcut() {
    // x reaches a past c (through y) and c itself; only c counts.
    let graph = drawn("a; b<a; c<b; d<c; y<a; x<y,c");
    assert_eq!(graph.bases("d", "x"), ["c"]);
}
