// All contenders, by id. A contender is loaded only in the process that measures it.
//
// A contender has `version`, and for what it can do:
//   undoable()    a document of ten fields with steps: writeEach(k) · writeGrouped(k, passes) · undo() · redo() · state()
//                 · settle() (asks about the history) · dispose() · nativeBytes()? (memory that Node does not know of)
//   travelling()  the same with mark() · jump(mark) · probe() (reads f0), and branch(name, mark) · switchTo(name)
//   keeping(moments)  as undoable(), with at most so many steps: moments() says how many
//   comparing()   the same with mark() · diff(a, b) ([field, old, new] of each change) · countChanges(a, b) · blame(field,
//                 limit) (the values it had, newest first) · events() (the history as an iterable of events) · bisect(good,
//                 bad, test)
//   forking(parts)  an owner with a list of parts, and one fork: fork(name) · editFork(key, value) · edit(key, value)
//                 · adopt() · read(key) · dispose()
//   rewriting(parts)  two branches, `line` and `other`: begin(branch) · edit(key, value) · rebase(onto) · squash(from)
//                 · read(key) · dispose()
//   filed()       a document of ten fields: writeEach(k) · save() (bytes) · open(bytes) · first() (goes to the first state, answers
//                 it) · last() · state() · dispose()
//   drawn(moments)  a history with branches, merges, titles and abandoned moments: plot(backend) · dispose()
//   sides(keys)   two branches or replicas: begin(side) · edit(key, value) · prepare() · merge() · states() · dispose();
//                 `winner` names the side that wins a conflict, if the contender promises one
//   readable      { create(), sum(object) }
//   list(elements)  insert(at, element) · remove(at) · replace(at, element) · move(from, to) · undo()? · state() · settle()
//                 · dispose() · nativeBytes()?
//   tree()        a tree of 1,000 nodes: edit(leaf, value) · undo()? · state() (the numbers of all leaves) · settle()
//                 · dispose()
//   text()        apply(patches) (one step) · undo()? · text() · steps() (how many there are) · settle() · dispose()
//   concurrent()  replay(i, transaction) · text() · settle() · dispose(), and visit(i) · length() with time travel
//   numbers(size)  zeros in a typed array or list: write(indices, values) (one step) · poke(indices, values) (the same by
//                 index) · undo()? · at(index) · settle() · dispose() · nativeBytes()?
//   fields()      a number and a decimal: writeNumbers(values) · writeDecimals(values) · decimals(count) (values to write)
//                 · read() · undo(steps) · dispose()
//   conformance(cases)  tries an adapter; answers how many cases it tried
//   iteration     { create(numbers), forOf(list), forEach(list), copies(list) (by map and filter), byIndex(list) }
// What a contender does with collections is in `collections/`.
//   construction  { kind: () => ({ make(), nativeBytes(kept), dispose(kept) }) }

/** Loads a contender. */
export const peers = {
  ours: async () => (await import('./ours.mjs')).default,
  mutative: async () => (await import('./mutative.mjs')).default,
  immer: async () => (await import('./immer.mjs')).default,
  travels: async () => (await import('./travels.mjs')).default,
  'redux-undo': async () => (await import('./redux-undo.mjs')).default,
  yjs: async () => (await import('./yjs.mjs')).default,
  loro: async () => (await import('./loro.mjs')).default,
  'loro-fork': async () => (await import('./loro-fork.mjs')).default,
  automerge: async () => (await import('./automerge.mjs')).default,
  snapshots: async () => (await import('./snapshots.mjs')).default,
  journal: async () => (await import('./journal.mjs')).default,
  accessor: async () => (await import('./accessor.mjs')).default,
  plain: async () => (await import('./plain.mjs')).default,
};

/** What each contender is measured at: the workloads for which it has the feature. */
export const features = {
  ours: [
    ...['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8', 'w9', 'w9-undo', 'w10', 'w11', 'w12', 'w12-list', 'w13'],
    ...['w20', 'w21', 'w30', 'w31', 'w40', 'w41', 'w42', 'w50', 'w60', 'w61', 'w65', 'w66', 'w70', 'w71', 'w72'],
    ...['w80', 'w80-memory', 'w81', 'w82', 'w83'],
    ...['construction', 'construction-memory'],
  ],
  mutative: ['w1', 'w2', 'w3', 'w4', 'w5', 'w11', 'w12'],
  immer: ['w1', 'w2', 'w3', 'w4', 'w5', 'w11', 'w12'],
  travels: ['w1', 'w2', 'w3', 'w6', 'w11', 'w12'],
  'redux-undo': ['w1', 'w2', 'w3', 'w6', 'w11', 'w12'],
  yjs: ['w1', 'w2', 'w3', 'w4', 'w5', 'w8', 'w9', 'w9-undo', 'w10', 'w11', 'w12', 'w12-list', 'w13'],
  loro: ['w1', 'w2', 'w3', 'w4', 'w6', 'w7', 'w8', 'w9', 'w9-undo', 'w10', 'w11', 'w12', 'w12-list', 'w70', 'w80'],
  'loro-fork': ['w7'],
  automerge: ['w1', 'w3', 'w6', 'w7', 'w8', 'w11', 'w12'],
  snapshots: ['w1', 'w2', 'w3', 'w5', 'w6', 'w7', 'w8', 'w11', 'w12', 'w65'],
  journal: ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w9', 'w9-undo', 'w11', 'w12', 'w12-list'],
  accessor: ['w11'],
  plain: ['w1', 'w3', 'w4', 'w5', 'w9', 'w11', 'w13', 'w81', 'construction', 'construction-memory'],
};

/** How a contender is called in tables. */
export const titles = {
  ours: 'Janus',
  'loro-fork': 'loro, forkAt',
  snapshots: 'hand-written snapshots',
  journal: 'minimal JS journal',
  accessor: 'plain accessor',
  plain: 'plain fields and arrays',
};
