// Base classes for people who want `board.undo()` on the object itself. They delegate to the handle, verb by verb, so
// there is no second implementation.
import { Multiverse } from './multiverse.js';
import { Timeline } from './timeline.js';

type Handle<T> = Omit<T, 'owner'>;

/** The verbs of {@link Timeline}, on the object itself. */
export type TimelineVerbs = Handle<Timeline>;
/** The verbs of {@link Multiverse}, on the object itself. */
export type MultiverseVerbs = Handle<Multiverse>;

/** A class to extend. */
export type BaseClass<T> = abstract new () => T;

/** The two base classes. */
export interface BaseClasses {
  readonly TimelineBase: BaseClass<TimelineVerbs>;
  readonly MultiverseBase: BaseClass<MultiverseVerbs>;
}

/** Makes the two base classes for a way to find an object's handle. */
export function baseClasses(
  timelineOf: (owner: object) => Timeline,
  multiverseOf: (owner: object) => Multiverse,
): BaseClasses {
  class Linear {}
  class Branching {}
  delegate(Linear.prototype, [Timeline.prototype], timelineOf);
  delegate(Branching.prototype, [Timeline.prototype, Multiverse.prototype], multiverseOf);
  return { TimelineBase: Linear, MultiverseBase: Branching } as unknown as BaseClasses;
}

const OWN_AFFAIRS = ['constructor', 'owner', 'named', 'numberOf', 'described', 'allChanges'];

function delegate(target: object, handles: readonly object[], handleOf: (owner: object) => object): void {
  for (const handle of handles) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(handle))) {
      if (OWN_AFFAIRS.includes(name)) continue;
      const read = (object: object): unknown => (handleOf(object) as Record<string, unknown>)[name];
      Object.defineProperty(
        target,
        name,
        property.get === undefined
          ? {
              value(this: object, ...args: unknown[]) {
                return (read(this) as (...all: unknown[]) => unknown).apply(handleOf(this), args);
              },
              configurable: true,
              writable: true,
            }
          : {
              get(this: object) {
                return read(this);
              },
              ...(property.set !== undefined && {
                set(this: object, value: unknown) {
                  (handleOf(this) as Record<string, unknown>)[name] = value;
                },
              }),
              configurable: true,
            },
      );
    }
  }
}
