import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import t from 'tap'

// The rules are tested by breaking each of them once, in a small repository of the same layout.
const root = resolve(import.meta.dirname, '../..')

interface Broken {
  rule: string
  says: string
  file: string
  code: string
}

const broken: Broken[] = [
  {
    rule: 'core-knows-nobody',
    says: 'core may not import a plugin',
    file: 'core/src/app.ts',
    code: `export { a } from '@bezel/alpha/contract'`,
  },
  {
    rule: 'core-by-its-front-door',
    says: 'a plugin may not reach inside core',
    file: 'plugins/alpha/src/inside.ts',
    code: `export { hidden } from '../../../core/src/hidden.ts'`,
  },
  {
    rule: 'testing-is-for-tests',
    says: 'sources may not import the test kit',
    file: 'plugins/alpha/src/kit.ts',
    code: `export { kit } from '@bezel/core/testing'`,
  },
  {
    rule: 'plugins-by-their-contract',
    says: 'a plugin may not import another but by its contract',
    file: 'plugins/beta/src/deep.ts',
    code: `export { deep } from '../../alpha/src/deep.ts'`,
  },
  {
    rule: 'plugins-know-no-adapter',
    says: 'a plugin may not import an adapter',
    file: 'plugins/beta/src/vendor.ts',
    code: `export { make } from '../../../adapters/pay-acme/src/provider.ts'`,
  },
  {
    rule: 'adapters-by-the-port',
    says: 'an adapter may not import another adapter',
    file: 'adapters/pay-other/src/provider.ts',
    code: `export { make } from '../../pay-acme/src/provider.ts'`,
  },
  {
    rule: 'adapters-call-in-client',
    says: 'only the provider of an adapter uses its HTTP client',
    file: 'adapters/pay-acme/src/map.ts',
    code: `export { call } from './client.ts'`,
  },
  {
    rule: 'panels-know-the-sdk-only',
    says: 'a panel may not import server code',
    file: 'plugins/alpha/admin/index.tsx',
    code: `export { a } from '../src/contract.ts'`,
  },
  {
    rule: 'admin-by-http',
    says: 'the admin may not import server code',
    file: 'admin-ui/src/page.ts',
    code: `export { core } from '@bezel/core'`,
  },
  {
    rule: 'admin-by-its-sdk',
    says: 'a panel may not reach inside the admin',
    file: 'plugins/beta/admin/index.tsx',
    code: `export { page } from '../../../admin-ui/src/page.ts'`,
  },
  {
    rule: 'browser-code-without-node',
    says: 'the admin may not use Node.js',
    file: 'admin-ui/src/disk.ts',
    code: `export { readFileSync } from 'node:fs'`,
  },
  {
    rule: 'no-cycles',
    says: 'two files may not need each other',
    file: 'core/src/back.ts',
    code: `export { hidden } from './hidden.ts'\nexport const back = 1`,
  },
  {
    rule: 'no-tests-in-sources',
    says: 'sources may not import tests',
    file: 'core/src/tested.ts',
    code: `export { help } from '../test/help.ts'`,
  },
  {
    rule: 'no-dev-dependencies-in-sources',
    says: 'sources may not import what a shop does not install',
    file: 'plugins/alpha/src/dev.ts',
    code: `export { dev } from 'only-dev'`,
  },
  {
    rule: 'declared-dependencies-only',
    says: 'a package may not import what its package.json does not list',
    file: 'plugins/alpha/src/unlisted.ts',
    code: `export { x } from 'unlisted'`,
  },
  {
    rule: 'resolvable',
    says: 'an import must lead somewhere',
    file: 'plugins/alpha/src/nowhere.ts',
    code: `export { x } from './gone.ts'`,
  },
]

const allowed: Record<string, string> = {
  'core/src/index.ts': 'export const core = 1',
  'core/src/hidden.ts': `export { back } from './back.ts'\nexport const hidden = 1`,
  'core/src/testing/index.ts': 'export const kit = 1',
  'core/test/help.ts': 'export const help = 1',
  'plugins/alpha/src/contract.ts': `import type { T } from './types.ts'\nexport const a: T = 1`,
  'plugins/alpha/src/types.ts': `import type { a } from './contract.ts'\nexport type T = 1 | typeof a`,
  'plugins/alpha/src/deep.ts': 'export const deep = 1',
  'plugins/alpha/test/alpha.test.ts': `export { kit } from '@bezel/core/testing'`,
  'plugins/beta/src/plugin.ts': `export { core } from '@bezel/core'\nexport { a } from '@bezel/alpha/contract'`,
  'plugins/beta/admin/page.tsx': `import type { A } from '../src/plugin.ts'\nexport const b: A = 1`,
  'adapters/pay-acme/src/client.ts': 'export const call = 1',
  'adapters/pay-acme/src/provider.ts': `import { a } from '@bezel/alpha/contract'\nimport { call } from './client.ts'\nexport const make = [a, call]`,
}

const entry = (file: string) => ({ 'bezel-src': `./src/${file}.ts` })
const manifest = (name: string, more: object) => JSON.stringify({ name, type: 'module', ...more })
const uses = {
  dependencies: { '@bezel/core': '*', '@bezel/alpha': '*' },
  devDependencies: { 'only-dev': '1' },
}

const manifests: Record<string, string> = {
  'package.json': manifest('root', {}),
  'core/package.json': manifest('@bezel/core', {
    exports: { '.': entry('index'), './testing': entry('testing/index') },
    dependencies: uses.dependencies,
  }),
  'plugins/alpha/package.json': manifest('@bezel/alpha', {
    exports: { './contract': entry('contract') },
    ...uses,
  }),
  'plugins/beta/package.json': manifest('@bezel/beta', uses),
  'adapters/pay-acme/package.json': manifest('@bezel/pay-acme', uses),
  'adapters/pay-other/package.json': manifest('@bezel/pay-other', uses),
  'admin-ui/package.json': manifest('@bezel/admin-ui', uses),
  'node_modules/only-dev/package.json': manifest('only-dev', { exports: './index.js' }),
  'node_modules/only-dev/index.js': 'export const dev = 1',
  'node_modules/unlisted/package.json': manifest('unlisted', { exports: './index.js' }),
  'node_modules/unlisted/index.js': 'export const x = 1',
}

interface Violation {
  from: string
  rule: { name: string }
}

function violations(folder: string): Violation[] {
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'core', 'plugins', 'adapters']
  const options = { cwd: folder, maxBuffer: 1 << 26, encoding: 'utf8' } as const
  const answer = execFileSync(process.execPath, [cruise, ...args, 'admin-ui'], options)
  return (JSON.parse(answer) as { summary: { violations: Violation[] } }).summary.violations
}

function repository(folder: string): void {
  const files = { ...manifests, ...allowed, ...Object.fromEntries(broken.map((b) => [b.file, b.code])) }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  mkdirSync(join(folder, 'node_modules/@bezel'), { recursive: true })
  symlinkSync(join(folder, 'core'), join(folder, 'node_modules/@bezel/core'))
  symlinkSync(join(folder, 'plugins/alpha'), join(folder, 'node_modules/@bezel/alpha'))
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    cpSync(join(root, name), join(folder, name))
}

t.test('every dependency rule refuses the file that breaks it', async (t) => {
  const folder = t.testdir()
  repository(folder)
  const found = violations(folder)
  for (const { rule, says, file } of broken) {
    const rules = found.filter(({ from }) => from === file).map((violation) => violation.rule.name)
    t.ok(rules.includes(rule), `${says} (${rules.join(', ') || 'nothing was found'})`)
  }
  const blamed = found.map(({ from }) => from)
  t.same(
    Object.keys(allowed).filter((file) => blamed.includes(file)),
    [],
    'what the architecture allows is not refused',
  )
})
