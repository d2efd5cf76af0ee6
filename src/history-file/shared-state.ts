// What belongs to a history and is no business of the engine, as plain data: frozen branches, the operation log, and where
// the open conflicts are recorded.
import { HistoryFileError } from '../errors.js';
import { TIMELINE } from '../recording/admit.js';
import { checkRetain, type RetainOptions } from '../recording/retain.js';
import { isObject } from '../recording/track.js';
import type { NameChange, OperationChanges, OperationEntry, Stand } from '../timeline/operations.js';
import type { Session } from '../timeline/session.js';

/** What a file says beside the graph, the values and the objects. */
export interface StateData {
  /** Branches with the reason why they are frozen. */
  readonly frozen: readonly (readonly [branch: string, reason: string])[];
  readonly operations: readonly OperationEntry[];
  /** The cell under which open conflicts are recorded; 0 for none. */
  readonly conflicts: number;
  /** Whether recorded values were ever replaced. */
  readonly hasAmended: boolean;
  /** How much is kept; undefined for what the class says. */
  readonly retain: RetainOptions | 'everything' | undefined;
}

/** The state of a session as plain data. */
export function stateData({ recorder, shared }: Session): StateData {
  return {
    frozen: [...shared.frozen],
    operations: shared.operations.entries,
    conflicts: shared.held.cell,
    hasAmended: recorder.hasAmended,
    retain: ownLimits(recorder.owner, shared.retention.limits),
  };
}

/** A state as text for journals, what grows at its end. */
export function stateText({ hasAmended, conflicts, retain, frozen, operations }: StateData): string {
  // JSON has no undefined, and a state no null.
  const known = (_: string, value: unknown): unknown => (value === undefined ? null : value);
  return JSON.stringify({ hasAmended, conflicts, retain, frozen, operations }, known);
}

/** What {@link stateText} made a text of. */
export function stateOfText(text: string): unknown {
  const data: unknown = JSON.parse(text);
  const objects = [data];
  // It grows meanwhile: what strangers wrote can be deep.
  for (const object of objects) {
    if (!isObject(object)) continue;
    for (const [key, value] of Object.entries(object)) {
      if (value === null) (object as Record<string, unknown>)[key] = undefined;
      else objects.push(value);
    }
  }
  return data;
}

/** What somebody has set for this history; undefined where it is what its class says. */
function ownLimits(owner: object, limits: RetainOptions | undefined): StateData['retain'] {
  const ofClass = (owner as { [TIMELINE]?: { retain?: RetainOptions } })[TIMELINE]?.retain;
  const isSame = LIMITS.every((key) => limits?.[key] === ofClass?.[key]);
  if (isSame) return undefined;
  return limits === undefined
    ? 'everything'
    : Object.fromEntries(LIMITS.flatMap((key) => (limits[key] === undefined ? [] : [[key, limits[key]]])));
}

const LIMITS = ['moments', 'bytes', 'ageMs'] as const;

/** The state that a file says, if it is one. @throws {HistoryFileError} */
export function readState(
  data: unknown,
  limits: { readonly moments: number; readonly cells: number; readonly at: number },
): StateData {
  const fail = (what: string): never => {
    throw new HistoryFileError(limits.at, `its state is none: ${what}`);
  };
  const isMoment = (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < limits.moments;
  const isText = (value: unknown): value is string => typeof value === 'string';
  const isStand = (value: unknown): value is Stand =>
    isObject(value) &&
    'branch' in value &&
    isText(value.branch) &&
    isMoment(valueOf(value, 'position')) &&
    isMoment(valueOf(value, 'tip'));
  const isMaybe = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);
  const isName = (value: unknown): value is NameChange =>
    isObject(value) &&
    ['branch', 'label'].includes(valueOf(value, 'what') as string) &&
    isText(valueOf(value, 'name')) &&
    isMaybe(valueOf(value, 'before'), isMoment) &&
    isMaybe(valueOf(value, 'after'), isMoment);
  const isChanges = (value: object): value is OperationChanges => {
    const { names, renamed, frozen } = value as Record<string, unknown>;
    const hasNames = isMaybe(names, (all) => Array.isArray(all) && all.every(isName));
    const isRenamed = isMaybe(renamed, (is) => isText(valueOf(is, 'from')) && isText(valueOf(is, 'to')));
    const isFrozen = isMaybe(
      frozen,
      (is) => isText(valueOf(is, 'branch')) && ['before', 'after'].every((key) => isMaybe(valueOf(is, key), isText)),
    );
    return hasNames && isRenamed && isFrozen;
  };
  const isEntry = (value: unknown): value is OperationEntry =>
    isObject(value) &&
    isText(valueOf(value, 'kind')) &&
    isText(valueOf(value, 'name')) &&
    typeof valueOf(value, 'time') === 'number' &&
    typeof valueOf(value, 'isUndone') === 'boolean' &&
    isStand(valueOf(value, 'before')) &&
    isStand(valueOf(value, 'after')) &&
    isChanges(value);
  const { frozen, operations, conflicts, hasAmended, retain } = (isObject(data) ? data : {}) as Record<string, unknown>;
  const isPair = (pair: unknown): boolean => Array.isArray(pair) && pair.length === 2 && pair.every(isText);
  if (!Array.isArray(frozen) || !frozen.every(isPair)) return fail('frozen branches');
  if (!Array.isArray(operations) || !operations.every(isEntry)) return fail('the operation log');
  const isCell = Number.isInteger(conflicts) && (conflicts as number) >= 0 && (conflicts as number) < limits.cells;
  if (!isCell || typeof hasAmended !== 'boolean') return fail('open conflicts');
  if (retain !== undefined && retain !== 'everything') {
    if (!isObject(retain) || !Object.values(retain).every((limit) => typeof limit === 'number'))
      return fail('what it keeps');
    try {
      checkRetain('open', retain);
    } catch {
      return fail('what it keeps');
    }
  }
  return {
    frozen: frozen as [string, string][],
    operations,
    conflicts: conflicts as number,
    hasAmended,
    retain: retain,
  };
}

function valueOf(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
