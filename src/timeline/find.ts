// Searching a history: every criterion gives a set of moments from an index, and the answer is what they share.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import type { Moment, TagValue } from './moment.js';
import { encodeTag } from './names.js';
import type { Session } from './session.js';

/** What to look for; a moment must fit all that is given. */
export interface FindQuery {
  /** A label of the moment. */
  label?: string;
  /** The label given to its transaction. */
  title?: string;
  /** A tag key it has, or keys with the values they have. */
  tag?: string | Readonly<Record<string, TagValue>>;
}

const CRITERIA = ['label', 'title', 'tag'];

/** @throws {OptionError} for an unknown criterion */
export function findMoments(session: Session, query: FindQuery): Moment[] {
  const unknown = Object.keys(query).find((key) => !CRITERIA.includes(key));
  if (unknown !== undefined) throw new OptionError(`find does not know ${show(unknown)}; use ${CRITERIA.join(', ')}.`);
  const { engine } = session;
  const { label, title, tag } = query;
  const sets: number[][] = [];
  if (label !== undefined) sets.push(momentsNamed(engine.labels(), label));
  if (title !== undefined) sets.push(momentsNamed(engine.titles(), title));
  if (typeof tag === 'string') sets.push(engine.taggedMoments(tag, undefined));
  else {
    for (const [key, value] of Object.entries(tag ?? {})) sets.push(engine.taggedMoments(key, encodeTag(key, value)));
  }
  const [first = [], ...others] = sets;
  const rest = others.map((set) => new Set(set));
  return [...new Set(first)]
    .filter((moment) => rest.every((set) => set.has(moment)))
    .sort((a, b) => a - b)
    .map((moment) => session.moments.of(moment));
}

function momentsNamed(names: readonly { name: string; moment: number }[], wanted: string): number[] {
  return names.filter(({ name }) => name === wanted).map(({ moment }) => moment);
}
