// The naive history: an array of whole states with their parents. It knows the verbs, no journal and no plans.
import type { State } from './twin-heap.js';

export class ModelHistory {
  readonly moments: { readonly parents: readonly number[]; readonly state: State }[];
  readonly branches = new Map<string, number>([['main', 0]]);
  readonly labels = new Map<string, number>();
  readonly redo = new Map<number, number>();
  position = 0;
  current = 'main';

  constructor(
    genesis: State,
    private readonly linear: boolean,
  ) {
    this.moments = [{ parents: [], state: genesis }];
  }

  get state(): State {
    return this.moments[this.position]!.state;
  }

  get detached(): boolean {
    return !this.linear && !this.#line(this.branches.get(this.current)!).includes(this.position);
  }

  append(state: State): void {
    const id = this.moments.push({ parents: [this.position], state }) - 1;
    this.redo.set(this.position, id);
    this.position = id;
    this.branches.set(this.current, id);
  }

  #line(id: number): number[] {
    const line = [id];
    for (let at = id; at !== 0; line.push(at)) at = this.moments[at]!.parents[0]!;
    return line;
  }

  travel(goal: number): void {
    const [from, to] = [this.#line(this.position), this.#line(goal)];
    const meeting = from.find((id) => to.includes(id))!;
    for (const line of [from, to]) {
      for (let i = line.indexOf(meeting); i > 0; i--) this.redo.set(line[i]!, line[i - 1]!);
    }
    this.position = goal;
  }

  undo(steps: number): number {
    const line = this.#line(this.position);
    const done = Math.min(steps, line.length - 1);
    this.travel(line[done]!);
    return done;
  }

  redoSteps(steps: number): number {
    let [goal, done] = [this.position, 0];
    for (; done < steps && this.redo.has(goal); done++) goal = this.redo.get(goal)!;
    this.travel(goal);
    return done;
  }

  switch(name: string): void {
    this.current = name;
    this.travel(this.branches.get(name)!);
    this.redo.delete(this.position);
  }
}
