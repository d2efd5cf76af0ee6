// Paths: how a message or result names a place as seen from its owner.
//
// A part or container remembers through which place it joined; while that place still holds it, this is its path. One that
// has moved since is found by a walk over the owner's objects, breadth first, so the shortest path wins.
import { contentOf } from '../recording/content.js';
import type { Member } from '../recording/member.js';
import { ownSlots } from '../recording/slots.js';
import { isObject, stepTitle } from '../recording/track.js';
import { schemaOf } from '../schema/class-schema.js';

/** One step from an object to what it holds. */
export interface PathStep {
  readonly key: unknown;
  /** Whether it is a step into a container. */
  readonly isInside: boolean;
}

/** The path of a place, e.g. `results.error` or `rows[3].name`. What the owner cannot reach now is named by where it joined. */
export function pathOf(owner: object, member: Member | null, last: PathStep | undefined): string {
  const joined = member === null ? { steps: [], isCurrent: true } : stepsOfJoining(member);
  const steps =
    joined.isCurrent || member === null ? joined.steps : (stepsByWalk(owner, member.object) ?? joined.steps);
  return [...steps, ...(last === undefined ? [] : [last])]
    .map(({ key, isInside }, at) => (isInside ? stepTitle(key) : `${at === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

/** What an object holds, by key. */
function* childrenOf(object: object): Iterable<readonly [PathStep, unknown]> {
  const content = contentOf(object);
  if (content === undefined) {
    for (const { name } of schemaOf(object)?.fields ?? []) {
      yield [{ key: name, isInside: false }, (object as Record<PropertyKey, unknown>)[name]];
    }
    return;
  }
  for (const [key, value] of content.children()) yield [{ key, isInside: true }, value];
}

function holds(object: object, key: unknown, wanted: object): boolean {
  const content = contentOf(object);
  if (content === undefined) return (object as Record<PropertyKey, unknown>)[key as PropertyKey] === wanted;
  if (Array.isArray(object)) return object[key as number] === wanted;
  if (object instanceof Map) return object.get(key) === wanted;
  return object instanceof Set
    ? object.has(wanted)
    : (object as Record<PropertyKey, unknown>)[key as PropertyKey] === wanted;
}

function stepsOfJoining(member: Member): { steps: PathStep[]; isCurrent: boolean } {
  const steps: PathStep[] = [];
  let isCurrent = true;
  for (let at = member; at.parent !== null; at = at.parent) {
    const { object } = at.parent;
    steps.push({ key: at.key, isInside: contentOf(object) !== undefined });
    isCurrent &&= holds(object, at.key, at.object);
  }
  return { steps: steps.reverse(), isCurrent };
}

function stepsByWalk(owner: object, wanted: object): PathStep[] | undefined {
  interface Reached {
    readonly object: object;
    readonly from: Reached | undefined;
    readonly step: PathStep | undefined;
  }
  const seen = new Set<object>([owner]);
  const queue: Reached[] = [{ object: owner, from: undefined, step: undefined }];
  // An array can be walked while it grows.
  for (const reached of queue) {
    if (reached.object === wanted) {
      const steps: PathStep[] = [];
      for (let at: Reached | undefined = reached; at?.step !== undefined; at = at.from) steps.push(at.step);
      return steps.reverse();
    }
    for (const [step, value] of childrenOf(reached.object)) {
      const isTracked = isObject(value) && (contentOf(value) !== undefined || ownSlots(value) !== undefined);
      if (!isTracked || seen.has(value)) continue;
      seen.add(value);
      queue.push({ object: value, from: reached, step });
    }
  }
  return undefined;
}
