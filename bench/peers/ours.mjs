// Janus, from the built package. Decorators are called the way a compiler of legacy decorators calls them.
import { readFileSync } from 'node:fs';
import { multiverseOf, open, openBytes, timeline, timelineOf, tracked, trackedList } from '../../dist/esm/index.js';
import { copyOf, FIELDS, fill, number, sum, text } from '../workloads/values.mjs';
import adapted from './collections/ours-adapted.mjs';
import collections from './collections/ours.mjs';
import * as frames from './frames.mjs';

function track(target, fields) {
  for (const field of fields) tracked(target.prototype, field);
  return target;
}

function tenFields() {
  class Board {
    constructor() {
      this.f0 = number(0, 0);
      this.f1 = number(0, 1);
      this.f2 = number(0, 2);
      this.f3 = number(0, 3);
      this.f4 = number(0, 4);
      this.f5 = text(0, 5);
      this.f6 = text(0, 6);
      this.f7 = text(0, 7);
      this.f8 = text(0, 8);
      this.f9 = text(0, 9);
    }
  }
  return track(Board, FIELDS);
}

const LinearBoard = timeline()(tenFields());
const BranchingBoard = timeline({ mode: 'multiverse' })(tenFields());
const Part = tenFields();

class Linear {
  #board = new LinearBoard();
  #timeline = timelineOf(this.#board);

  writeEach(k) {
    fill(this.#board, k);
  }

  writeGrouped(k, passes) {
    this.#timeline.transact(() => {
      for (let i = 0; i < passes; i++) fill(this.#board, k + i);
    });
  }

  undo() {
    this.#timeline.undo();
  }

  redo() {
    this.#timeline.redo();
  }

  state() {
    return copyOf(this.#board);
  }

  settle() {
    return this.#timeline.canUndo;
  }

  nativeBytes() {
    return this.#timeline.stats().engineBytes;
  }

  dispose() {
    this.#timeline.dispose();
  }

  get board() {
    return this.#board;
  }
}

/** A history as bytes, and one that was made of them. */
class Filed {
  #board;
  #timeline;

  constructor(timeline) {
    this.#timeline = timeline ?? timelineOf(new LinearBoard());
    this.#board = this.#timeline.owner;
  }

  writeEach(k) {
    fill(this.#board, k);
  }

  save() {
    return this.#timeline.toBytes();
  }

  persist(path) {
    this.#timeline.persist(path);
  }

  openFile(path) {
    return new Filed(open(path, { classes: [LinearBoard] }));
  }

  open(bytes) {
    return new Filed(openBytes(bytes, { classes: [LinearBoard] }));
  }

  first() {
    this.#timeline.jumpTo(this.#timeline.at(0));
    return this.state();
  }

  last() {
    this.#timeline.redo(2 ** 31 - 1);
  }

  state() {
    return copyOf(this.#board);
  }

  dispose() {
    this.#timeline.dispose();
  }
}

class Keeping extends Linear {
  #timeline = timelineOf(this.board);

  constructor(moments) {
    super();
    this.#timeline.retain = { moments };
  }

  moments() {
    return this.#timeline.stats().moments;
  }
}

class Comparing extends Linear {
  #timeline = timelineOf(this.board);

  mark() {
    return this.#timeline.moment;
  }

  diff(from, to) {
    const changes = this.#timeline.diff(from, to).changes.map(({ path, old, new: next }) => [path, old, next]);
    return changes.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  countChanges(from, to) {
    return this.#timeline.diff(from, to).changes.length;
  }

  bisect(good, bad, test) {
    return this.#timeline.bisect(good, bad, test);
  }

  blame(path, limit) {
    return this.#timeline.blame(path, { limit }).map(({ value }) => value);
  }

  events() {
    return this.#timeline.extract();
  }
}

class Branching {
  #board = new BranchingBoard();
  #multiverse = multiverseOf(this.#board);

  writeEach(k) {
    fill(this.#board, k);
  }

  mark() {
    return this.#multiverse.moment;
  }

  jump(moment) {
    this.#multiverse.jumpTo(moment);
  }

  branch(name, at) {
    this.#multiverse.branch(name, { at });
  }

  switchTo(name) {
    this.#multiverse.switch(name);
  }

  probe() {
    return this.#board.f0;
  }

  state() {
    return copyOf(this.#board);
  }

  settle() {
    return this.#multiverse.canUndo;
  }

  dispose() {
    this.#multiverse.dispose();
  }
}

class Cells {
  constructor() {
    for (const field of FIELDS) this[field] = 0;
  }
}
track(Cells, FIELDS);

/** An owner with `count` parts of ten fields each: key `k` is field `k % 10` of part `floor(k / 10)`. */
function newTable(count) {
  const names = Array.from({ length: count }, (_, i) => `part${i}`);
  class Table {
    constructor() {
      for (const name of names) this[name] = new Cells();
    }
  }
  const table = new (timeline({ mode: 'multiverse' })(track(Table, names)))();
  return { table, parts: names.map((name) => table[name]) };
}

class Sides {
  #parts;
  #multiverse;

  constructor(keys) {
    const { table, parts } = newTable(keys / FIELDS.length);
    this.#parts = parts;
    this.#multiverse = multiverseOf(table);
    this.#multiverse.branch('left', { switch: false });
    this.#multiverse.branch('right', { switch: false });
  }

  begin(side) {
    this.#multiverse.switch(side);
  }

  edit(key, value) {
    this.#parts[Math.floor(key / FIELDS.length)][FIELDS[key % FIELDS.length]] = value;
  }

  prepare() {
    this.#multiverse.switch('left');
  }

  merge() {
    this.#multiverse.merge('right');
  }

  states() {
    return [this.#parts.flatMap((part) => FIELDS.map((field) => part[field]))];
  }

  dispose() {
    this.#multiverse.dispose();
  }
}

/** An owner with a list of parts, and a fork of it. */
class Forking {
  #owner;
  #fork;
  #multiverse;

  constructor(count) {
    class Drawing {
      constructor() {
        this.shapes = Array.from({ length: count }, () => new Cells());
      }
    }
    trackedList(Drawing.prototype, 'shapes');
    this.#owner = new (timeline({ mode: 'multiverse' })(Drawing))();
    this.#multiverse = multiverseOf(this.#owner);
  }

  fork(name) {
    this.#fork = this.#multiverse.fork(name);
  }

  editFork(key, value) {
    write(this.#fork, key, value);
  }

  edit(key, value) {
    write(this.#owner, key, value);
  }

  adopt() {
    this.#multiverse.adopt(this.#fork);
  }

  read(key) {
    return this.#owner.shapes[Math.floor(key / FIELDS.length)][FIELDS[key % FIELDS.length]];
  }

  dispose() {
    this.#multiverse.dispose();
  }
}

function write({ shapes }, key, value) {
  shapes[Math.floor(key / FIELDS.length)][FIELDS[key % FIELDS.length]] = value;
}

/** Two lines of edits of a table's keys. */
class Rewriting {
  #parts;
  #multiverse;

  constructor(parts) {
    const made = newTable(parts);
    this.#parts = made.parts;
    this.#multiverse = multiverseOf(made.table);
    for (const name of ['line', 'other']) this.#multiverse.branch(name, { switch: false });
  }

  begin(branch) {
    this.#multiverse.switch(branch);
  }

  edit(key, value) {
    this.#parts[Math.floor(key / FIELDS.length)][FIELDS[key % FIELDS.length]] = value;
  }

  rebase(onto) {
    this.#multiverse.rebase(onto);
  }

  squash(from) {
    this.#multiverse.squash(from);
  }

  read(key) {
    return this.#parts[Math.floor(key / FIELDS.length)][FIELDS[key % FIELDS.length]];
  }

  dispose() {
    this.#multiverse.dispose();
  }
}

/** A history of `size` moments: branches off and merged, steps with titles, undone stretches. */
class Drawn {
  #board = new BranchingBoard();
  #timeline = multiverseOf(this.#board);

  constructor(size) {
    const [board, t] = [this.#board, this.#timeline];
    for (let i = 1; t.moment.id < size - 1; i++) {
      if (i % 50 === 20) t.branch(`try ${i}`);
      if (i % 50 === 30) {
        const { currentBranch } = t;
        t.switch('main');
        board.f1 = -i;
        t.merge(currentBranch);
      } else if (i % 50 === 40) {
        t.undo(3);
      } else if (i % 4 === 0) {
        t.transact(`Step ${i}`, () => (board.f5 = text(i, 5)));
      }
      if (t.moment.id < size - 1) board.f0 = i;
    }
    t.label('end');
  }

  plot(backend) {
    return this.#timeline.plot({ backend });
  }

  dispose() {
    this.#timeline.dispose();
  }
}

const engineBytes = (object) => timelineOf(object).stats().engineBytes;

/** Nothing native exists before somebody asks for the handle. */
function owners() {
  return { make: () => new LinearBoard(), nativeBytes: () => 0, dispose: () => {} };
}

function ownersWithHandle() {
  return {
    make: () => {
      const owner = new LinearBoard();
      timelineOf(owner);
      return owner;
    },
    nativeBytes: (kept) => kept.reduce((bytes, owner) => bytes + engineBytes(owner), 0),
    dispose: (kept) => kept.forEach((owner) => timelineOf(owner).dispose()),
  };
}

class Holding {
  constructor() {
    this.part = undefined;
  }
}
const Holder = timeline()(track(Holding, ['part']));

/** Every part is attached by one recorded write, so the history keeps it, and its memory includes that write. */
function parts() {
  const holder = new Holder();
  return {
    make: () => (holder.part = new Part()),
    nativeBytes: () => engineBytes(holder),
    dispose: () => timelineOf(holder).dispose(),
  };
}

export default {
  version: JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version,
  winner: 'right',
  undoable: () => new Linear(),
  keeping: (moments) => new Keeping(moments),
  travelling: () => new Branching(),
  comparing: () => new Comparing(),
  filed: () => new Filed(),
  drawn: (moments) => new Drawn(moments),
  sides: (keys) => new Sides(keys),
  forking: (parts) => new Forking(parts),
  rewriting: (parts) => new Rewriting(parts),
  frame: (rows, columns) => frames.ours(rows, columns, engineBytes),
  readable: { create: () => new LinearBoard(), sum },
  construction: { owner: owners, handle: ownersWithHandle, part: parts },
  ...collections,
  ...adapted,
};
