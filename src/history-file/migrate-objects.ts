// What objects of a file hold after their classes have changed: fields that came, and values that became others. Everything is
// put where it was recorded, as if it had been written so in the first place.
import type { EngineHandle } from '../engine-binding/handle.js';
import { MigrationError } from '../errors.js';
import { admit } from '../recording/admit.js';
import { UNTRACKED } from '../recording/gate.js';
import type { Member } from '../recording/member.js';
import type { Recorder } from '../recording/recorder.js';
import { coerced } from '../recording/shadowing.js';
import { ownSlots } from '../recording/slots.js';
import { isObject, track } from '../recording/track.js';
import { memberAt } from '../recording/twins.js';
import { boxed, hold, isCollapsed, unboxed, WeakBox } from '../recording/weak-values.js';
import type { Field } from '../schema/class-schema.js';
import { HeldList, type HeldConflict } from '../timeline/held-conflicts.js';
import { spotFrom } from '../timeline/conflict-spots.js';
import { fieldNameOf, versionOf, type KnownClass, type KnownField } from './classes.js';

/** A part of a file, and what its class is here. */
export interface OldPart {
  readonly object: object;
  readonly known: KnownClass;
}

/** Whether anything is to be done to the objects of a class. */
function isChanged({ fields, added }: KnownClass): boolean {
  return (
    added.length > 0 ||
    fields.some(
      ({ before, field, convert }) => convert !== undefined || field === undefined || before !== fieldNameOf(field),
    )
  );
}

/** Brings objects to the present versions of their classes. @throws {MigrationError} when a function of the step fails */
export function migrateObjects(
  recorder: Recorder,
  engine: EngineHandle,
  parts: readonly OldPart[],
  conflicts: number,
): void {
  const changed = parts.filter(({ known }) => isChanged(known));
  if (changed.length === 0) return;
  recorder.hasAmended ||= changed.some(({ known }) => known.fields.some(({ convert }) => convert !== undefined));
  // What joins now may have been there from the start.
  recorder.setGate(UNTRACKED, true);
  try {
    for (const part of changed) migratePart(recorder, engine, part);
    if (conflicts > 0) migrateConflicts(recorder, engine, changed, conflicts);
  } finally {
    recorder.setGate(UNTRACKED, false);
  }
}

function migratePart(recorder: Recorder, engine: EngineHandle, part: OldPart): void {
  const slots = ownSlots(part.object);
  if (slots === undefined) return;
  const { values } = recorder.journal;
  for (const known of [...part.known.fields, ...part.known.added]) {
    const { field } = known;
    if (field === undefined || known.convert === undefined) continue;
    const { slot } = field;
    const cell = slots[slot + 1] as number;
    if (cell === 0) {
      slots[slot] = converted(recorder, part, known, field, slots[slot]);
      if (slots[slot] instanceof WeakBox) hold(slots, slot);
      continue;
    }
    const current = engine.currentOperation(cell);
    for (const operation of operationsOf(engine, cell)) {
      const value = converted(recorder, part, known, field, values.at(operation));
      values.set(operation, value);
      if (operation !== current) continue;
      slots[slot] = value;
      if (value instanceof WeakBox) hold(slots, slot);
    }
  }
}

/** The operations of a cell, and its baseline. */
export function operationsOf(engine: EngineHandle, cell: number): number[] {
  const versions = engine.versions(cell);
  const operations: number[] = [];
  for (let at = 0; at < versions.length; at += 3) operations.push(versions[at] ?? 0);
  return operations;
}

/** What a value becomes: checked, tracked and joined, as if it were written. */
function converted(
  recorder: Recorder,
  { object, known: { name, prototype } }: OldPart,
  { convert }: KnownField,
  field: Field,
  value: unknown,
): unknown {
  // Nobody knows what it was.
  if (isCollapsed(value)) return value;
  try {
    const next = coerced(field, object, convert?.(unboxed(value)));
    if (field.options.weak === true) return remembered(next);
    if (field.options.ref) return next;
    const tracked = track(next, { holder: object, key: field.name });
    const member: Member | null = memberAt(object);
    if (isObject(tracked) && member !== null) admit(recorder, tracked, member, field.name);
    return tracked;
  } catch (cause) {
    const why = `what it says of ${String(field.name)} failed`;
    throw new MigrationError(name, undefined, versionOf(prototype), why, cause);
  }
}

function remembered(value: unknown): unknown {
  const box = boxed(value);
  if (box instanceof WeakBox) box.keep();
  return box;
}

/** Open conflicts about fields that have another name, hold something else, or are no more. */
function migrateConflicts(recorder: Recorder, engine: EngineHandle, parts: readonly OldPart[], cell: number): void {
  const { values } = recorder.journal;
  const byObject = new Map(parts.map((part) => [part.object, part]));
  const migrated = (conflict: HeldConflict): HeldConflict[] => {
    const [kind, object, name] = conflict.spot.parts;
    const part = kind === 'place' ? byObject.get(object as object) : undefined;
    const known = part?.known.fields.find(({ before }) => before === name);
    if (part === undefined || known === undefined) return [conflict];
    const { field } = known;
    const spot = field === undefined ? undefined : spotFrom([kind, object, field.name]);
    if (field === undefined || spot === undefined) return [];
    const held = ({ has, value }: HeldConflict['base']): HeldConflict['base'] => ({
      has,
      value: has && known.convert !== undefined ? converted(recorder, part, known, field, value) : value,
    });
    const { base, ours, theirs } = conflict;
    return [{ ...conflict, spot, base: held(base), ours: held(ours), theirs: held(theirs) }];
  };
  for (const operation of operationsOf(engine, cell)) {
    const list = values.at(operation);
    if (list instanceof HeldList) values.set(operation, new HeldList(list.conflicts.flatMap(migrated)));
  }
}
