//! A history: everything that does not depend on where an instance stands.

use crate::error::Error;
use crate::graph::Graph;
use crate::ids::MomentId;
use crate::log::Log;
use crate::names::Names;
use crate::times::Times;

/// Graph, log, names and times.
#[derive(Debug, Clone)]
pub struct History {
    /// Which moment builds on which.
    pub graph: Graph,
    /// What each moment did.
    pub log: Log,
    /// Branches, labels, titles, tags.
    pub names: Names,
    /// When each moment began.
    pub times: Times,
}

impl History {
    /// A history with genesis only.
    #[must_use]
    pub fn new(time: f64) -> Self {
        Self { graph: Graph::default(), log: Log::default(), names: Names::default(), times: Times::new(time) }
    }

    /// The moment, if it exists.
    pub fn moment(&self, moment: MomentId) -> Result<MomentId, Error> {
        if moment < self.graph.len() { Ok(moment) } else { Err(Error::UnknownMoment) }
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        self.graph.verify().or_else(|| self.log.verify()).or_else(|| self.names.verify(self.graph.len())).or_else(
            || {
                let (log, graph) = (self.log.moments(), self.graph.len());
                (log != graph as usize).then(|| format!("L3: {log} moments in the log, {graph} in the graph"))
            },
        )
    }
}
