// A read-only, neutral view of a history: what drawings, files and tools see, so that none of them needs a timeline.

/** One moment of a {@link HistoryView}. */
export interface MomentView {
  readonly id: number;
  /** First parent first; empty for genesis, two for a merge. */
  readonly parents: readonly number[];
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The label given to its transaction. */
  readonly title: string | undefined;
  readonly labels: readonly string[];
  /** Branches whose tip it is. */
  readonly branches: readonly string[];
  readonly tags: Readonly<Record<string, string | number | boolean | null>>;
  /** Whether the object stands here. */
  readonly current: boolean;
}

/** A whole history, moments in the order of their making: parents come before their children. */
export interface HistoryView {
  /** Name of the owner's class, or the name given to `@timeline`. */
  readonly name: string;
  readonly moments: readonly MomentView[];
  readonly currentBranch: string;
}
