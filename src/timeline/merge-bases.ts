// Base values: what a place held in the common past of both sides.
import { AMBIGUOUS, type EngineHandle } from '../engine-binding/handle.js';
import type { ValueTable } from '../recording/values.js';
import { addsUp, decide } from '../schema/policies.js';
import { NOTHING, type Held } from './merge-decision.js';
import { heldBy, isSame, recorderOf, type ValuePlace } from './merge-places.js';

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

  /** What a place held; undefined when the pasts disagree. */
  of(cell: number, operation: number, place: ValuePlace): Held | undefined {
    if (operation !== AMBIGUOUS) return heldBy(place, this.values.at(operation));
    const program = (this.#program ??= this.engine.baseProgram(this.source));
    const results: (Held | undefined)[] = [];
    for (let i = 0; i < program.length; i += 4) {
      const [kind = 0, a = 0, b = 0, c = 0] = program.slice(i, i + 4);
      results.push(
        kind === 0
          ? heldBy(place, this.values.at(this.engine.operationAt(cell, a)))
          : mergeBases(place, results[a], results[b], results[c]),
      );
    }
    return results.at(-1);
  }
}

function mergeBases(
  place: ValuePlace,
  left: Held | undefined,
  right: Held | undefined,
  base: Held | undefined,
): Held | undefined {
  if (left === undefined || right === undefined) return undefined;
  const recorder = recorderOf(place);
  if (isSame(recorder, left, right) && !(base !== undefined && addsUp(place.policy))) return left;
  if (base !== undefined && isSame(recorder, left, base)) return right;
  if (base !== undefined && isSame(recorder, right, base)) return left;
  // Only arithmetic gives the same answer here as it did in the merges that were made of these pasts.
  const { policy } = place;
  if (policy !== 'sum' && policy !== 'max' && policy !== 'min') return undefined;
  if ((policy === 'sum' && base?.has !== true) || !left.has || !right.has) return undefined;
  const merged = decide(policy, {
    kind: 'value',
    path: String(place.field?.name ?? place.key?.key),
    object: {},
    field: place.field?.name ?? place.key?.key,
    ours: left.value,
    hasOurs: true,
    theirs: right.value,
    hasTheirs: true,
    base: (base ?? NOTHING).value,
    hasBase: base?.has ?? false,
  });
  return merged.by === 'computed' ? { has: true, value: merged.value } : undefined;
}
