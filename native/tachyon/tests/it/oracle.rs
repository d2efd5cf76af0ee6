//! A graph as a list of parent lists, and questions answered by looking at everything.

use std::collections::BTreeSet;

use tachyon::graph::Graph;

/// Parents of each node, first parent first.
#[derive(Debug, Clone, Default)]
pub struct Oracle {
    pub parents: Vec<Vec<u32>>,
}

impl Oracle {
    pub fn ancestors(&self, node: u32) -> BTreeSet<u32> {
        let mut found = BTreeSet::from([node]);
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for &parent in &self.parents[at as usize] {
                if found.insert(parent) {
                    open.push(parent);
                }
            }
        }
        found
    }

    pub fn line(&self, mut node: u32) -> Vec<u32> {
        let mut line = vec![node];
        while let Some(&parent) = self.parents[node as usize].first() {
            line.push(parent);
            node = parent;
        }
        line
    }

    pub fn bases(&self, a: u32, b: u32) -> Vec<u32> {
        let common: Vec<u32> = self.ancestors(a).intersection(&self.ancestors(b)).copied().collect();
        let below = |node: u32| common.iter().any(|&other| other != node && self.ancestors(other).contains(&node));
        common.iter().copied().filter(|&node| !below(node)).collect()
    }

    pub fn tips(&self) -> Vec<u32> {
        let nodes = 0..self.parents.len() as u32;
        nodes.filter(|node| !self.parents.iter().any(|parents| parents.contains(node))).collect()
    }

    pub fn build(&self) -> Graph {
        let mut graph = Graph::default();
        for parents in self.parents.iter().skip(1) {
            match parents[..] {
                [first] => graph.push(first),
                [first, second] => graph.push_merge(first, second),
                _ => unreachable!("one or two parents"),
            };
        }
        graph
    }
}
