// Bytes as values: the other half of `value-writer.ts`. Nothing nests deeper than its words here, so nothing recurses.
import { ABSENT, Entry } from '../containers/keyed/keyed-content.js';
import { HOLE } from '../containers/list/list-content.js';
import { boxed, unboxed, WeakBox } from '../recording/weak-values.js';
import { schemaOf } from '../schema/class-schema.js';
import { HeldList, type HeldConflict } from '../timeline/held-conflicts.js';
import { spotFrom } from '../timeline/conflict-spots.js';
import type { ConflictKind } from '../schema/policies.js';
import { ByteReader } from './bytes.js';
import { MAX_SHARED, Tag, TWO_BYTES, WELL_KNOWN } from './tags.js';

const CONFLICT_KINDS: readonly unknown[] = ['value', 'removed', 'moved', 'tangled'] satisfies ConflictKind[];
const BIGINT = /^-?[0-9a-z]+$/;

/** Objects of a file in the order of their numbers; what is only remembered can be a box, and what no value names missing. */
export type ObjectTable = readonly (object | undefined)[];

/** Reads values. */
export class ValueReader extends ByteReader {
  /** The text before. */
  #text = '';

  constructor(
    bytes: Uint8Array,
    at: number,
    end: number,
    private readonly objects: ObjectTable,
  ) {
    super(bytes, at, end);
  }

  object(): object {
    const { at } = this;
    const object = this.objects[this.number()];
    // A box stands for something that was collected.
    if (object === undefined || object instanceof WeakBox) return this.refuse('an object that is not there', at);
    return object;
  }

  #box(): unknown {
    const { at } = this;
    return boxed(this.objects[this.number()] ?? this.refuse('an object that is not there', at));
  }

  value(): unknown {
    const tag = this.byte();
    if (tag < 0x80) return tag;
    if (tag < 0xc0) return 0x80 + ((tag & 0x3f) << 8) + this.byte();
    if (tag < 0xe0) return TWO_BYTES + ((tag & 0x1f) << 16) + (this.byte() << 8) + this.byte();
    switch (tag) {
      case Tag.Undefined:
        return undefined;
      case Tag.Null:
        return null;
      case Tag.False:
        return false;
      case Tag.True:
        return true;
      case Tag.Float:
        return this.float();
      case Tag.Positive:
        return this.number();
      case Tag.Negative:
        return -1 - this.number();
      case Tag.BigInt:
        return this.#bigint();
      case Tag.Text:
        return (this.#text = this.text());
      case Tag.LikeText: {
        const { at } = this;
        const shared = this.number();
        if (shared > Math.min(this.#text.length, MAX_SHARED)) this.refuse('a text like none', at);
        return (this.#text = this.#text.slice(0, shared) + this.text());
      }
      case Tag.Symbol:
        return Symbol.for(this.text());
      case Tag.WellKnown:
        return WELL_KNOWN.get(this.text()) ?? this.refuse('a symbol that is not known');
      case Tag.Object:
        return this.object();
      case Tag.Entry:
        return this.#entry();
      case Tag.Absent:
        return ABSENT;
      case Tag.Hole:
        return HOLE;
      case Tag.Conflicts:
        return this.#conflicts();
      case Tag.Weak:
        return this.#box();
      default:
        return this.refuse('a value of no known kind', this.at - 1);
    }
  }

  /** Something that users can have put there: nothing that is Janus's own. */
  plainValue(): unknown {
    const tag = this.bytes[this.at] ?? 0;
    if (tag >= Tag.Entry && tag !== Tag.LikeText) this.refuse('a value that is not allowed here');
    return this.value();
  }

  /** The value of a field that nobody has written. */
  fieldValue(isWeak: boolean): unknown {
    return isWeak && this.bytes[this.at] === Tag.Weak ? this.value() : this.plainValue();
  }

  /** A value that holds no others but objects. */
  #flatValue(): unknown {
    const tag = this.bytes[this.at];
    if (tag === Tag.Entry || tag === Tag.Conflicts) this.refuse('a value that is not allowed here');
    return this.value();
  }

  #bigint(): bigint {
    const { at } = this;
    const text = this.text();
    if (!BIGINT.test(text)) this.refuse('a number is none', at);
    const digits = text.startsWith('-') ? text.slice(1) : text;
    const value = wholeOf(digits);
    return digits === text ? value : -value;
  }

  #entry(): Entry {
    const rank = this.number() - 1;
    return new Entry(this.plainValue(), rank);
  }

  #conflicts(): HeldList {
    const conflicts: HeldConflict[] = [];
    for (let left = this.count(8); left > 0; left--) {
      if (this.byte() !== Tag.Object) this.refuse('an open conflict');
      const token = this.object();
      const kind = this.#flatValue();
      const parts: unknown[] = [];
      for (let more = this.count(); more > 0; more--) parts.push(this.#flatValue());
      const spot = spotFrom(parts);
      if (spot === undefined || !CONFLICT_KINDS.includes(kind)) return this.refuse('an open conflict');
      const [place, holder, name] = parts;
      const field = place === 'place' ? schemaOf(holder as object)?.field(name as PropertyKey) : undefined;
      const isWeak = field?.options.weak === true;
      const [base, ours, theirs] = [this.#held(isWeak), this.#held(isWeak), this.#held(isWeak)];
      const merged = { target: this.number(), source: this.number() };
      conflicts.push({ token, kind: kind as ConflictKind, spot, base, ours, theirs, merged });
    }
    return new HeldList(conflicts);
  }

  #held(isWeak: boolean): { has: boolean; value: unknown } {
    const has = this.#flatValue();
    const recorded = this.#flatValue();
    const value = isWeak ? recorded : unboxed(recorded);
    return typeof has === 'boolean' ? { has, value } : this.refuse('an open conflict');
  }
}

// The runtime reads base 36 as a float only. Halves are joined with powers that halves of a length share: as cheap as the
// multiplication of the runtime, where digit after digit would be quadratic (Brent and Zimmermann, Modern Computer Arithmetic, 1.7).
function wholeOf(digits: string): bigint {
  const powers = new Map<number, bigint>();
  const powerOf = (length: number): bigint => {
    const known = powers.get(length) ?? 36n ** BigInt(length);
    powers.set(length, known);
    return known;
  };
  const part = (begin: number, end: number): bigint => {
    if (end - begin <= 10) return BigInt(parseInt(digits.slice(begin, end), 36));
    // The lower half is the largest power of two of tens: few lengths are different.
    const low = 10 * 2 ** Math.floor(Math.log2((end - begin - 1) / 10));
    return part(begin, end - low) * powerOf(low) + part(end - low, end);
  };
  return part(0, digits.length);
}
