// What the first byte of a value says, and what kinds of objects there are. `docs/file-format.md` draws both.

/** Whole numbers from 0 to 127 are their own tag; up to this one they take two bytes, with tags from 0x80. */
export const TWO_BYTES = 0x80 + 0x4000;
/** Up to this one they take three bytes, with tags from 0xc0. */
export const THREE_BYTES = TWO_BYTES + 0x20_0000;

/** Tags of other values. */
export const Tag = {
  Undefined: 0xe0,
  Null: 0xe1,
  False: 0xe2,
  True: 0xe3,
  /** A float64. */
  Float: 0xe4,
  /** A whole number above the short ones. */
  Positive: 0xe5,
  /** A negative whole number n, as −1 − n. */
  Negative: 0xe6,
  /** A BigInt, as its text in base 36. */
  BigInt: 0xe7,
  Text: 0xe8,
  /** A symbol of the global registry, by its key. */
  Symbol: 0xe9,
  /** A well-known symbol, by its name. */
  WellKnown: 0xea,
  /** An object, by its number. */
  Object: 0xeb,
  /** The recorded value of a key that is there: its rank plus one, its value. */
  Entry: 0xec,
  /** The recorded value of a key that is not there. */
  Absent: 0xed,
  /** A hole of a list. */
  Hole: 0xee,
  /** The open conflicts of a merge. */
  Conflicts: 0xef,
  /** A text that begins as the text before it in the block does: how many units, and the rest. In blocks of values only. */
  LikeText: 0xf0,
  /** What a weak field remembers: an object by its number, which nothing but that may keep alive. */
  Weak: 0xf1,
} as const;

/** Kinds of objects. Those below {@link Kind.Array} belong to the history. */
export const Kind = {
  Part: 0,
  List: 1,
  Map: 2,
  Set: 3,
  Record: 4,
  /** A plain object without a prototype. */
  BareRecord: 5,
  /** A foreign value that changes, as its adapter encodes its present state. */
  Adapted: 6,
  /** A foreign value that shows another object. */
  View: 7,
  /** From here on: plain data that no history records. */
  Array: 8,
  Object: 9,
  BareObject: 10,
  PlainMap: 11,
  PlainSet: 12,
  Date: 13,
  RegExp: 14,
  ArrayBuffer: 15,
  TypedArray: 16,
  /** A foreign value that nothing records, as its adapter encodes it. */
  Value: 17,
  /** What a weak field remembered, and the collector had taken. */
  Collapsed: 18,
} as const;

/** How deep values of adapters can be in the data of others. */
export const MAX_NESTING = 64;

/** Sections of a file that are not the engine's. */
export const Section = {
  /** Classes, and everything that has a place in this history. */
  Objects: 16,
  /** Values of 4,096 operations. */
  Values: 17,
} as const;

/** Units that a text shares with the one before at most: few bytes must not become many. */
export const MAX_SHARED = 64;

/** Typed arrays, by the number they have in files. */
export const TYPED_ARRAYS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** Well-known symbols by name. */
export const WELL_KNOWN: ReadonlyMap<string, symbol> = new Map(
  Object.getOwnPropertyNames(Symbol)
    .map((name): [string, unknown] => [name, (Symbol as unknown as Record<string, unknown>)[name]])
    .filter((entry): entry is [string, symbol] => typeof entry[1] === 'symbol'),
);
