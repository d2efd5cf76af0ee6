// Migration: files that earlier versions of their classes have written.
//
// Nothing in a file names a field but the list of its class, the way in which an object joined, and places of open conflicts.
// So a renamed field is found under its new name at every moment, and only values have to be changed.
import { MigrationError, OptionError } from '../errors.js';
import { show } from '../describe.js';

/** A class whose objects are in a file, or its name there. */
type Named = string | (abstract new (...args: never[]) => object);

/** What leads objects of a class from one version to a later one. */
export interface Migration {
  /** The class, or its name in files. */
  readonly class: Named;
  readonly from: number;
  /** The version it leads to; the next one by default. */
  readonly to?: number;
  /** Fields that have another name now: the old one and the new one. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Fields that are no more: what they held is seen no more. */
  readonly remove?: readonly string[];
  /** Fields that have come: what they hold until they are written, at every moment. Called for each object. */
  readonly add?: Readonly<Record<string, () => unknown>>;
  /** Fields that hold something else, by their new names: what a recorded value becomes. Called for each of them. */
  readonly convert?: Readonly<Record<string, (value: unknown) => unknown>>;
}

/** What has become of a field on the way from one version to another. */
export interface FieldLine {
  /** Its name in the file; undefined for one that was added. */
  readonly before: string | undefined;
  /** Its name now; undefined when it was removed. */
  name: string | undefined;
  /** What each recorded value becomes. */
  convert: ((value: unknown) => unknown) | undefined;
}

/** The steps that `open` was given. */
export class Migrations {
  readonly #steps = new Map<string, Migration>();

  /** @throws {OptionError} when they are none */
  constructor(given: readonly Migration[], nameOf: (prototype: object) => string) {
    for (const step of given) {
      const { class: of, from } = step;
      const name = typeof of === 'function' ? nameOf(of.prototype as object) : of;
      const to = goalOf(step);
      const isStep =
        typeof name === 'string' && [from, to].every((version) => Number.isSafeInteger(version) && version >= 1);
      if (!isStep || from >= to) {
        throw new OptionError(`migrate: no step leads ${show(name)} from version ${show(from)} to ${show(to)}.`);
      }
      const key = keyOf(name, from);
      if (this.#steps.has(key))
        throw new OptionError(`migrate: two steps lead ${show(name)} from version ${show(from)}.`);
      this.#steps.set(key, step);
    }
  }

  /**
   * What becomes of the fields of a class between two versions, those of the file and those that come.
   * @throws {MigrationError} when a step is missing or does not fit, or the file is of a newer version
   */
  of(
    name: string,
    fields: readonly string[],
    from: number,
    now: number,
  ): { readonly fields: readonly FieldLine[]; readonly added: readonly FieldLine[] } {
    const lines: FieldLine[] = fields.map((field) => ({ before: field, name: field, convert: undefined }));
    if (from > now) {
      throw new MigrationError(name, from, now, 'the file is newer than this program: open it with the newer one');
    }
    for (let version = from; version < now;) {
      const step = this.#steps.get(keyOf(name, version));
      const goal = step === undefined ? Infinity : goalOf(step);
      if (step === undefined || goal > now) {
        const missing = `{ class: ${show(name)}, from: ${String(version)}, … }`;
        throw new MigrationError(
          name,
          from,
          now,
          `no step leads on from version ${String(version)}: give open ${missing} in migrate`,
        );
      }
      take(lines, step, (why) => new MigrationError(name, from, now, why));
      version = goal;
    }
    return {
      fields: lines.slice(0, fields.length),
      added: lines.slice(fields.length).filter((line) => line.name !== undefined),
    };
  }
}

function goalOf({ from, to }: Migration): number {
  return to ?? from + 1;
}

function keyOf(name: string, from: number): string {
  return `${String(from)} ${name}`;
}

/** Does one step. All names are those before it, but those that `add` and `convert` give. */
function take(
  lines: FieldLine[],
  { from, rename = {}, remove = [], add = {}, convert = {} }: Migration,
  refusal: (why: string) => MigrationError,
): void {
  const lineOf = (field: string): FieldLine => {
    const line = lines.find((each) => each.name === field);
    if (line === undefined)
      throw refusal(`the step from version ${String(from)} names ${show(field)}, which is no field there`);
    return line;
  };
  const renamed = Object.entries(rename).map(([before, after]) => [lineOf(before), after] as const);
  for (const line of remove.map(lineOf)) line.name = undefined;
  for (const [line, after] of renamed) line.name = after;
  for (const [field, init] of Object.entries(add))
    lines.push({ before: undefined, name: field, convert: () => init() });
  const names = lines.flatMap((line) => line.name ?? []);
  const twice = names.find((field, at) => names.indexOf(field) !== at);
  if (twice !== undefined) throw refusal(`the step from version ${String(from)} makes two fields ${show(twice)}`);
  for (const [field, change] of Object.entries(convert)) {
    const line = lineOf(field);
    const earlier = line.convert;
    line.convert = earlier === undefined ? change : (value) => change(earlier(value));
  }
}
