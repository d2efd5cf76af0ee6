// The history that mutative and immer are used with: two stacks of patches. Both give, for a step, the next state, the
// patches and their inverses; undo applies the inverses.
import { ASSIGN, copyOf, fill, stateOf } from '../workloads/values.mjs';

/** A state and its steps, each a function of a draft. */
export class DraftHistory {
  #steps = [];
  #at = 0;

  /**
   * @param produce gives `[state, patches, inversePatches]` for a state and a function of its draft
   * @param apply gives the state after patches
   * @param current the state to begin with
   */
  constructor(produce, apply, current) {
    this.produce = produce;
    this.apply = apply;
    this.current = current;
  }

  step(recipe) {
    const [state, patches, inverse] = this.produce(this.current, recipe);
    this.current = state;
    if (this.#at < this.#steps.length) this.#steps.length = this.#at;
    this.#steps.push({ patches, inverse });
    this.#at++;
  }

  undo() {
    this.current = this.apply(this.current, this.#steps[--this.#at].inverse);
  }

  redo() {
    this.current = this.apply(this.current, this.#steps[this.#at++].patches);
  }

  settle() {
    return this.#at;
  }

  dispose() {}
}

/** The document of ten fields. */
export class DraftSteps extends DraftHistory {
  constructor(produce, apply) {
    super(produce, apply, stateOf(0));
  }

  writeEach(k) {
    for (const assign of ASSIGN)
      this.step((draft) => {
        assign(draft, k);
      });
  }

  writeGrouped(k, passes) {
    this.step((draft) => {
      for (let i = 0; i < passes; i++) fill(draft, k + i);
    });
  }

  state() {
    return copyOf(this.current);
  }
}
