// "Who may import whom" of the architecture, as rules. A broken rule's comment is shown with it.
const types = ['type-only']
const anyOf = (...parts) => parts.join('|')

const CORE_API = '^core/src/(index|(testing|units|text|transfer)/index)\\.ts$'
const CONTRACT = '^plugins/[^/]+/src/contract\\.ts$'
// The kits that adapters of a plugin's ports are tested with.
const KIT = '^plugins/[^/]+/src/testing/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-knows-nobody',
      comment: 'Core imports nothing of ours: what it needs from a plugin it offers as a port.',
      severity: 'error',
      from: { path: '^core/(src|bin)/' },
      to: { path: '^(plugins|adapters|admin-ui|templates|tests|bench)/' },
    },
    {
      name: 'core-by-its-front-door',
      comment: 'Import "@bezel/core" (tests also "@bezel/core/testing"), never a file inside it.',
      severity: 'error',
      from: { pathNot: '^(core|bench)/' },
      to: { path: '^core/src/', pathNot: CORE_API, dependencyTypesNot: types },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What runs in production must not import the test kit.',
      severity: 'error',
      from: { path: '^(core|plugins/[^/]+|adapters/[^/]+)/src/', pathNot: anyOf('^core/src/testing/', KIT) },
      to: { path: anyOf('^core/src/testing/', KIT) },
    },
    {
      name: 'plugins-by-their-contract',
      comment: 'Another plugin is reached through its contract.ts only.',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/' },
      to: { path: '^plugins/', pathNot: anyOf('^plugins/$1/', CONTRACT) },
    },
    {
      name: 'plugins-know-no-adapter',
      comment: 'A plugin owns the port; the shop chooses the adapter in fastify.config.ts.',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^adapters/' },
    },
    {
      name: 'adapters-by-the-port',
      comment: 'An adapter imports core and the contract of the plugin that owns its port.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^(plugins|adapters|admin-ui)/', pathNot: anyOf('^adapters/$1/', CONTRACT, KIT) },
    },
    {
      name: 'adapters-call-in-client',
      comment: 'client.ts is the only file of an adapter that talks HTTP: import it from provider.ts only.',
      severity: 'error',
      from: { path: '^adapters/[^/]+/src/', pathNot: '^adapters/[^/]+/src/(provider|adapter)\\.ts$' },
      to: { path: '^adapters/[^/]+/src/client\\.ts$' },
    },
    {
      name: 'panels-know-the-sdk-only',
      comment:
        'A panel or portal imports React and what the admin shares, and types; it reaches data over HTTP.',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/(admin|portal)/' },
      to: {
        path: '^(core|plugins|adapters)/',
        pathNot: '^plugins/$1/(admin|portal)/',
        dependencyTypesNot: types,
      },
    },
    {
      name: 'admin-by-http',
      comment: 'The admin talks to the server over HTTP; of the server it may know types.',
      severity: 'error',
      from: { path: '^admin-ui/src/' },
      to: { path: '^(core|plugins|adapters)/', dependencyTypesNot: types },
    },
    {
      name: 'admin-by-its-sdk',
      comment: 'Panels import "@bezel/admin-ui", portals "@bezel/admin-ui/kit", never a file inside it.',
      severity: 'error',
      from: { path: '^(plugins|adapters)/' },
      to: { path: '^admin-ui/', pathNot: '^admin-ui/src/(sdk|kit)/index\\.ts$' },
    },
    {
      name: 'browser-code-without-node',
      comment: 'Panels and the admin run in the browser: no part of Node.js there.',
      severity: 'error',
      from: { path: '^(admin-ui/src|plugins/[^/]+/(admin|portal))/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one thing, or hide a third. (Types may refer to each other.)',
      severity: 'error',
      from: { path: '/src/|/admin/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: [...types, 'dynamic-import'] } },
    },
    {
      name: 'no-tests-in-sources',
      comment: 'Sources never import tests.',
      severity: 'error',
      from: { path: '/src/' },
      to: { path: '(^|/)(test|tests)/|\\.test\\.ts$', pathNot: 'node_modules' },
    },
    {
      name: 'no-dev-dependencies-in-sources',
      comment: 'A shop installs no devDependencies: what sources import belongs into dependencies.',
      severity: 'error',
      from: { path: '^(core|plugins/[^/]+|adapters/[^/]+)/src/', pathNot: '^core/src/testing/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', ...types], pathNot: '/@types/' },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'Each package lists what it imports in its own package.json.',
      severity: 'error',
      from: { path: '^(core|plugins/[^/]+|adapters/[^/]+|admin-ui)/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: types },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: { pathNot: '^core/bin/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures|\\.tap|\\.bezel)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['bezel-src', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
