// redux-undo: a reducer whose whole past is kept as states. A write is an action; a transaction is actions of one group.
import { createStore } from 'redux';
import undoable, { ActionCreators } from 'redux-undo';
import { copyOf, FIELDS, stateOf, sum, valueAt } from '../workloads/values.mjs';
import { versionOf } from './version.mjs';

function reducer(state = stateOf(0), action) {
  return action.type === 'write' ? { ...state, [action.field]: action.value } : state;
}

class ReduxDocument {
  #store = createStore(undoable(reducer, { groupBy: (action) => action.group ?? null }));

  #pass(k, group) {
    for (let i = 0; i < FIELDS.length; i++) {
      this.#store.dispatch({ type: 'write', field: FIELDS[i], value: valueAt(k, i), group });
    }
  }

  writeEach(k) {
    this.#pass(k, null);
  }

  writeGrouped(k, passes) {
    for (let i = 0; i < passes; i++) this.#pass(k + i, k);
  }

  undo() {
    this.#store.dispatch(ActionCreators.undo());
  }

  redo() {
    this.#store.dispatch(ActionCreators.redo());
  }

  mark() {
    return this.#store.getState().past.length;
  }

  jump(index) {
    const distance = index - this.mark();
    if (distance !== 0) this.#store.dispatch(ActionCreators.jump(distance));
  }

  probe() {
    return this.#store.getState().present.f0;
  }

  state() {
    return copyOf(this.#store.getState().present);
  }

  settle() {
    return this.mark() > 0;
  }

  dispose() {}
}

export default {
  version: versionOf('redux-undo'),
  undoable: () => new ReduxDocument(),
  travelling: () => new ReduxDocument(),
  readable: { create: () => createStore(undoable(reducer)).getState().present, sum },
};
