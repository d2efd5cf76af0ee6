// Decisions about value cells: fields of objects, and keys of maps, sets and plain objects.
import { ABSENT, Entry, KeyPlace } from '../containers/keyed/keyed-content.js';
import type { EngineHandle } from '../engine-binding/handle.js';
import { CollapsedValueError } from '../errors.js';
import { admit } from '../recording/admit.js';
import { KEY_SLOT, type CellTable } from '../recording/cells.js';
import { areEqualValues, contentOf, type Content } from '../recording/content.js';
import type { Recorder } from '../recording/recorder.js';
import type { Slots } from '../recording/slots.js';
import { isObject, track } from '../recording/track.js';
import { boxed, hold, isCollapsed } from '../recording/weak-values.js';
import { schemaOf, type Field } from '../schema/class-schema.js';
import { addsUp, type ConflictKind, type MergePolicy } from '../schema/policies.js';
import { Decision, NOTHING, type Held, type Judgement } from './merge-decision.js';
import { pathOf } from './paths.js';

/** A place whose operations are values. */
export interface ValuePlace {
  readonly slots: Slots;
  readonly slot: number;
  /** The field, or undefined for a key. */
  readonly field: Field | undefined;
  readonly key: KeyPlace | undefined;
  readonly policy: MergePolicy | undefined;
}

/** The value place of a cell, or undefined when it is a sequence or nobody's any more. */
export function placeOf(cells: CellTable, cell: number): ValuePlace | undefined {
  const slots = cells.slots[cell];
  const index = cells.index[cell] ?? 0;
  if (slots === undefined || index === 0) return undefined;
  if (index > 0) {
    const field = schemaOf(slots[0]?.object ?? null)?.fields[(index - 1) / 2];
    return field === undefined ? undefined : { slots, slot: index, field, key: undefined, policy: field.options.merge };
  }
  const key = cells.others.get(cell);
  if (!(key instanceof KeyPlace)) return undefined;
  return { slots, slot: KEY_SLOT, field: undefined, key, policy: policyAbove(key.content) };
}

/** The cell of a place that has been written. */
export function cellOf({ slots, slot }: ValuePlace): number {
  return Math.abs(slots[slot + 1] as number);
}

/** The policy of the field that a container is in. */
export function policyAbove(content: Content): MergePolicy | undefined {
  for (let at = content.member; at?.parent != null; at = at.parent) {
    const { object } = at.parent;
    if (contentOf(object) === undefined) return schemaOf(object)?.field(at.key as PropertyKey)?.options.merge;
  }
  return undefined;
}

/** What a recorded value says is there. */
export function heldBy(place: ValuePlace, recorded: unknown): Held {
  if (place.key === undefined) return { has: true, value: recorded };
  return recorded instanceof Entry ? { has: true, value: recorded.value } : NOTHING;
}

/** Whether two states of a place are the same to this history: values that never change are, when its adapter says so. */
export function isSame(recorder: Recorder | undefined, a: Held, b: Held): boolean {
  if (a.has !== b.has) return false;
  if (Object.is(a.value, b.value)) return true;
  return isObject(a.value) && isObject(b.value) && areEqualValues(recorder?.foreign, a.value, b.value);
}

/** The history that a place belongs to. */
export function recorderOf({ slots }: ValuePlace): Recorder | undefined {
  return slots[0]?.recorder;
}

/** A decision about a field or key. */
export class PlaceDecision extends Decision {
  constructor(
    private readonly owner: object,
    readonly place: ValuePlace,
    base: Held,
    ours: Held,
    theirs: Held,
  ) {
    super(base, ours, theirs);
  }

  get canBeRemoved(): boolean {
    return this.place.key !== undefined;
  }

  get field(): unknown {
    return this.place.key === undefined ? this.place.field?.name : this.place.key.key;
  }

  get object(): object {
    return this.place.slots[0]?.object ?? this.owner;
  }

  get path(): string {
    return pathOf(this.owner, this.place.slots[0], { key: this.field, isInside: this.place.key !== undefined });
  }

  override operations(engine: EngineHandle, target: number, source: number): readonly [number, number] {
    const cell = cellOf(this.place);
    return [engine.operationAt(cell, target), engine.operationAt(cell, source)];
  }

  override admit(recorder: Recorder): void {
    if (isCollapsed(this.value)) throw new CollapsedValueError('merge', this.path);
    const member = this.place.slots[0];
    if (member === null || this.place.field?.options.ref === true || !this.isPresent || !isObject(this.value)) return;
    this.value = track(this.value, { holder: member.object, key: this.field });
    admit(recorder, this.value as object, member, this.field);
  }

  /** Writes the value, if it is another one. */
  record(recorder: Recorder): void {
    const { slots, slot, key, field } = this.place;
    if (field?.options.weak === true) {
      recorder.record(slots, slot, boxed(this.value));
      hold(slots, slot);
    } else if (key === undefined) {
      if (!Object.is(slots[slot], this.value)) recorder.record(slots, slot, this.value);
    } else if (this.isPresent) key.content.write(key.key, this.value);
    else if (key.entry !== ABSENT) key.content.remove([key.key]);
  }
}

/** The decision about a place, or undefined where the source changed nothing. `base` is undefined when the pasts disagree. */
export function decidePlace(
  owner: object,
  place: ValuePlace,
  base: Held | undefined,
  ours: Held,
  theirs: Held,
  judgement: Judgement,
): PlaceDecision | undefined {
  const recorder = recorderOf(place);
  if (base !== undefined && isSame(recorder, theirs, base)) return undefined;
  if (isSame(recorder, ours, theirs) && !(base?.has === true && ours.has && addsUp(place.policy))) return undefined;
  const decision = new PlaceDecision(owner, place, base ?? NOTHING, ours, theirs);
  if (base === undefined || !isSame(recorder, ours, base)) {
    // A key that one side has removed and the other written.
    const kind = ours.has && theirs.has ? 'value' : 'removed';
    decision.judge(kind, policyFor(kind, place), judgement);
  }
  return decision;
}

// `union` joins containers: of values under one key it says nothing.
function policyFor(kind: ConflictKind, { key, policy }: ValuePlace): MergePolicy | undefined {
  return kind === 'value' && key !== undefined && policy === 'union' ? undefined : policy;
}
