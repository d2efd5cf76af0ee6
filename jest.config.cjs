// One project per way of compiling. Each names a tsconfig file: an inline object would be merged over the root one and
// silently compile the wrong dialect.
/** @type {(name: string, tsconfig: string, testMatch: string[]) => import('jest').Config} */
const project = (displayName, tsconfig, testMatch) => ({
  displayName,
  setupFiles: ['<rootDir>/test/seed.ts'],
  testMatch: testMatch.map((pattern) => `<rootDir>/test/${pattern}`),
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': ['ts-jest', { tsconfig: `<rootDir>/${tsconfig}`, diagnostics: false }] },
});

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 120_000,
  projects: [
    project('unit', 'tsconfig.test.json', ['unit/**/*.test.ts', 'regressions/*.test.ts', 'tables/*.test.ts']),
    project('laws', 'tsconfig.test.json', ['laws/*.test.ts']),
    project('legacy', 'tsconfig.test.json', ['dialects/suite/*.test.ts']),
    project('define', 'tsconfig.test.define.json', ['dialects/suite/*.test.ts']),
    project('standard', 'tsconfig.test.standard.json', ['dialects/suite/*.test.ts']),
    project('process', 'tsconfig.test.json', [
      'process/*.test.ts',
      'package/*.test.ts',
      'examples/*.test.ts',
      'dialects/*.test.ts',
      'browser/*.test.ts',
    ]),
  ],
};
