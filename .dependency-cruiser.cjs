// Turns the table of packages (tests/architecture/layers.json, from ARCHITECTURE.md) into import rules.
const layers = require('./tests/architecture/layers.json');

/** Tests, benchmarks and test kits may reach across layers: they ship in no bundle. */
const notShipped = String.raw`\.(test|properties|bench)\.ts$|/testing/`;
const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const anyOf = (paths) => paths.map(escapeRegExp).join('|');
const nodeBuiltin = ['core'];

const rulesOf = ([layer, allowed]) => {
  const from = { path: `^${layer}/src/`, pathNot: notShipped };
  const name = layer.replace('/', '-');
  const reachable = [layer, ...allowed.imports, ...allowed.typesFrom];
  const rules = [
    {
      name: `${name}-imports-only-its-layers`,
      severity: 'error',
      from,
      to: { path: '^(packages|apps)/', pathNot: `^(${anyOf(reachable)})/` },
    },
  ];
  if (allowed.typesFrom.length > 0) {
    rules.push({
      name: `${name}-imports-types-only`,
      comment: `${layer} may use the types of ${allowed.typesFrom.join(', ')}, never its values`,
      severity: 'error',
      from,
      to: { path: `^(${anyOf(allowed.typesFrom)})/`, dependencyTypesNot: ['type-only'] },
    });
  }
  if (allowed.libraries) {
    const permitted = allowed.libraries.map((library) => `node_modules/${escapeRegExp(library)}/`);
    rules.push({
      name: `${name}-imports-only-its-libraries`,
      severity: 'error',
      from,
      to: { path: 'node_modules/', ...(permitted.length > 0 && { pathNot: permitted.join('|') }) },
    });
  }
  if (!allowed.node) {
    rules.push({
      name: `${name}-knows-no-host`,
      severity: 'error',
      from,
      to: { dependencyTypes: nodeBuiltin },
    });
  }
  return rules;
};

module.exports = {
  forbidden: [
    ...Object.entries(layers).flatMap(rulesOf),
    {
      name: 'no-unlisted-layer',
      comment: 'every package and app has its row in tests/architecture/layers.json',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: `^(${anyOf(Object.keys(layers))})/` },
      to: {},
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nobody-imports-apps',
      severity: 'error',
      from: { path: '^(packages|bench|examples)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-import-no-other-app',
      comment: 'only the commands of the service, which load it when one of them runs',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/src/commands/(server|keys)\\.ts$' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-through-their-face',
      comment: 'another package is imported by its name, not by a relative path into its folders',
      severity: 'error',
      from: { path: '^((?:packages|apps)/[^/]+)/' },
      to: { path: '^(packages|apps)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'nothing-shipped-imports-tests',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: notShipped },
      to: { path: `^(tests|bench)/|${notShipped}` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|^coverage/|^node_modules/\\.cache/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
