/**
 * The arrows of the house: one chain, a folder imports only from folders to its left. A feature's service and entity may
 * be imported by those to its right; its jobs, loaders, inputs and machine may not.
 */
const CHAIN = [
  'platform',
  'access',
  'privacy',
  'calendar',
  'catalogue',
  'audit',
  'notifications',
  'inbox',
  'review',
  'search',
  'open-data',
  'retention',
  'law',
  'terminology',
  'citations',
  'questions',
  'cases',
  'barriers',
  'guidance',
  'dossiers',
  'goals',
  'actions',
  'strategy',
];

const arrows = CHAIN.map((folder, i) => ({
  name: `arrow-${folder}`,
  comment: `${folder} may import only from what stands to its left in the chain (doc/architecture.md)`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `^src/(${CHAIN.slice(i + 1).join('|') || 'nothing-at-all'})/` },
}));

const SPINE = ['platform', 'access', 'catalogue'];
const FEATURES = CHAIN.filter((folder) => !SPINE.includes(folder));

const inner = FEATURES.map((folder) => ({
  name: `inner-${folder}`,
  comment: `Another folder may import a service, an entity or the module of ${folder}, not its jobs, loaders, inputs or machine`,
  severity: 'error',
  from: { path: '^src/[^/]+/', pathNot: [`^src/${folder}/`, '\\.spec\\.ts$'] },
  to: { path: `^src/${folder}/[^/]*\\.(jobs|loaders|inputs|machine|resolver|queries)\\.ts$` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    ...inner,
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.entity\\.ts$' },
      to: { circular: true },
    },
    {
      name: 'features-never-import-the-application',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: '^src/(app\\.module|bootstrap|main|worker|cli|entities)\\.ts$' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'known-packages-only',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    exclude: { path: '^(dist|web)/' },
  },
};
