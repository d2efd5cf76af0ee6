//! Ancestry, lines, ways and merge bases: every graph of up to five nodes, and random larger ones.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tachyon::graph::Graph;
use tachyon::graph::walk::{Stretch, Way, common_ancestors, find_way, is_ancestor, is_on_line};

use crate::oracle::Oracle;

/// A graph, and what the oracle says of each node of it.
struct Known<'a> {
    oracle: &'a Oracle,
    graph: Graph,
    lines: Vec<Vec<u32>>,
    ancestors: Vec<BTreeSet<u32>>,
}

impl<'a> Known<'a> {
    fn new(oracle: &'a Oracle) -> Self {
        let graph = oracle.build();
        assert_eq!(graph.verify(), None, "{oracle:?}");
        assert_eq!(graph.tips(), oracle.tips(), "{oracle:?}");
        for node in oracle.nodes() {
            assert_eq!(graph.parents(node).collect::<Vec<_>>(), oracle.parents[node as usize], "{node} in {oracle:?}");
        }
        let lines = oracle.nodes().map(|node| oracle.line(node)).collect();
        let ancestors = oracle.nodes().map(|node| oracle.ancestors(node)).collect();
        Self { oracle, graph, lines, ancestors }
    }

    fn check(&self, a: u32, b: u32) {
        let Self { oracle, graph, .. } = self;
        let (line_a, line_b) = (&self.lines[a as usize], &self.lines[b as usize]);
        let (above_a, above_b) = (&self.ancestors[a as usize], &self.ancestors[b as usize]);
        assert_eq!(is_ancestor(graph, a, b), above_b.contains(&a), "{a} above {b} in {oracle:?}");
        assert_eq!(is_on_line(graph, a, b), line_b.contains(&a), "{a} on the line of {b} in {oracle:?}");
        let bases = oracle.lowest(&(above_a & above_b));
        assert_eq!(common_ancestors(graph, &[a], &[b]), bases, "bases of {a} and {b} in {oracle:?}");
        let mut way = Way::default();
        find_way(graph, a, b, &mut way);
        for (side, line, other) in [(&way.up, line_a, line_b), (&way.down, line_b, line_a)] {
            let walked: Vec<u32> = side.iter().flat_map(|stretch| (stretch.first..=stretch.last).rev()).collect();
            let expected: Vec<u32> = line.iter().copied().filter(|moment| !other.contains(moment)).collect();
            assert_eq!(walked, expected, "way from {a} to {b} in {oracle:?}");
            let leads_on = |stretch: &Stretch| oracle.parents[stretch.first as usize][0] == stretch.parent;
            assert!(side.iter().all(leads_on), "way from {a} to {b} in {oracle:?}: {way:?}");
        }
    }
}

fn check_all_pairs(oracle: &Oracle) {
    let known = Known::new(oracle);
    for a in oracle.nodes() {
        oracle.nodes().for_each(|b| known.check(a, b));
    }
}

/// All ways to give a node one or two different parents among those before it.
fn parent_lists(node: u32) -> Vec<Vec<u32>> {
    let single = (0..node).map(|parent| vec![parent]);
    let double = (0..node)
        .flat_map(|first| (0..node).filter(move |&second| second != first).map(move |second| vec![first, second]));
    single.chain(double).collect()
}

/// All graphs of this many nodes on top of genesis.
fn all_graphs(nodes: u32) -> Vec<Oracle> {
    (1..=nodes).fold(vec![Oracle::genesis()], |graphs, node| {
        let lists = parent_lists(node);
        let grown = |graph: &Oracle, parents: &Vec<u32>| Oracle {
            parents: graph.parents.iter().chain([parents]).cloned().collect(),
        };
        graphs.iter().flat_map(|graph| lists.iter().map(|parents| grown(graph, parents))).collect()
    })
}

#[test]
fn every_graph_of_up_to_five_nodes_and_genesis() {
    let mut checked = 0;
    for nodes in 0..=5 {
        let graphs = all_graphs(nodes);
        graphs.iter().for_each(check_all_pairs);
        checked += graphs.len();
    }
    assert_eq!(checked, 1 + 1 + 4 + 36 + 576 + 14_400);
}

#[test]
fn bases_of_every_set_and_node_in_every_graph_of_five_nodes() {
    for oracle in all_graphs(4) {
        let graph = oracle.build();
        for (ours, theirs) in (1..32u32).flat_map(|ours| oracle.nodes().map(move |theirs| (ours, theirs))) {
            let ours: Vec<u32> = oracle.nodes().filter(|node| ours >> node & 1 == 1).collect();
            let bases = common_ancestors(&graph, &ours, &[theirs]);
            assert_eq!(bases, oracle.bases(&ours, &[theirs]), "bases of {ours:?} and {theirs} in {oracle:?}");
        }
    }
}

/// Mostly lines, as histories are; the rest forks and merges.
fn random_graph(largest: usize) -> impl Strategy<Value = Oracle> {
    let row = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8);
    prop::collection::vec(row, 1..largest).prop_map(|rows| {
        let mut oracle = Oracle::genesis();
        for (first, second, kind) in rows {
            let here = oracle.parents.len();
            let first = if kind < 2 { here - 1 } else { first.index(here) };
            let second = second.index(here);
            let merges = kind == 3 && second != first;
            oracle.parents.push(if merges { vec![first as u32, second as u32] } else { vec![first as u32] });
        }
        oracle
    })
}

/// The same graph, its nodes made in another order that respects parents; answers also the place of each node.
fn shuffled(oracle: &Oracle, keys: &[u32]) -> (Oracle, Vec<u32>) {
    let mut order: Vec<u32> = Vec::new();
    let mut place: Vec<Option<u32>> = vec![None; oracle.parents.len()];
    while order.len() < place.len() {
        let is_ready = |&node: &u32| {
            let parents = &oracle.parents[node as usize];
            place[node as usize].is_none() && parents.iter().all(|&parent| place[parent as usize].is_some())
        };
        let next = oracle.nodes().filter(is_ready).min_by_key(|&node| keys[node as usize]).unwrap();
        place[next as usize] = Some(order.len() as u32);
        order.push(next);
    }
    let place: Vec<u32> = place.into_iter().map(Option::unwrap).collect();
    let moved = |&node: &u32| oracle.parents[node as usize].iter().map(|&parent| place[parent as usize]).collect();
    (Oracle { parents: order.iter().map(moved).collect() }, place)
}

fn expect_same_answers(oracle: &Oracle, keys: &[u32], pairs: impl Iterator<Item = (u32, u32)>) {
    let (other, place) = shuffled(oracle, keys);
    let (graph, other_graph) = (oracle.build(), other.build());
    let at = |node: u32| place[node as usize];
    for (a, b) in pairs {
        let mut bases: Vec<u32> = common_ancestors(&graph, &[a], &[b]).into_iter().map(at).collect();
        bases.sort_unstable();
        assert_eq!(bases, common_ancestors(&other_graph, &[at(a)], &[at(b)]), "{a}, {b} in {oracle:?} as {other:?}");
        assert_eq!(is_ancestor(&graph, a, b), is_ancestor(&other_graph, at(a), at(b)), "{a}, {b} in {oracle:?}");
        assert_eq!(is_on_line(&graph, a, b), is_on_line(&other_graph, at(a), at(b)), "{a}, {b} in {oracle:?}");
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn all_pairs_of_random_graphs_of_up_to_40_nodes(oracle in random_graph(40)) {
        check_all_pairs(&oracle);
    }

    #[test]
    fn some_pairs_of_random_graphs_of_up_to_200_nodes(
        oracle in random_graph(200),
        pairs in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 100),
    ) {
        let known = Known::new(&oracle);
        let nodes = oracle.parents.len();
        for (a, b) in pairs {
            known.check(a.index(nodes) as u32, b.index(nodes) as u32);
        }
    }

    /// Siblings made in another order are the same graph: the answers are about the same nodes.
    #[test]
    fn the_order_of_making_does_not_matter(oracle in random_graph(40), keys in prop::collection::vec(any::<u32>(), 41)) {
        let pairs: Vec<(u32, u32)> = oracle.nodes().flat_map(|a| oracle.nodes().map(move |b| (a, b))).collect();
        expect_same_answers(&oracle, &keys, pairs.into_iter());
    }

    #[test]
    fn nor_does_it_in_graphs_of_200_nodes(
        oracle in random_graph(200),
        keys in prop::collection::vec(any::<u32>(), 201),
        pairs in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 50),
    ) {
        let nodes = oracle.parents.len();
        expect_same_answers(&oracle, &keys, pairs.iter().map(|(a, b)| (a.index(nodes) as u32, b.index(nodes) as u32)));
    }
}
