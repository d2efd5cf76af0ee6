// What happened to a list between two of its states, by the identity of its elements.
//
// Elements are followed along the way from one operation to the other, so a moved one has moved and a replaced one has been
// replaced, whatever their values. What went and came back, as when two branches hold the same merged element, is matched
// again by object identity, and values by equality where that moves nothing. The net changes then come from `arrange`.
import { arrange } from '../containers/list/arrange.js';
import { HOLE, ListContent, readPlace } from '../containers/list/list-content.js';
import { Change, type SequenceValues } from '../recording/sequences.js';
import type { Session } from './session.js';

/** One net change, with values as they are; the indices count in the list as the changes before left it. */
export type ListStep =
  | { readonly kind: 'insert' | 'remove'; readonly index: number; readonly values: readonly unknown[] }
  | { readonly kind: 'move'; readonly from: number; readonly to: number }
  | { readonly kind: 'permute'; readonly order: readonly number[] }
  | { readonly kind: 'replace'; readonly index: number; readonly old: unknown; readonly new: unknown };

/** An element on its way: its value, and its index in the first state, or -1. */
interface Token {
  readonly value: unknown;
  from: number;
}

/** The net changes that lead a list from one of its operations to another; `elements` is its first state. */
export function listSteps(
  session: Session,
  list: ListContent,
  elements: readonly unknown[],
  from: number,
  to: number,
): ListStep[] {
  const before = Array.from(elements, (_, at) => readPlace(elements, at));
  const after = followed(session, before, from, to);
  matchEnds(before, after);
  matchAgain(before, after);
  untangleEqual(before, after);
  return netSteps(before, after);
}

function followed(session: Session, before: readonly unknown[], from: number, to: number): Token[] {
  const { values } = session.recorder.journal;
  const tokens = new ListContent(
    before.map((value, at): Token => ({ value, from: at })),
    ({ raw }) => raw,
  );
  const fresh: SequenceValues = { at: (operation): Token => ({ value: values.at(operation), from: -1 }) };
  session.engine.visitWay(from, to, (back, operation, type, index, count, added) => {
    if (type === Change.Set) {
      const { from: origin } = tokenAt(tokens.raw, index);
      tokens.raw[index] = { value: values.at(operation + (back ? 0 : 1)), from: origin };
    } else tokens.replay(back, operation, type, index, count, added, type === Change.Permute ? values : fresh);
  });
  return Array.from(tokens.raw, (_, at) => tokenAt(tokens.raw, at));
}

function tokenAt(tokens: readonly unknown[], index: number): Token {
  return (tokens[index] as Token | undefined) ?? { value: HOLE, from: -1 };
}

/** Equal values at both ends are the same elements: which of two equal ones has moved is not to be seen. */
function matchEnds(before: readonly unknown[], after: readonly Token[]): void {
  const isSame = (old: number, next: number): boolean => Object.is(before[old], after[next]?.value);
  let start = 0;
  while (start < before.length && start < after.length && isSame(start, start)) start++;
  const most = Math.min(before.length, after.length) - start;
  let end = 0;
  while (end < most && isSame(before.length - 1 - end, after.length - 1 - end)) end++;
  const isEnd = (from: number): boolean => from < start || from >= before.length - end;
  after.forEach((token, at) => {
    if (at < start) token.from = at;
    else if (at >= after.length - end) token.from = at - after.length + before.length;
    else if (isEnd(token.from)) token.from = -1;
  });
}

const NEGATIVE_ZERO = Symbol('-0');

/** Equal elements stay in their order: moving them past each other is not to be seen. */
function untangleEqual(before: readonly unknown[], after: readonly Token[]): void {
  const byValue = new Map<unknown, Token[]>();
  for (const token of after) {
    if (token.from < 0 || !Object.is(before[token.from], token.value)) continue;
    // A map takes both zeros for one.
    const value = Object.is(token.value, -0) ? NEGATIVE_ZERO : token.value;
    const known = byValue.get(value);
    if (known === undefined) byValue.set(value, [token]);
    else known.push(token);
  }
  for (const tokens of byValue.values()) {
    if (tokens.length < 2) continue;
    const sources = tokens.map(({ from }) => from).sort((a, b) => a - b);
    tokens.forEach((token, at) => (token.from = sources[at] ?? -1));
  }
}

/** Gives elements that came the identity of equal ones that went. */
function matchAgain(before: readonly unknown[], after: readonly Token[]): void {
  const going = new Set(before.keys());
  for (const { from } of after) going.delete(from);
  if (going.size === 0) return;
  const objects = new Map<unknown, number>();
  for (const at of going) if (typeof before[at] === 'object' && before[at] !== null) objects.set(before[at], at);
  for (const token of after) {
    const from = token.from < 0 ? objects.get(token.value) : undefined;
    if (from === undefined) continue;
    objects.delete(token.value);
    going.delete(from);
    token.from = from;
  }
  // Equal values between the same neighbours, from both ends.
  const match = (step: 1 | -1): void => {
    let expected = step === 1 ? 0 : before.length - 1;
    for (const token of step === 1 ? after : after.toReversed()) {
      if (token.from < 0 && going.has(expected) && Object.is(before[expected], token.value)) {
        going.delete(expected);
        token.from = expected;
      }
      if (token.from >= 0) expected = token.from + step;
    }
  };
  match(1);
  match(-1);
}

function netSteps(before: readonly unknown[], after: readonly Token[]): ListStep[] {
  const steps: ListStep[] = [];
  // What `arrange` would do to the list is done to a copy, and noted.
  let working = before.map((value, from): Token => ({ value, from }));
  const target = {
    get length() {
      return working.length;
    },
    splice(index: number, count: number) {
      steps.push({ kind: 'remove', index, values: working.splice(index, count).map(({ value }) => value) });
    },
    move(from: number, to: number) {
      working.splice(to, 0, ...working.splice(from, 1));
      steps.push({ kind: 'move', from, to });
    },
    permute(order: Uint32Array) {
      const old = working;
      working = Array.from(order, (from) => old[from] ?? { value: HOLE, from: -1 });
      steps.push({ kind: 'permute', order: [...order] });
    },
  };
  const presentTokens = working.map(({ from }) => from);
  // Unique numbers, above those of the first state for what is new.
  const goalTokens = after.map(({ from }, at) => (from < 0 ? before.length + at : from));
  const moves = arrange(target, presentTokens, goalTokens, {
    insert(index, first, length) {
      const inserted = after.slice(first, first + length);
      working = [...working.slice(0, index), ...inserted, ...working.slice(index)];
      steps.push({ kind: 'insert', index, values: inserted.map(({ value }) => value) });
    },
    put: () => undefined,
  });
  for (const move of moves) move();
  after.forEach((token, index) => {
    const old = token.from < 0 ? token.value : before[token.from];
    if (!Object.is(old, token.value)) steps.push({ kind: 'replace', index, old, new: token.value });
  });
  return steps;
}
