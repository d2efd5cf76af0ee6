// The public surface of janus-ts: everything a user can import, and nothing else.
export {
  compactFile,
  MultiverseBase,
  multiverseOf,
  open,
  openBytes,
  openWithoutClasses,
  recover,
  timeline,
  TimelineBase,
  timelineOf,
} from './compose.js';
export { verifyFile } from './history-file/index.js';
export type {
  FileLimits,
  FilePart,
  FileReport,
  LeftOut,
  Migration,
  OpenOptions,
  Recovered,
  RecoveryReport,
  RepairedPlace,
  SavedClass,
} from './history-file/index.js';
export type { BaseClass } from './timeline/bases.js';
export type { Persistence, PersistOptions } from './timeline/keeping.js';
export { adapter, setElements } from './adapters/index.js';
export type {
  Adapter,
  AdapterClass,
  AdapterConflict,
  AdapterDecorator,
  AdapterMerge,
  AdapterOptions,
  AnyAdapter,
  ImmutableAdapter,
  Target,
  TypedArray,
  ViewAdapter,
} from './adapters/index.js';
export { move, readonlyView } from './containers/index.js';
export { ephemeral } from './decorators/ephemeral.js';
export { invariant } from './decorators/invariant.js';
export type { InvariantDecorator } from './decorators/invariant.js';
export { branchable, tracked, trackedList } from './decorators/tracked.js';
export type {
  Branchable,
  BranchableOptions,
  Tracked,
  TrackedList,
  TrackedListOptions,
  TrackedOptions,
} from './decorators/tracked.js';
export { part } from './decorators/part.js';
export type { PartOptions } from './decorators/part.js';
export type { TimelineOptions } from './decorators/timeline.js';
export type { ClassDecorator, FieldDecorator, MethodDecorator } from './decorators/dialect.js';
export { FIELDS_METADATA_KEY } from './decorators/declared-types.js';
export * from './errors.js';
export { REMOVE } from './schema/policies.js';
export { snapshotOf } from './snapshot.js';
export type { Snapshot } from './snapshot.js';
export type { HistoryDetails, HistoryView, MomentView, ShownChange } from './history-view.js';
export type { InspectOptions, Inspector } from './inspector/server.js';
export type { HistoryEvent, HistoryEventKind, Subscriber } from './timeline/events.js';
export type { ApplyOptions } from './timeline/apply-diff.js';
export type { Arrival, Attachment, Direction } from './timeline/attachments.js';
export type { BisectTest } from './timeline/bisect.js';
export type { BlameEntry, BlameOptions } from './timeline/blame.js';
export type {
  AddChange,
  Change,
  DeleteChange,
  DescribedList,
  DescribedMap,
  DescribedAdapted,
  DescribedObject,
  DescribedPart,
  DescribedSet,
  DescribedValue,
  Diff,
  DiffValue,
  Hole,
  InsertChange,
  KnownObject,
  MoveChange,
  PermuteChange,
  RemoveChange,
  ReorderChange,
  EditChange,
  ReplaceChange,
  SameObject,
  SetChange,
  TimelineEvent,
} from './timeline/diff-data.js';
export type { ExtractOptions, TimelineEvents } from './timeline/extract.js';
export type { FindQuery } from './timeline/find.js';
export type { Guard } from './timeline/guards.js';
export type { AdoptOptions, ForkOptions } from './timeline/forks.js';
export type { BranchInfo } from './timeline/branches.js';
export type { OpenConflict, Resolution } from './timeline/held-conflicts.js';
export type { MergeOptions, MergePreview } from './timeline/merge.js';
export type { DecidedBy, MergeDecision, MergeOutcome } from './timeline/merge-decision.js';
export type { MergeResult, MergeResultKind } from './timeline/merge-results.js';
export { Moment } from './timeline/moment.js';
export type { TagValue } from './timeline/moment.js';
export { Multiverse } from './timeline/multiverse.js';
export type { BranchOptions } from './timeline/multiverse.js';
export type { Ref } from './timeline/names.js';
export type { Path, PathStep } from './timeline/path-text.js';
export type { HistoryOperation, HistoryOperationKind } from './timeline/operations.js';
export type { PruneReport } from './timeline/retention.js';
export type { RetainOptions } from './recording/retain.js';
export type { RebaseResult } from './timeline/rewriting.js';
export { Timeline } from './timeline/timeline.js';
export type { TimelineStats } from './timeline/timeline.js';
export type { CoalesceOptions, Group } from './timeline/transactions.js';
export type {
  ConflictKind,
  ConflictDetail,
  MergeConflict,
  MergeFunction,
  MergePolicy,
  MergeStrategy,
  PolicyName,
  StrategyName,
} from './schema/policies.js';
export type { DotOptions } from './viz/dot.js';
export type { HtmlOptions } from './viz/html.js';
export type { MermaidOptions } from './viz/mermaid.js';
export { registerBackend } from './viz/plot.js';
export type { Backend, PlotOptions } from './viz/plot.js';
export type { SvgOptions } from './viz/svg.js';
