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
        if self.graph.contains(moment) {
            Ok(moment)
        } else if moment < self.graph.len() {
            Err(Error::PrunedMoment)
        } else {
            Err(Error::UnknownMoment)
        }
    }

    /// The first broken invariant.
    #[must_use]
    pub fn verify(&self) -> Option<String> {
        let counted = || {
            let (log, graph) = (self.log.moments(), self.graph.len());
            (log != graph as usize).then(|| format!("L3: {log} moments in the log, {graph} in the graph"))
        };
        // A stretch of a way has what was folded into its first moment, and into no other.
        let begins = |moment: &MomentId| self.graph.contains(*moment) && self.graph.run_of(*moment).first == *moment;
        let folded = || {
            let lost = self.log.folded().find(|moment| !begins(moment));
            lost.map(|moment| format!("F4: something was folded into {moment}, which begins no run"))
        };
        let names = || self.names.verify(|moment| self.graph.contains(moment));
        self.graph.verify().or_else(|| self.log.verify()).or_else(names).or_else(counted).or_else(folded)
    }
}
