// Data frames of the contenders: `set` is one step, `undo` takes one back.
import { timeline, timelineOf, tracked } from '../../dist/esm/index.js';
import { TrackedDataFrame } from '../../dist/esm/adapters/packages/frame.js';

const namesOf = (columns) => Array.from({ length: columns }, (_, c) => `c${c}`);

class Sheet {
  constructor(frame) {
    this.frame = frame;
  }
}
tracked(Sheet.prototype, 'frame');
const TrackedSheet = timeline()(Sheet);

/** Janus: the frame of the adapter. */
export function ours(rows, columns, nativeBytes) {
  const names = namesOf(columns);
  const schema = Object.fromEntries(names.map((name) => [name, 'float64']));
  const frame = new TrackedDataFrame(schema, Object.fromEntries(names.map((name) => [name, new Float64Array(rows)])));
  const sheet = new TrackedSheet(frame);
  const t = timelineOf(sheet);
  return {
    set: (row, column, value) => frame.iat.set(row, names[column], value),
    get: (row, column) => frame.iat.get(row, names[column]),
    undo: () => t.undo(),
    nativeBytes: () => nativeBytes(sheet),
    dispose: () => t.dispose(),
  };
}

/** By hand: each edit copies the column and puts the copy in its place; undo puts the old one back. */
export function copied(rows, columns) {
  const data = namesOf(columns).map(() => new Float64Array(rows));
  const steps = [];
  return {
    set(row, column, value) {
      steps.push([column, data[column]]);
      data[column] = data[column].slice();
      data[column][row] = value;
    },
    get: (row, column) => data[column][row],
    undo() {
      const [column, before] = steps.pop();
      data[column] = before;
    },
    dispose() {},
  };
}
