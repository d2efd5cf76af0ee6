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
    why: 'an `accessor` of a subclass hides the tracked one on the prototype, where an override that calls `super` looks the same',
  },
  {
    rows: /standard$|standard, define on|2023-11/,
    checks: ['overrides: on a decorated class, before any base instance'],
    why: 'the schema of a standard class is made with its first instance, and does not know then that the class is derived',
  },
  {
    rows: /standard$|standard, define on|2023-11/,
    checks: ['constructors: with a foreign new.target do not disturb the class'],
    why: 'a standard field remembers one slot for all prototypes its instances have',
  },
  {
    rows: /standard|2023-11/,
    checks: ['constructors: fields on a returned object change no foreign prototype'],
    why: 'a standard field installs its accessor on the prototype of whatever object it is defined on',
  },
  {
    rows: /standard, (define off|ES2017)/,
    checks: ['subclasses: undecorated, with a tracked field, are refused'],
    why: 'from the second instance on the initial value is an assignment, and nothing asks whether the history has begun',
  },
  {
    rows: /^(esbuild|tsx) .* standard|^swc .* 20/,
    checks: ['statics: one storage inside and outside the class'],
    why: 'these compilers define static fields on what the class decorator returned, while code inside the class reads the class itself',
  },
  {
    rows: /^(esbuild|tsx) .* legacy, define on/,
    checks: ['fields: symbols, numbers and strings as names'],
    why: 'the decorator is given the number 7, and the own property that hides the field is called "7"',
  },
  {
    rows: /^Vite .* legacy, define off/,
    checks: [
      'fields: symbols, numbers and strings as names',
      'placement: static fields, methods and getters are refused',
    ],
    why: 'Oxc drops decorators of static fields and the names of fields that are no identifiers, when it turns fields into assignments',
  },
  {
    rows: /^swc .* 2022-03/,
    checks: [
      'fields: genesis is the state after construction',
      'fields: every write is recorded',
      'fields: untracked ones stay plain',
      'fields: options, policies and coercion',
      'fields: symbols, numbers and strings as names',
      'fields: a write that cannot be recorded is refused',
      'parts: join with what they hold',
      'parts: that are their own class’s subclass',
      'parts: a field declared again without a decorator',
      'subclasses: decorated, three levels',
      'subclasses: of a base in use keep to themselves',
      'subclasses: undecorated, without tracked fields',
      'subclasses: undecorated, with a tracked field, are refused',
      'overrides: undecorated, record or say so',
      'overrides: on a decorated class are healed',
      'overrides: on a decorated class, before any base instance',
      'mixins: on parts and owners',
      'constructors: that throw leave nothing behind',
      'constructors: that return their first instance keep its history',
      'constructors: with a foreign new.target do not disturb the class',
      'statics: instances made inside the class have a history',
      'accessors: initial values and writes',
      'accessors: an initial part has joined',
      'accessors: of parts that join later',
    ],
    why: 'initializers of that text run before the field is defined, so no accessor is ever installed',
  },
];

/** Numbers of the entries of {@link KNOWN}, from 1, that name a check in a row. */
export function knownNumbers(row: string, check: string): number[] {
  return KNOWN.flatMap(({ rows, checks }, index) => (rows.test(row) && checks.includes(check) ? [index + 1] : []));
}
