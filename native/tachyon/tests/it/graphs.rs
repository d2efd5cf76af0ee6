//! Ancestry, lines, ways and merge bases: every graph of up to five nodes, and random larger ones.

use proptest::prelude::*;
use tachyon::graph::walk::{Way, common_ancestors, find_way, is_ancestor, is_on_line};

use crate::oracle::Oracle;

fn check(oracle: &Oracle) {
    let graph = oracle.build();
    assert_eq!(graph.verify(), None, "{oracle:?}");
    assert_eq!(graph.tips(), oracle.tips(), "{oracle:?}");
    let nodes = oracle.parents.len() as u32;
    let mut way = Way::default();
    for a in 0..nodes {
        assert_eq!(graph.parents(a).collect::<Vec<_>>(), oracle.parents[a as usize], "parents of {a} in {oracle:?}");
        for b in 0..nodes {
            let on_line = oracle.line(b);
            assert_eq!(is_ancestor(&graph, a, b), oracle.ancestors(b).contains(&a), "{a} above {b} in {oracle:?}");
            assert_eq!(is_on_line(&graph, a, b), on_line.contains(&a), "{a} on the line of {b} in {oracle:?}");
            assert_eq!(common_ancestors(&graph, &[a], &[b]), oracle.bases(a, b), "bases of {a} and {b} in {oracle:?}");
            find_way(&graph, a, b, &mut way);
            let walked = |side: &[tachyon::graph::walk::Stretch]| -> Vec<u32> {
                side.iter().flat_map(|stretch| (stretch.first..=stretch.last).rev()).collect()
            };
            let from = oracle.line(a);
            let meeting = from.iter().position(|node| on_line.contains(node)).unwrap();
            let meeting_below = on_line.iter().position(|&node| node == from[meeting]).unwrap();
            assert_eq!(walked(&way.up), from[..meeting], "up from {a} to {b} in {oracle:?}");
            assert_eq!(walked(&way.down), on_line[..meeting_below], "down from {a} to {b} in {oracle:?}");
        }
    }
}

/// All ways to give node `n` one or two different parents among `0..n`.
fn parent_lists(node: u32) -> Vec<Vec<u32>> {
    let single = (0..node).map(|parent| vec![parent]);
    let double = (0..node)
        .flat_map(|first| (0..node).filter(move |&second| second != first).map(move |second| vec![first, second]));
    single.chain(double).collect()
}

#[test]
fn every_graph_of_up_to_five_nodes() {
    let mut graphs = vec![Oracle { parents: vec![vec![]] }];
    let mut checked = 0;
    for node in 1..5 {
        graphs = graphs
            .iter()
            .flat_map(|graph| {
                parent_lists(node).into_iter().map(|parents| {
                    let mut larger = graph.clone();
                    larger.parents.push(parents);
                    larger
                })
            })
            .collect();
        graphs.iter().for_each(check);
        checked += graphs.len();
    }
    // 1 · 4 · 9 · 16 and what leads there.
    assert_eq!(checked, 1 + 4 + 36 + 576);
}

fn random_graph(largest: usize) -> impl Strategy<Value = Oracle> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8), 1..largest).prop_map(
        |rows| {
            let mut parents = vec![vec![]];
            for (first, second, kind) in rows {
                let here = parents.len();
                // Mostly lines, as histories are; the rest forks and merges.
                let first = if kind < 2 { here - 1 } else { first.index(here) };
                let second = second.index(here);
                let merges = kind == 3 && second != first;
                parents.push(if merges { vec![first as u32, second as u32] } else { vec![first as u32] });
            }
            Oracle { parents }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_graphs(oracle in random_graph(60)) {
        check(&oracle);
    }

    /// Siblings made in another order are the same graph: the answers are about the same nodes.
    #[test]
    fn the_order_of_making_does_not_matter(oracle in random_graph(25), keys in prop::collection::vec(any::<u32>(), 25)) {
        // A random topological order: always the ready node with the smallest key.
        let nodes = oracle.parents.len();
        let mut order: Vec<usize> = Vec::new();
        while order.len() < nodes {
            let next = (0..nodes)
                .filter(|node| !order.contains(node))
                .filter(|&node| oracle.parents[node].iter().all(|&parent| order.contains(&(parent as usize))))
                .min_by_key(|&node| keys[node % keys.len()].wrapping_add(node as u32 * 7919))
                .unwrap();
            order.push(next);
        }
        let place = |node: u32| order.iter().position(|&other| other == node as usize).unwrap() as u32;
        let shuffled = Oracle {
            parents: order.iter().map(|&node| oracle.parents[node].iter().map(|&parent| place(parent)).collect()).collect(),
        };
        let (one, other) = (oracle.build(), shuffled.build());
        for a in 0..nodes as u32 {
            for b in 0..nodes as u32 {
                let mut moved: Vec<u32> = common_ancestors(&one, &[a], &[b]).into_iter().map(place).collect();
                moved.sort_unstable();
                prop_assert_eq!(moved, common_ancestors(&other, &[place(a)], &[place(b)]));
            }
        }
    }
}
