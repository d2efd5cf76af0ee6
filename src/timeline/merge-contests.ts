// Contests: objects that both sides moved so that they cannot stand where both have put them.
import { memberOf } from '../recording/admit.js';
import { Decision } from './merge-decision.js';
import { pathOf } from './paths.js';

/** The decision about the place of an object. Its value is the object itself, on all sides. */
export class ContestDecision extends Decision {
  constructor(
    private readonly owner: object,
    readonly object: object,
  ) {
    const held = { has: true, value: object };
    super(held, held, held);
  }

  readonly canBeRemoved = false;

  get field(): unknown {
    return memberOf(this.object)?.key;
  }

  get path(): string {
    return pathOf(this.owner, memberOf(this.object), undefined);
  }

  override admit(): void {
    // It has joined long ago.
  }
}
