// The states of named attachments in files and journals. They are plain data, and may name objects of the history.
import { HistoryFileError } from '../errors.js';
import { AttachedStates } from '../timeline/attached-states.js';
import type { Session } from '../timeline/session.js';
import type { ValueReader } from './value-reader.js';
import type { Numbering, ValueWriter } from './value-writer.js';

/** Of a moment: it has a state from before it; from after it. */
const BEFORE = 1;
const AFTER = 2;

/** Where messages find a name: under which keys of these states are. */
const holders = new WeakSet();

/** Whether the keys of an object are names of attachments. */
export function isAttachedHolder(object: object): boolean {
  return holders.has(object);
}

/**
 * All states that can be given back, as plain data: by name, (moment, parent, state) before and (moment, state) after moments.
 * Undefined where there are none. O(states).
 */
export function attachedData({ attachments, engine }: Session): Map<string, unknown> | undefined {
  const data = new Map<string, unknown>();
  for (const name of attachments.names) {
    const states = attachments.named(name);
    const before: unknown[] = [];
    const after: unknown[] = [];
    for (const moment of states.moments(engine)) {
      const known = states.before(moment);
      if (known !== undefined) before.push(moment, known.parent, known.state);
      if (states.hasAfter(moment)) after.push(moment, states.after(moment));
    }
    if (before.length + after.length > 0) data.set(name, [before, after]);
  }
  holders.add(data);
  return data.size > 0 ? data : undefined;
}

/** States by name, while a file is read. */
export type ReadStates = Map<string, AttachedStates>;

/** What the state of a file has of {@link attachedData}, if it is that. @throws {HistoryFileError} */
export function readAttached(
  state: object | undefined,
  { moments, at: place }: { readonly moments: number; readonly at: number },
): ReadStates {
  const read: ReadStates = new Map();
  if (state === undefined || !Object.hasOwn(state, 'attached')) return read;
  const { attached: data } = state as { readonly attached: unknown };
  const fail = (): never => {
    throw new HistoryFileError(place, 'its attached states are none');
  };
  if (!(data instanceof Map)) return fail();
  for (const [name, pair] of data as Map<unknown, unknown>) {
    const [before, after] = (Array.isArray(pair) && pair.length === 2 ? pair : []) as unknown[];
    const isName = typeof name === 'string' && name !== '';
    if (!isName || !Array.isArray(before) || !Array.isArray(after)) return fail();
    const states = new AttachedStates();
    for (let at = 0; at < before.length; at += 3) {
      const [moment, parent, state] = before.slice(at, at + 3) as unknown[];
      if (at + 3 > before.length || !isMoment(moment, moments) || !isMoment(parent, moment)) return fail();
      states.putBefore(moment, { parent, state });
    }
    for (let at = 0; at < after.length; at += 2) {
      const [moment, state] = after.slice(at, at + 2) as unknown[];
      if (at + 2 > after.length || !isMoment(moment, moments)) return fail();
      states.putAfter(moment, state);
    }
    read.set(name, states);
  }
  return read;
}

function isMoment(value: unknown, end: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < end;
}

/** Writes what has changed since the last record; nothing, and false, where nothing has. */
export function writeAttached(session: Session, numbering: Numbering, writer: ValueWriter): boolean {
  const { attachments, engine } = session;
  const holder = new Map<string, unknown>();
  holders.add(holder);
  const changed = attachments.names.flatMap((name) => {
    const states = attachments.named(name);
    const moments = (states.takeChanged() ?? []).filter((moment) => engine.hasMoment(moment));
    return moments.length > 0 ? [{ name, states, moments }] : [];
  });
  if (changed.length === 0) return false;
  writer.number(changed.length);
  for (const { name, states, moments } of changed) {
    numbering.at = { object: holder, key: name };
    writer.text(name);
    writer.number(moments.length);
    for (const moment of moments) {
      const known = states.before(moment);
      writer.number(moment);
      writer.number((known === undefined ? 0 : BEFORE) | (states.hasAfter(moment) ? AFTER : 0));
      if (known !== undefined) {
        writer.number(known.parent);
        writer.value(known.state);
      }
      if (states.hasAfter(moment)) writer.value(states.after(moment));
    }
  }
  return true;
}

/** Takes over what {@link writeAttached} wrote. @throws {HistoryFileError} */
export function takeAttached(from: ValueReader, read: ReadStates, moments: number): void {
  for (let names = from.count(2); names > 0; names--) {
    const name = from.text();
    if (name === '') from.refuse('a name that is none');
    const states = read.get(name) ?? new AttachedStates();
    read.set(name, states);
    for (let left = from.count(2); left > 0; left--) {
      const moment = from.below(moments, 'a moment that is not there');
      const has = from.below(BEFORE + AFTER + 1, 'a state');
      if ((has & BEFORE) === 0) states.forgetBefore(moment);
      else states.putBefore(moment, { parent: from.below(moment, 'a parent'), state: from.plainValue() });
      if ((has & AFTER) === 0) states.forgetAfter(moment);
      else states.putAfter(moment, from.plainValue());
    }
  }
}
