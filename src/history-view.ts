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
  /** Present where older moments were pruned: between this one and its first parent, or before this one if it has none. */
  readonly isCut?: true;
  /** Present on moments that no branch, label or position reaches. */
  readonly isAbandoned?: true;
}

/** A whole history, moments in the order of their making: parents come before their children. */
export interface HistoryView {
  /** Name of the owner's class, or the name given to `@timeline`. */
  readonly name: string;
  readonly moments: readonly MomentView[];
  readonly currentBranch: string;
  /** Branches that drawings mark, by their names. */
  readonly marks?: Readonly<Record<string, 'frozen' | 'collapsed'>>;
}

/** A value as drawings get it: a primitive, an opaque object, or one of the descriptions of `diff`. */
type ShownValue = unknown;

/** What a moment changed, as `diff` says it: kind, place and values. */
export interface ShownChange {
  readonly kind: string;
  /** The place as text. */
  readonly path: string;
  /** The way to the object or container that changed. */
  readonly in: readonly unknown[];
}

/** Where drawings that show states take them from. Only read while a drawing is made. */
export interface HistoryDetails {
  /** The owner at genesis, described in full. */
  genesis(): ShownValue;
  /** What each moment from one on, after genesis by default, did to the state of its first parent; in the order of the moments. */
  changes(from?: number): Iterable<{ readonly moment: number; readonly changes: readonly ShownChange[] }>;
}
