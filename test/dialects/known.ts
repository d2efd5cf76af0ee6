// What the matrix is known not to do, with the reason. `matrix.test.ts` holds the list exactly: a check that fails without
// being named here is a failure, and so is one that is named here and passes.

/** Checks that fail in the rows whose title matches. */
export interface Known {
  readonly rows: RegExp;
  readonly checks: readonly string[];
  readonly why: string;
}

/** A file that cannot be loaded, because its decorators or `accessor` fields are still in it: nothing of ours runs. */
export interface Unloadable {
  readonly row: RegExp;
  readonly files: readonly ('fields' | 'accessors')[];
}

export const UNLOADABLE: readonly Unloadable[] = [
  { row: /^(tsc|esbuild) .* standard, ESNext$/, files: ['fields', 'accessors'] },
  { row: /^Vite .* no experimentalDecorators$/, files: ['fields', 'accessors'] },
  { row: /^swc .* legacy/, files: ['accessors'] },
];

export const KNOWN: readonly Known[] = [
  {
    rows: /^(?!swc .* legacy)/,
    checks: ['accessors: undecorated overrides record or say so'],
    why: 'an `accessor` of a subclass hides the tracked one on the prototype, where a getter and setter that call `super` look the same: decorate it too',
  },
  {
    rows: /^Vite .* legacy, define off/,
    checks: [
      'fields: symbols, numbers and strings as names',
      'placement: static fields, methods and getters are refused',
    ],
    why: 'Oxc drops decorators of static fields and the names of fields that are no identifiers, when it turns fields into assignments',
  },
];

/** Numbers of the entries of {@link KNOWN}, from 1, that name a check in a row. */
export function knownNumbers(row: string, check: string): number[] {
  return KNOWN.flatMap(({ rows, checks }, index) => (rows.test(row) && checks.includes(check) ? [index + 1] : []));
}
