// Stand-ins for the values of adapters that are not there: what is known of one is its data, and which changes lie between it
// and the state that was saved.
import type { Adapter, ViewAdapter } from '../adapters/protocol.js';
import type { Registered } from '../adapters/registry.js';

/** A change that was done since, or taken back. */
interface Step {
  readonly change: unknown;
  readonly back: boolean;
}

/** Shows a value that only its adapter knows. */
class UnknownValue {
  /** PV1: no step is beside its own inverse, so two states are the same exactly when their steps are. */
  readonly changes: Step[] = [];

  constructor(
    /** Name of the adapter. */
    readonly adapter: string,
    /** What it said of the value. */
    readonly data: unknown,
  ) {}
}

function isSame(a: Step, b: Step | undefined): boolean {
  return a.change === b?.change && a.back === b?.back;
}

/** Knows nothing of values but where in their history they stand. */
class UnknownAdapter implements Adapter<UnknownValue, readonly Step[]> {
  constructor(private readonly name: string) {}

  getSnapshot({ changes }: UnknownValue): readonly Step[] {
    return [...changes];
  }
  getDelta(before: readonly Step[], { changes }: UnknownValue): unknown {
    const isHere = before.length === changes.length && before.every((step, at) => isSame(step, changes[at]));
    return isHere ? null : { before, after: [...changes] };
  }
  applyForward(value: UnknownValue, change: unknown): void {
    step(value, change, false);
  }
  applyBackward(value: UnknownValue, change: unknown): void {
    step(value, change, true);
  }
  copy({ adapter, data, changes }: UnknownValue): UnknownValue {
    const copy = new UnknownValue(adapter, data);
    copy.changes.push(...changes);
    return copy;
  }
  // What it is elsewhere only its adapter could say.
  encode({ data, changes }: UnknownValue): unknown {
    return changes.length > 0 ? undefined : data;
  }
  decode(data: unknown): UnknownValue {
    return new UnknownValue(this.name, data);
  }
}

function step({ changes }: UnknownValue, change: unknown, back: boolean): void {
  const last = changes.at(-1);
  if (isSame({ change, back: !back }, last)) changes.pop();
  else changes.push({ change, back });
}

const shownBy = new WeakMap<UnknownValue, object>();

/** Knows of views what they show. */
class UnknownViewAdapter implements ViewAdapter<UnknownValue> {
  constructor(private readonly name: string) {}

  viewOf(value: UnknownValue): object {
    return shownBy.get(value) ?? value;
  }
  encode({ data }: UnknownValue): unknown {
    return data;
  }
  decode(data: unknown, shown: object): UnknownValue {
    const view = new UnknownValue(this.name, data);
    shownBy.set(view, shown);
    return view;
  }
}

/** An adapter of this name for values that can only be looked at. */
export function placeholderAdapter(name: string, isOfView: boolean): Registered {
  return { name, adapter: isOfView ? new UnknownViewAdapter(name) : new UnknownAdapter(name) };
}
