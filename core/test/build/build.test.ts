import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { buildPackage, buildProject, projectIsStale } from '../../src/build/index.ts'

const manifest = (name: string, entries: Record<string, string>) =>
  JSON.stringify({
    name,
    type: 'module',
    exports: Object.fromEntries(
      Object.entries(entries).map(([subpath, file]) => [
        subpath,
        { 'bezel-src': `./src/${file}.ts`, default: `./dist/${file}.js` },
      ]),
    ),
  })

function folderWith(t: Test, files: Record<string, string>): string {
  const folder = t.testdir()
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text)
  return folder
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const load = (file: string) => import(pathToFileURL(file).href) as Promise<Record<string, unknown>>

/** What a failed build says: the texts of esbuild's errors in one string. */
async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: Error) => error.message,
  )
}

const loyalty = {
  'package.json': manifest('@shop/loyalty', { '.': 'plugin', './contract': 'contract' }),
  'src/plugin.ts': `import { points } from './points/points.ts'
    export { tier } from './contract.ts'
    export const migrations = new URL('../migrations/', import.meta.url)
    export const table: string = points()`,
  'src/contract.ts': `export { place } from './points/points.ts'
    export const tier: 'gold' = 'gold'`,
  'src/points/points.ts': `import { readFileSync } from 'node:fs'
    export const place = new URL('./points.txt', import.meta.url)
    export const points = (): string => readFileSync(place, 'utf8')`,
  'src/points/points.txt': 'a table of points',
}

t.test('a plugin folder outside any workspace is built as it stands', async (t) => {
  const folder = folderWith(t, loyalty)
  t.equal(await buildPackage(folder), true)
  const plugin = await load(join(folder, 'dist/plugin.js'))
  t.equal(plugin.tier, 'gold')
  t.equal(plugin.table, 'a table of points', 'files beside the code are found from the built code')
})

t.test('import.meta.url keeps its meaning when bundling moves the code to another file', async (t) => {
  const folder = folderWith(t, loyalty)
  await buildPackage(folder)
  const plugin = await load(join(folder, 'dist/plugin.js'))
  t.equal(String(plugin.migrations), pathToFileURL(`${folder}/migrations/`).href)
  const contract = await load(join(folder, 'dist/contract.js'))
  t.equal(String(contract.place), pathToFileURL(`${folder}/dist/points/points.txt`).href)
})

t.test('a second build of unchanged sources does nothing, a change builds again', async (t) => {
  const folder = folderWith(t, loyalty)
  t.equal(await buildPackage(folder), true)
  t.equal(await buildPackage(folder), false)
  write(join(folder, 'src/contract.ts'), 'export const tier = "silver"')
  t.equal(await buildPackage(folder), true)
  t.equal((await load(join(folder, 'dist/contract.js'))).tier, 'silver')
})

t.test('an export that is not built flat into dist is refused with the remedy', async (t) => {
  const folder = folderWith(t, { ...loyalty, 'package.json': manifest('x', { './deep': 'deep/index' }) })
  t.match(await failure(buildPackage(folder)), /export ".\/deep" cannot be built.*"default" must be/)
})

const panel = (code: string) => ({ 'package.json': '{"type":"module"}', 'admin/index.tsx': code })

t.test('a panel keeps the shared modules outside', async (t) => {
  const folder = folderWith(
    t,
    panel(`import { createRoot } from 'react-dom/client'
      import { definePanel } from '@bezel/admin-ui'
      import type { Customer } from '../src/contract.ts'
      export default definePanel(createRoot, (c: Customer) => <b>{c.name}</b>)`),
  )
  t.equal(await buildPackage(folder), true)
  const code = readFileSync(join(folder, 'dist/admin.js'), 'utf8')
  for (const name of ['react-dom/client', '@bezel/admin-ui', 'react/jsx-runtime'])
    t.match(code, `from"${name}"`)
})

t.test('a panel that would carry a second React is refused', async (t) => {
  const folder = folderWith(
    t,
    panel(`import { renderToString } from 'react-dom/server'\nrenderToString(null)`),
  )
  t.match(await failure(buildPackage(folder)), /second React.*Use one of the shared modules: react, /)
})

t.test('a panel that needs Node.js is refused', async (t) => {
  const folder = folderWith(t, panel(`import { readFileSync } from 'fs'\nreadFileSync('x')`))
  t.match(await failure(buildPackage(folder)), /"fs" is part of Node.js.*call it through the admin SDK/)
})

t.test('a panel that imports server code of its plugin is refused', async (t) => {
  const files = { ...loyalty, ...panel(`import { tier } from '../src/contract.ts'\nconsole.log(tier)`) }
  t.match(await failure(buildPackage(folderWith(t, files))), /is server code.*Import its types only/)
})

t.test('a panel that imports a stylesheet is refused', async (t) => {
  t.match(await failure(buildPackage(folderWith(t, panel(`import './x.css'`)))), /panels have no stylesheet/)
})

const shop = {
  'package.json': '{"type":"module","workspaces":["plugins/*"]}',
  'fastify.config.ts': `import { name } from './house.ts'
    export default { name, here: import.meta.url }`,
  'house.ts': 'export const name: string = "Aurum"',
  'plugins/loyalty/package.json': loyalty['package.json'],
  'plugins/loyalty/src/plugin.ts': 'export default 1',
  'plugins/loyalty/src/contract.ts': 'export {}',
}

t.test('a shop is built with its own plugins and its fastify.config.ts', async (t) => {
  const folder = folderWith(t, shop)
  t.equal(projectIsStale(folder), true)
  const result = await buildProject(folder)
  t.same(result.errors, [])
  t.same(result.built, ['plugins/loyalty', 'fastify.config.ts'])
  const config = (await load(join(folder, 'dist/fastify.config.mjs'))).default
  t.same(config, { name: 'Aurum', here: pathToFileURL(join(folder, 'fastify.config.ts')).href })
  t.equal(projectIsStale(folder), false)
})

t.test('a file that fastify.config.ts imports makes it stale', async (t) => {
  const folder = folderWith(t, shop)
  await buildProject(folder)
  write(join(folder, 'house.ts'), 'export const name = "Argent"')
  t.same((await buildProject(folder)).built, ['fastify.config.ts'])
})

t.test('the mistakes of several packages are reported together, each with its place', async (t) => {
  const folder = folderWith(t, {
    ...shop,
    'plugins/loyalty/src/plugin.ts': 'export const = 1',
    'fastify.config.ts': 'import "./gone.ts"',
  })
  const { built, errors } = await buildProject(folder)
  t.same(built, [])
  t.equal(errors.length, 2)
  t.match(errors[0], /plugins\/loyalty\/src\/plugin\.ts:1:14: Expected identifier/)
  t.match(errors[1], /fastify\.config\.ts:1:8: Could not resolve ".\/gone.ts"/)
})

t.test('a failed build stays stale until it succeeds', async (t) => {
  const folder = folderWith(t, { ...shop, 'fastify.config.ts': 'export default (' })
  t.equal((await buildProject(folder)).errors.length, 1)
  t.equal(projectIsStale(folder), true)
})
