// The linter: typed rules, and the rooms of ARCHITECTURE.md as import rules.
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** A room may import from the listed ones (and from itself). What is not listed is another room's business. */
const MAY_IMPORT = {
  schema: [],
  recording: ['schema'],
  containers: ['recording', 'schema'],
  adapters: ['recording', 'schema', 'decorators'],
  decorators: ['schema', 'recording'],
  'engine-binding': ['recording/journal.ts'],
  timeline: ['schema', 'recording', 'containers', 'adapters', 'engine-binding', 'viz', 'inspector'],
  viz: [],
  inspector: ['viz'],
  'history-file': ['schema', 'recording', 'containers', 'decorators', 'adapters', 'engine-binding', 'timeline'],
  cli: ['index.ts', 'timeline', 'viz', 'history-file'],
};
const ROOMS = Object.keys(MAY_IMPORT);

const zones = ROOMS.map((room) => ({
  target: `./src/${room}`,
  from: [
    ...ROOMS.filter((other) => other !== room).map((other) => `./src/${other}`),
    './src/compose.ts',
    './src/index.ts',
  ],
  except: [],
  message: `${room} may import only from: ${MAY_IMPORT[room].join(', ') || 'nothing above it'} (ARCHITECTURE.md).`,
  allowed: MAY_IMPORT[room],
}));

const restricted = zones.flatMap(({ target, from, message, allowed }) =>
  from
    .filter((path) => !allowed.some((room) => path === `./src/${room}`))
    .map((path) => ({
      target,
      from: path,
      except: allowed
        .filter((room) => `./src/${room}`.startsWith(`${path}/`))
        .map((room) => `./src/${room}`.slice(path.length).replace(/^\//, './')),
      message,
    })),
);

export default tseslint.config(
  {
    ignores: [
      'dist',
      'docs',
      'bench',
      'native',
      'node_modules',
      'coverage',
      '**/.build',
      'test/dialects/compilers',
      'test/dialects/*.mjs',
      'test/dialects/fixture*',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.cjs', 'scripts/*.mjs'] } } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })] },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: restricted }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Classes made at run time to carry a name or members that are defined on them.
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true }],
      // An interface beside a class of the same name is how the base classes get the verbs of the handle.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // A callback of a synchronous verb gives back what its caller wants to see; `void` in a union says "or nothing".
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      '@typescript-eslint/unified-signatures': 'off',
      // Hot paths walk arrays by index: an iterator hides the type of the array from V8.
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['test/**', 'examples/**'],
    rules: {
      // Tests reach for what types forbid, on purpose.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
