// Values as bytes. Objects are numbered in the order in which they are met; their contents are written elsewhere, so
// sharing and circles need nothing, and nothing recurses.
import { show, typeName } from '../describe.js';
import { ABSENT, Entry } from '../containers/keyed/keyed-content.js';
import { HOLE } from '../containers/list/list-content.js';
import { UnsavableValueError } from '../errors.js';
import { WeakBox } from '../recording/weak-values.js';
import { HeldList } from '../timeline/held-conflicts.js';
import { ByteWriter } from './bytes.js';
import { MAX_SHARED, Tag, THREE_BYTES, TWO_BYTES, WELL_KNOWN } from './tags.js';

const WELL_KNOWN_NAMES = new Map([...WELL_KNOWN].map(([name, symbol]) => [symbol, name]));

/** Where something stands: in what an operation recorded, or under a key of an object. */
export type Origin = number | { readonly object: object; readonly key: unknown };

/** Numbers objects in the order in which they are met. */
export class Numbering {
  readonly objects: object[] = [];
  /** What is being written. */
  at: Origin = 0;
  protected readonly numbers = new Map<object, number>();
  readonly #origins: Origin[] = [];
  readonly #boxes = new WeakMap<WeakBox, number>();

  /** Nobody asks any more where these objects were met. */
  protected forgetOrigins(first: number): void {
    this.at = 0;
    this.#origins.fill(0, first);
  }

  /** Where an object was met first. */
  originOf(object: object): Origin {
    return this.#origins[this.numbers.get(object) ?? 0] ?? 0;
  }

  of(object: object): number {
    let number = this.numbers.get(object);
    if (number === undefined) {
      number = this.objects.push(object) - 1;
      this.numbers.set(object, number);
      this.#origins.push(this.at);
    }
    return number;
  }

  /** The number of what a box stands for; of the box itself, where that was collected before it was met. */
  ofBoxed(box: WeakBox): number {
    let number = this.#boxes.get(box);
    if (number === undefined) {
      number = this.of(box.value ?? box);
      this.#boxes.set(box, number);
    }
    return number;
  }
}

/** Units that have to be shared for a text to be written as one like the text before. */
const WORTH = 3;

/** Writes values. */
export class ValueWriter extends ByteWriter {
  /** The text before; only blocks of values have one. */
  #text: string | undefined;

  constructor(
    private readonly numbering: Numbering,
    /** Names a place in messages. */
    private readonly nameOf: (origin: Origin) => string,
  ) {
    super();
  }

  /** @throws {UnsavableValueError} always */
  refuse(type: string, wayOut: string): never {
    throw new UnsavableValueError(this.nameOf(this.numbering.at), type, wayOut);
  }

  object(object: object): void {
    this.byte(Tag.Object);
    this.number(this.numbering.of(object));
  }

  value(value: unknown): void {
    switch (typeof value) {
      case 'number':
        this.#numeric(value);
        return;
      case 'string':
        this.#string(value);
        return;
      case 'boolean':
        this.byte(value ? Tag.True : Tag.False);
        return;
      case 'undefined':
        this.byte(Tag.Undefined);
        return;
      case 'bigint':
        this.byte(Tag.BigInt);
        this.text(value.toString(36));
        return;
      case 'symbol':
        this.#symbol(value);
        return;
      case 'function':
        return this.refuse(show(value), 'Keep functions in a field without @tracked, marked @ephemeral.');
      default:
        if (value === null) this.byte(Tag.Null);
        else this.#compound(value as object);
    }
  }

  /** Texts are like the one before from here on, where they are: this is a block of values. */
  shareTexts(): void {
    this.#text = '';
  }

  #string(value: string): void {
    const before = this.#text;
    if (before !== undefined) {
      this.#text = value;
      const most = Math.min(before.length, value.length, MAX_SHARED);
      let shared = 0;
      while (shared < most && before.charCodeAt(shared) === value.charCodeAt(shared)) shared++;
      if (shared >= WORTH) {
        this.byte(Tag.LikeText);
        this.number(shared);
        this.text(value.slice(shared));
        return;
      }
    }
    this.byte(Tag.Text);
    this.text(value);
  }

  #numeric(value: number): void {
    if (!Number.isInteger(value) || Object.is(value, -0) || !Number.isSafeInteger(value)) {
      this.byte(Tag.Float);
      this.float(value);
    } else if (value < 0) {
      this.byte(Tag.Negative);
      this.number(-1 - value);
    } else if (value < 0x80) {
      this.byte(value);
    } else if (value < TWO_BYTES) {
      const rest = value - 0x80;
      this.byte(0x80 | (rest >> 8));
      this.byte(rest & 0xff);
    } else if (value < THREE_BYTES) {
      const rest = value - TWO_BYTES;
      this.byte(0xc0 | (rest >> 16));
      this.byte((rest >> 8) & 0xff);
      this.byte(rest & 0xff);
    } else {
      this.byte(Tag.Positive);
      this.number(value);
    }
  }

  #symbol(value: symbol): void {
    if (value === ABSENT) this.byte(Tag.Absent);
    else if (value === HOLE) this.byte(Tag.Hole);
    else {
      const name = WELL_KNOWN_NAMES.get(value);
      const key = name ?? Symbol.keyFor(value);
      if (key === undefined) this.refuse(`the symbol ${String(value)}`, 'Only symbols of Symbol.for() can be saved.');
      this.byte(name === undefined ? Tag.Symbol : Tag.WellKnown);
      this.text(key);
    }
  }

  #compound(value: object): void {
    if (value instanceof Entry) {
      this.byte(Tag.Entry);
      this.number(value.rank + 1);
      this.value(value.value);
    } else if (value instanceof WeakBox) {
      this.byte(Tag.Weak);
      this.number(this.numbering.ofBoxed(value));
    } else if (value instanceof HeldList) this.#conflicts(value);
    else this.object(value);
  }

  #conflicts({ conflicts }: HeldList): void {
    this.byte(Tag.Conflicts);
    this.number(conflicts.length);
    for (const { token, kind, spot, base, ours, theirs, merged } of conflicts) {
      this.object(token);
      this.value(kind);
      const { parts } = spot;
      this.number(parts.length);
      for (const part of parts) this.value(part);
      for (const { has, value } of [base, ours, theirs]) {
        this.value(has);
        this.value(value);
      }
      this.number(merged.target);
      this.number(merged.source);
    }
  }

  /** What stands in a message for an object that cannot be saved. */
  refuseObject(value: object): never {
    return this.refuse(
      show(value),
      `A file holds tracked parts and containers, plain objects, arrays, maps, sets, dates and binary data. ` +
        `Give ${typeName(value)} an adapter that encodes it, or mark the field @ephemeral.`,
    );
  }
}
