// Base values: what a field held in the common past of both sides.
import { AMBIGUOUS, type EngineHandle } from '../engine-binding/handle.js';
import type { ValueTable } from '../recording/values.js';
import type { Field } from '../schema/class-schema.js';
import { addsUp, decide } from '../schema/policies.js';

/** The value of a cell in the common past. */
export interface Base {
  readonly known: boolean;
  readonly value: unknown;
}

const NO_BASE: Base = { known: false, value: undefined };

/**
 * Base values. With one common past a base is one operation. In a criss-cross there are several, which are merged into a
 * virtual one first, by the same rules as any merge (the recursive strategy of Git, as a list of steps instead of a
 * recursion).
 */
export class Bases {
  #program: Uint32Array | undefined;

  constructor(
    private readonly engine: EngineHandle,
    private readonly values: ValueTable,
    private readonly source: number,
  ) {}

  of(cell: number, operation: number, field: Field): Base {
    if (operation !== AMBIGUOUS) return { known: true, value: this.values.at(operation) };
    const program = (this.#program ??= this.engine.baseProgram(this.source));
    const results: Base[] = [];
    for (let i = 0; i < program.length; i += 4) {
      const [kind = 0, a = 0, b = 0, c = 0] = program.slice(i, i + 4);
      results.push(
        kind === 0
          ? { known: true, value: this.values.at(this.engine.operationAt(cell, a)) }
          : mergeBases(field, results[a] ?? NO_BASE, results[b] ?? NO_BASE, results[c] ?? NO_BASE),
      );
    }
    return results.at(-1) ?? NO_BASE;
  }
}

function mergeBases(field: Field, left: Base, right: Base, base: Base): Base {
  if (!left.known || !right.known) return NO_BASE;
  if (Object.is(left.value, right.value) && !(base.known && addsUp(field.options.merge))) return left;
  if (base.known && Object.is(left.value, base.value)) return right;
  if (base.known && Object.is(right.value, base.value)) return left;
  // Only arithmetic gives the same answer here as it did in the merges that were made of these pasts.
  const { merge: policy } = field.options;
  if (policy !== 'sum' && policy !== 'max' && policy !== 'min') return NO_BASE;
  if (policy === 'sum' && !base.known) return NO_BASE;
  const conflict = { path: String(field.name), object: {}, field: field.name, ours: left.value, theirs: right.value };
  const merged = decide(policy, { ...conflict, base: base.value, hasBase: base.known });
  return merged.by === 'computed' ? { known: true, value: merged.value } : NO_BASE;
}
