// Values that own memory, in random programs under pruning: what any kept moment shows is held, and what none shows is let go.
import fc from 'fast-check';
import { adapter, multiverseOf, timeline, tracked, trackedList, type Multiverse } from '../../src/index.js';

/** Stands for memory that nobody collects. */
class Handle {}
const held = new Set<Handle>();

@adapter(Handle)
class HandleAdapter {
  getSnapshot(): number {
    return 0;
  }
  getDelta(): null {
    return null;
  }
  applyForward(): void {
    throw new Error('a handle never changes');
  }
  applyBackward(): void {
    throw new Error('a handle never changes');
  }
  retain(handle: Handle): void {
    if (held.has(handle)) throw new Error('retained twice');
    held.add(handle);
  }
  release(handle: Handle): void {
    if (!held.delete(handle)) throw new Error('released twice');
  }
}
void HandleAdapter;

class Box {
  @tracked inside: Handle | null = null;
}

@timeline({ mode: 'multiverse' })
class Store {
  @tracked handle: Handle | null = new Handle();
  @tracked box: Box | null = null;
  @tracked byName = new Map<number, Handle>();
  @tracked nested: Handle[][] = [];
  @trackedList list: Handle[] = [new Handle()];
  @tracked n = 0;
}

function shown({ handle, box, byName, nested, list }: Store): Set<Handle> {
  const all = [handle, box?.inside ?? null, ...byName.values(), ...nested.flat(), ...list];
  return new Set(all.filter((one) => one !== null));
}

const VERBS = ['handle', 'again', 'box', 'boxed', 'name', 'unname', 'nest', 'unnest', 'push', 'pop', 'move', 'clear', 'n', 'undo', 'redo', 'branch', 'switch', 'transact', 'fail', 'merge'] as const; // prettier-ignore
type Step = readonly [verb: (typeof VERBS)[number], at: number];

function run(store: Store, t: Multiverse, [verb, at]: Step, known: Handle[]): void {
  const made = (): Handle => {
    const handle = new Handle();
    known.push(handle);
    return handle;
  };
  const branches = [...t.branches().keys()];
  switch (verb) {
    case 'handle': store.handle = made(); break;
    case 'again': store.handle = known[at % Math.max(1, known.length)] ?? null; break;
    case 'box': store.box = new Box(); break;
    case 'boxed': if (store.box !== null) store.box.inside = made(); break;
    case 'name': store.byName.set(at, made()); break;
    case 'unname': store.byName.delete(at); break;
    case 'nest': store.nested.push([made(), made()]); break;
    case 'unnest': store.nested.pop(); break;
    case 'push': store.list.push(made()); break;
    case 'pop': store.list.splice(at % Math.max(1, store.list.length), 1); break;
    case 'move': store.list.reverse(); break;
    case 'clear': store.handle = null; break;
    case 'n': store.n++; break;
    case 'undo': t.undo(at + 1); break;
    case 'redo': t.redo(at + 1); break;
    case 'branch': t.branch(`b${String(branches.length)}`); break;
    case 'switch': t.switch(branches[at % branches.length]!); break;
    case 'transact': t.transact(() => { store.handle = made(); store.list = [made()]; store.handle = made(); }); break;
    case 'fail': expect(() => { t.transact(() => { store.handle = made(); throw new Error('no'); }); }).toThrow('no'); break;
    case 'merge': t.merge(branches[at % branches.length]!, 'overshadow'); break;
  }
} // prettier-ignore

/** Everything that some kept moment shows. */
function shownAnywhere(store: Store, t: Multiverse): Set<Handle> {
  const here = t.moment;
  const branch = t.currentBranch;
  const all = new Set(shown(store));
  for (const { id } of t.graph().moments) {
    t.jumpTo(t.at(id));
    for (const handle of shown(store)) all.add(handle);
  }
  t.switch(branch);
  t.jumpTo(here);
  return all;
}

test('what a kept moment shows is held, whatever went', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...VERBS), fc.nat(4)), { maxLength: 40 });
  const parts = fc.array(fc.record({ steps, keep: fc.nat(6) }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(parts, (parts) => {
      held.clear();
      const store = new Store();
      const t = multiverseOf(store);
      const known: Handle[] = [];
      for (const { steps, keep } of parts) {
        for (const step of steps) run(store, t, step, known);
        t.prune({ moments: keep });
        for (const handle of shownAnywhere(store, t)) expect(held).toContain(handle);
        expect(t.verify()).toEqual([]);
      }
      t.dispose();
      expect(held.size).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('what no kept moment shows is let go, by prune and under a limit', () => {
  held.clear();
  const store = new Store();
  const t = multiverseOf(store);
  for (let i = 0; i < 100; i++) {
    store.handle = new Handle();
    store.list[0] = new Handle();
    store.byName.set(0, new Handle());
  }
  expect(held.size).toBeGreaterThan(300);
  t.prune({ moments: 1 });
  expect(new Set(held)).toEqual(shown(store));
  t.retain = { moments: 100 };
  for (let i = 0; i < 20_000; i++) store.handle = new Handle();
  expect(held.size).toBeLessThan(6_000);
  t.dispose();
  expect(held.size).toBe(0);
});

test('a value that was let go can come again', () => {
  held.clear();
  const store = new Store();
  const t = multiverseOf(store);
  const first = store.handle!;
  store.handle = null;
  t.prune({ moments: 1 });
  expect(held.has(first)).toBe(false);
  store.handle = first;
  expect(held.has(first)).toBe(true);
  t.undo();
  t.redo();
  expect(store.handle).toBe(first);
  t.dispose();
  expect(held.has(first)).toBe(false);
});
