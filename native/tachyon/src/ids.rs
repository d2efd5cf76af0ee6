//! Numbers of moments, operations and cells. All are dense; none is ever taken for another.

/// A moment: a node of the history. 0 is genesis; parents have smaller numbers than their children.
pub type MomentId = u32;
/// An operation: one change of one cell. 0 stands for none.
pub type OpId = u32;
/// A recorded place.
pub type CellId = u32;

/// Stands for "no moment".
pub const NO_MOMENT: MomentId = u32::MAX;
/// Stands for "no operation": the state of a cell nobody has touched yet.
pub const NO_OP: OpId = 0;
/// In the column of previous operations: a baseline, which belongs to no moment.
pub const BASELINE_MARK: OpId = u32::MAX;
