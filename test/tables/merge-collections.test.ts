// The merge table (docs/merge-table.md): every cell under every strategy and policy, for parts and plain objects, whichever side was
// made first.
//
// Not covered: more than one operation on a side, criss-crosses (test/laws/merging-*.test.ts).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  MergeConflictError,
  MergePolicyError,
  multiverseOf,
  type MergeConflict,
  type MergePolicy,
  type MergeStrategy,
  type Multiverse,
} from '../../src/index.js';
import { type Cell } from './merge-cells.js';
import { deskClass, drop, keep, show, THINGS, thingsIn, type Desk, type FieldName, type Side } from './merge-desk.js';
import { renderTable, SECTIONS, type Section } from './merge-sections.js';

const PAGE = join(__dirname, '..', '..', 'docs', 'merge-table.md');
const STRATEGIES: readonly MergeStrategy[] = ['overshadow', 'preserve', keep, drop];

if (process.env.UPDATE_MERGE_TABLE !== undefined) writeFileSync(PAGE, renderTable());

test('the page in the documents is this table', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(renderTable());
});

test.each(SECTIONS)('$title: every pair of operations has a cell', ({ cells, fields, operationsOn }) => {
  const kinds = Object.keys(operationsOn(fields[0]!));
  const pairs = kinds.flatMap((ours) => kinds.map((theirs) => `${ours} × ${theirs}`));
  expect(cells.map(({ ours, theirs }) => `${ours} × ${theirs}`).sort()).toEqual(pairs.sort());
});

const CLASSES = new Map<MergePolicy | undefined, ReturnType<typeof deskClass>>();

interface Diverged {
  readonly desk: Desk;
  readonly t: Multiverse;
  readonly field: FieldName;
  /** By name, what was there in the common past. */
  readonly olds: ReadonlyMap<string, unknown>;
}

type Way = readonly [field: FieldName, things: keyof typeof THINGS, first: Side];

/** Two branches that each did one thing. */
function diverge(section: Section, cell: Cell, [field, things, first]: Way, policy?: MergePolicy): Diverged {
  if (!CLASSES.has(policy)) CLASSES.set(policy, deskClass(policy));
  const desk = new (CLASSES.get(policy)!)(THINGS[things]);
  const t = multiverseOf(desk);
  const olds = new Map(thingsIn(desk, field).map((thing) => [thing.name, thing]));
  t.branch('theirs', { switch: false });
  for (const side of first === 'ours' ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
    t.switch(side === 'ours' ? 'main' : 'theirs');
    t.transact(() => section.operationsOn(field)[cell[side]]!(desk, side));
  }
  t.switch('main');
  return { desk, t, field, olds };
}

/** Kinds and paths below the field. */
function listedIn(conflicts: readonly { kind: string; path: string }[], field: FieldName): string[] {
  return conflicts
    .map(({ kind, path }) => `${kind} ${path.replace(field, '').replace('[Object]', '[Piece]')}`.trim())
    .sort();
}

function decidedBy(kind: string, strategy: MergeStrategy): string {
  if (strategy === 'preserve') return 'ours';
  return strategy === 'overshadow' || kind === 'moved' ? 'theirs' : 'computed';
}

/** Merges, and asserts what is so after each merge. */
function merged(
  { desk, t, field, olds }: Diverged,
  strategy: MergeStrategy,
  state: string,
  conflicts: readonly string[],
) {
  const before = show(desk, field);
  const source = t.branches().get('theirs')!;
  const preview = t.previewMerge('theirs', strategy);
  const result = t.merge('theirs', strategy);
  const outcome = { state: show(desk, field), conflicts: listedIn(result.conflicts, field) };
  expect(outcome).toEqual({ state, conflicts });
  expect(listedIn(preview.conflicts, field)).toEqual(conflicts);
  for (const thing of thingsIn(desk, field)) if (olds.has(thing.name)) expect(olds.get(thing.name)).toBe(thing);
  expect(t.moment.parents).toHaveLength(2);
  t.undo();
  expect(show(desk, field)).toBe(before);
  t.jumpTo(source);
  t.redo();
  t.switch('main');
  t.redo();
  expect(show(desk, field)).toBe(state);
  expect(t.merge('theirs', strategy).kind).toBe('already-merged');
  expect(t.verify()).toEqual([]);
  return result;
}

function refusesStrictly({ desk, t, field }: Diverged, strategy: MergeStrategy, conflicts: readonly string[]): void {
  const [before, at] = [show(desk, field), t.moment];
  let thrown: unknown;
  try {
    t.merge('theirs', strategy);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MergeConflictError);
  const open = (thrown as MergeConflictError).conflicts as readonly MergeConflict[];
  expect(listedIn(open, field)).toEqual(conflicts);
  expect([show(desk, field), t.moment]).toEqual([before, at]);
}

/** Whether the field's policy decides a conflict: what is inside a part has the policy of the part's own field. */
const reaches = (conflict: string, [, things]: Way): boolean => !(things === 'parts' && conflict.endsWith('.note'));

/** Strategies, and fields with the same as their policy. */
function assertStrategies(section: Section, cell: Cell, way: Way): void {
  for (const [at, state] of cell.states.entries()) {
    const strategy = STRATEGIES[at]!;
    const against = strategy === 'preserve' ? 'overshadow' : 'preserve';
    for (const diverged of [diverge(section, cell, way), diverge(section, cell, way, strategy as MergePolicy)]) {
      const isPolicy = diverged.desk.constructor === CLASSES.get(strategy as MergePolicy);
      if (isPolicy && !cell.conflicts.every((conflict) => reaches(conflict, way))) continue;
      const { conflicts } = merged(diverged, isPolicy ? against : strategy, state, cell.conflicts);
      for (const { kind, by } of conflicts) expect(by).toBe(decidedBy(kind, strategy));
    }
    if (cell.states.length === 1) for (const other of STRATEGIES) merged(diverge(section, cell, way), other, state, []);
  }
  if (cell.conflicts.length === 0) merged(diverge(section, cell, way), 'strict', cell.states[0]!, []);
  else {
    refusesStrictly(diverge(section, cell, way), 'strict', cell.conflicts);
    if (cell.conflicts.every((conflict) => reaches(conflict, way)))
      refusesStrictly(diverge(section, cell, way, 'strict'), 'overshadow', cell.conflicts);
  }
}

/** Policies that say nothing about containers, but for what `union` keeps. */
function assertCombining(section: Section, cell: Cell, way: Way): void {
  for (const [at, strategy] of (['overshadow', 'preserve'] as const).entries()) {
    const state = cell.states[at] ?? cell.states[0]!;
    const union = cell.union ?? { state, conflicts: cell.conflicts };
    const diverged = diverge(section, cell, way, 'union');
    if (union.state === 'refused') expect(() => diverged.t.merge('theirs', strategy)).toThrow(MergePolicyError);
    else merged(diverged, strategy, union.state, union.conflicts);
    for (const policy of ['sum', 'max', 'min'] as const) {
      const { t } = diverge(section, cell, way, policy);
      // Two equal changes add up under `sum`, and null is no number.
      const isSummed = policy === 'sum' && cell.ours === 'null' && cell.theirs === 'null';
      const isValue = cell.conflicts.some((conflict) => conflict.startsWith('value') && reaches(conflict, way));
      if (isValue || isSummed) expect(() => t.merge('theirs', strategy)).toThrow(MergePolicyError);
      else merged(diverge(section, cell, way, policy), strategy, state, cell.conflicts);
    }
  }
}

/** Each field with both kinds of things and in both orders; with several fields, the halves that go across. */
function waysOf({ fields }: Section): Way[] {
  const [field, other = field] = fields as [FieldName, FieldName?];
  return [
    [field, 'parts', 'ours'],
    [field, 'plain objects', 'theirs'],
    [other, 'parts', 'theirs'],
    [other, 'plain objects', 'ours'],
  ];
}

describe.each(SECTIONS)('$title', (section) => {
  for (const cell of section.cells) {
    const name = `${cell.ours} × ${cell.theirs}`;
    test(name, () => {
      for (const [field, things, first] of waysOf(section)) {
        // Only a `@trackedList` is edited by an assignment.
        const way: Way = [field === 'items' && name.includes('assign') ? 'list' : field, things, first];
        assertStrategies(section, cell, way);
        assertCombining(section, cell, way);
      }
    });
  }
});
