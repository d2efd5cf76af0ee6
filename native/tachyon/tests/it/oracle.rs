//! A graph as a list of parent lists, and questions answered by looking at everything.

use std::collections::BTreeSet;

use tachyon::graph::Graph;

/// Parents of each node, first parent first.
#[derive(Debug, Clone, Default)]
pub struct Oracle {
    pub parents: Vec<Vec<u32>>,
}

impl Oracle {
    /// Genesis only.
    pub fn genesis() -> Self {
        Self { parents: vec![vec![]] }
    }

    pub fn nodes(&self) -> std::ops::Range<u32> {
        0..self.parents.len() as u32
    }

    /// A node and everything above it.
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

    /// A node, its first parent, the first parent of that, and so on.
    pub fn line(&self, mut node: u32) -> Vec<u32> {
        let mut line = vec![node];
        while let Some(&parent) = self.parents[node as usize].first() {
            line.push(parent);
            node = parent;
        }
        line
    }

    /// The common ancestors of two sets that are above no other common ancestor.
    pub fn bases(&self, ours: &[u32], theirs: &[u32]) -> Vec<u32> {
        let above = |nodes: &[u32]| -> BTreeSet<u32> { nodes.iter().flat_map(|&node| self.ancestors(node)).collect() };
        self.lowest(&(&above(ours) & &above(theirs)))
    }

    /// Those of a set that are above no other one; with a node all its ancestors are in the set.
    pub fn lowest(&self, nodes: &BTreeSet<u32>) -> Vec<u32> {
        let above = self.parents_of(nodes.iter().copied());
        nodes.difference(&above).copied().collect()
    }

    /// Nodes that are nobody's parent.
    pub fn tips(&self) -> Vec<u32> {
        let built_on = self.parents_of(self.nodes());
        self.nodes().filter(|node| !built_on.contains(node)).collect()
    }

    fn parents_of(&self, nodes: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        nodes.flat_map(|node| self.parents[node as usize].iter().copied()).collect()
    }

    /// The same graph as the engine keeps it.
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
