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
  | { readonly kind: 'permute'; readonly start: number; readonly order: readonly number[] }
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
  const way = new WayOfList(session, from, to, elements.length);
  const before = Array.from({ length: elements.length - way.start - way.end }, (_, at) =>
    readPlace(elements, way.start + at),
  );
  const after = way.follow(before);
  matchEnds(before, after);
  matchAgain(before, after);
  untangleEqual(before, after);
  return netSteps(before, after, way.start);
}

/** The changes on the way, and how much of the list they leave alone: so a small change of a long list costs little. */
class WayOfList {
  /** Elements at the beginning that no change touches. */
  start: number;
  /** Elements at the end that no change touches. */
  end: number;
  readonly #values: SequenceValues;
  readonly #changes: (readonly [
    back: boolean,
    operation: number,
    type: number,
    a: number,
    b: number,
    added: number,
  ])[] = [];

  constructor(session: Session, from: number, to: number, length: number) {
    this.#values = session.recorder.journal.values;
    this.start = this.end = length;
    let present = length;
    session.engine.visitWay(from, to, (back, operation, type, index, count, added) => {
      this.#changes.push([back, operation, type, index, count, added]);
      const [first, last, grown] = touched(present, back, type, index, count, added);
      this.start = Math.min(this.start, first);
      this.end = Math.min(this.end, present - last);
      present += grown;
    });
    this.end = Math.min(this.end, length - this.start);
  }

  /** Does all changes to the touched elements; each of them stays known. */
  follow(before: readonly unknown[]): Token[] {
    const tokens = new ListContent(
      before.map((value, at): Token => ({ value, from: at })),
      ({ raw }) => raw,
    );
    const values = this.#values;
    const fresh: SequenceValues = { at: (operation): Token => ({ value: values.at(operation), from: -1 }) };
    for (const [back, operation, type, a, count, added] of this.#changes) {
      const index = a - this.start;
      if (type === Change.Set) {
        const { from } = tokenAt(tokens.raw, index);
        tokens.raw[index] = { value: values.at(operation + (back ? 0 : 1)), from };
      } else if (type === Change.Move) tokens.replay(back, operation, type, index, count - this.start, added, fresh);
      else tokens.replay(back, operation, type, index, count, added, type === Change.Permute ? values : fresh);
    }
    return Array.from(tokens.raw, (_, at) => tokenAt(tokens.raw, at));
  }
}

/** Which elements of a list of this length a change touches, and by how much the list grows. */
function touched(
  length: number,
  back: boolean,
  type: number,
  index: number,
  count: number,
  added: number,
): readonly [first: number, end: number, grown: number] {
  switch (type) {
    case Change.Splice:
      return back ? [index, index + added, count - added] : [index, index + count, added - count];
    case Change.Set:
      return [index, index + 1, 0];
    case Change.Move:
      return [Math.min(index, count), Math.max(index, count) + 1, 0];
    case Change.Permute:
      return [0, length, 0];
    default:
      return back ? [index, index + added, -added] : [index, index, added];
  }
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

/** The changes that lead from one to the other; both begin at `start` in the list. */
function netSteps(before: readonly unknown[], after: readonly Token[], start: number): ListStep[] {
  const steps: ListStep[] = [];
  // What `arrange` would do to the list is done to a copy, and noted.
  let working = before.map((value, from): Token => ({ value, from }));
  const target = {
    get length() {
      return working.length;
    },
    splice(index: number, count: number) {
      steps.push({
        kind: 'remove',
        index: start + index,
        values: working.splice(index, count).map(({ value }) => value),
      });
    },
    move(from: number, to: number) {
      working.splice(to, 0, ...working.splice(from, 1));
      steps.push({ kind: 'move', from: start + from, to: start + to });
    },
    permute(order: Uint32Array) {
      const old = working;
      working = Array.from(order, (from) => old[from] ?? { value: HOLE, from: -1 });
      steps.push({ kind: 'permute', start, order: [...order] });
    },
  };
  const presentTokens = working.map(({ from }) => from);
  // Unique numbers, above those of the first state for what is new.
  const goalTokens = after.map(({ from }, at) => (from < 0 ? before.length + at : from));
  const moves = arrange(target, presentTokens, goalTokens, {
    insert(index, first, length) {
      const inserted = after.slice(first, first + length);
      working = [...working.slice(0, index), ...inserted, ...working.slice(index)];
      steps.push({ kind: 'insert', index: start + index, values: inserted.map(({ value }) => value) });
    },
    put: () => undefined,
  });
  for (const move of moves) move();
  after.forEach((token, index) => {
    const old = token.from < 0 ? token.value : before[token.from];
    if (!Object.is(old, token.value)) steps.push({ kind: 'replace', index: start + index, old, new: token.value });
  });
  return steps;
}
