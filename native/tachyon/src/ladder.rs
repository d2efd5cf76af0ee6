//! Ladders: the plans of neighbouring single steps, answered at once, so that a series of them crosses the border once.
//!
//! A **rung** is a moment that changes one cell by one operation. A ladder is the rungs from the position on, up or down.
//! Whoever holds it may step along it without asking, and tell where it has come to before it asks anything else:
//!
//! - **K1** a rung says what [`crate::Engine::undo`] and [`crate::Engine::redo`] of that one moment would answer
//! - **K2** all moments of a ladder lie in one run, and redo leads from each to the next, so that stepping leaves the redo
//!   memory as it is: nothing deviates above the position, and below it nothing can, because the position came that way
//! - **K3** all of them are on the line of the current branch, unless the history is linear: none is detached

use crate::history::History;
use crate::ids::{BASELINE_MARK, CellId, MomentId, OpId};
use crate::log::Log;
use crate::position::Position;

/// What one step past a moment changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// The cell.
    pub cell: CellId,
    /// The operation that is current when the moment is taken back, [`crate::ids::NO_OP`] for none.
    pub back: OpId,
    /// The operation that is current when it is done.
    pub forth: OpId,
}

impl Rung {
    /// The rung of a moment, if it has one operation and nothing else.
    #[must_use]
    pub fn of(log: &Log, moment: MomentId) -> Option<Self> {
        let (begin, end) = log.range_of(moment, moment);
        // A moment without operations can be followed by a baseline.
        if end - begin != 1 || log.previous_of(begin) == BASELINE_MARK {
            return None;
        }
        Some(Self { cell: log.cell_of(begin), back: log.previous_of(begin), forth: begin })
    }
}

/// The rungs from the position on, at most `reach` of them; downwards when it is negative.
pub fn rungs<'a>(history: &'a History, position: &Position, reach: i32) -> impl Iterator<Item = Rung> + 'a {
    let History { graph, log, .. } = history;
    let (at, down) = (position.at, reach < 0);
    let room = if position.detached {
        0
    } else if down {
        at - graph.run_of(at).first
    } else {
        position.end_of_line(graph, &history.names).min(position.redo.next_deviation(at)) - at
    };
    (0..room.min(reach.unsigned_abs()))
        .map_while(move |index| Rung::of(log, if down { at - index } else { at + 1 + index }))
}
