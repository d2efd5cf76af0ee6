// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, ephemeral, timeline, tracked } from 'janus-ts';

/** A part with both kinds of fields. */
export class Card {
  @tracked accessor size = 1;
  untracked = 'u';
  @tracked text = 'empty';
  @tracked accessor next: Card | undefined;
}

/** An owner whose `accessor` field has an initial value, one that holds a part, and one that stays undefined. */
@timeline()
export class Deck {
  @tracked accessor title: string = 'Untitled';
  between = 'b';
  @tracked plain = 1;
  @tracked accessor card: Card | undefined = new Card();
  @tracked accessor never: string | undefined;
  constructor(title?: string) {
    if (title !== undefined) this.title = title;
  }
}

/** A decorated override of an `accessor` field, with options of its own. */
@timeline()
export class RoundedDeck extends Deck {
  @tracked({ coerce: (value: number) => Math.round(value) }) accessor zoom = 1.4;
  @branchable override accessor title = 'rounded';
}

/** Hides an `accessor` field: no decorator on the class, none on the field. */
export class HidingDeck extends Deck {
  override accessor title = 'hidden';
}

/** Adds nothing tracked. */
export class PlainDeck extends Deck {
  own = 1;
}

/** An `accessor` that is not recorded. */
@timeline()
export class Drafted {
  @tracked accessor title = 'Untitled';
  @ephemeral accessor draft: unknown = 'draft';
}

// Types forbid some of these in one dialect and some in the other.
const loose = tracked as unknown as (...args: unknown[]) => void;

/** A placement that must be refused when the class is defined. */
export function staticAccessor() {
  class Static {
    @loose static accessor field = 1;
  }
  return Static;
}
