// The history that mutative and immer are used with: two stacks of patches. Both give, for a step, the next state, the
// patches and their inverses; undo applies the inverses.
import { ASSIGN, copyOf, fill, stateOf } from '../workloads/values.mjs';

/** A document whose steps are functions of a draft. */
export class DraftSteps {
  #state = stateOf(0);
  #steps = [];
  #at = 0;

  /**
   * @param produce gives `[state, patches, inversePatches]` for a state and a function of its draft
   * @param apply gives the state after patches
   */
  constructor(produce, apply) {
    this.produce = produce;
    this.apply = apply;
  }

  #step(recipe) {
    const [state, patches, inverse] = this.produce(this.#state, recipe);
    this.#state = state;
    if (this.#at < this.#steps.length) this.#steps.length = this.#at;
    this.#steps.push({ patches, inverse });
    this.#at++;
  }

  writeEach(k) {
    for (const assign of ASSIGN)
      this.#step((draft) => {
        assign(draft, k);
      });
  }

  writeGrouped(k, passes) {
    this.#step((draft) => {
      for (let i = 0; i < passes; i++) fill(draft, k + i);
    });
  }

  undo() {
    this.#state = this.apply(this.#state, this.#steps[--this.#at].inverse);
  }

  redo() {
    this.#state = this.apply(this.#state, this.#steps[this.#at++].patches);
  }

  state() {
    return copyOf(this.#state);
  }

  settle() {
    return this.#at;
  }

  dispose() {}
}
