/** Swc turns TypeScript and the two ESM-only packages that CommonJS ones require into what jest on Node 20 can load. */
const swc = (module) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: module },
    sourceMaps: 'inline',
  },
];

export default {
  rootDir: '.',
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/properties.js'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': swc('es6'),
    'node_modules/(content-disposition|cookie)/.+\\.js$': swc('commonjs'),
  },
  transformIgnorePatterns: ['node_modules/(?!(content-disposition|cookie)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.lagrum/'],
  watchPathIgnorePatterns: ['<rootDir>/.lagrum/'],
  workerIdleMemoryLimit: '700MB',
  // A guard against hanging, never a measure: shared machines are slow at times.
  testTimeout: 120_000,
};
