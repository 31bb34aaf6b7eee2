import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { buildPackage } from '../../src/build/index.ts'
import { packageIsStale } from '../../src/build/package.ts'
import { registerPortals } from '../../src/pages/portals.ts'
import type { Plugin } from '../../src/plugin/plugin.ts'

const files = {
  'package.json': '{"name": "@shop/booking", "type": "module"}',
  'portal/index.html': '<!doctype html><title>Booking</title><!-- build:head --><div id="root"></div>',
  'portal/boot.ts': 'document.documentElement.lang = "en"',
  'portal/main.tsx': `import './look.css'
    void import('./later.ts').then(({ later }) => later())`,
  'portal/later.ts': 'export const later = (): void => console.log("later")',
  'portal/look.css': 'body { color: teal }',
}

function folderWith(t: Test): string {
  const folder = t.testdir()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

t.test('a portal is built into a page that names what it loads first, each under its hash', async (t) => {
  const folder = folderWith(t)
  t.equal(await buildPackage(folder), true)
  const page = readFileSync(join(folder, 'dist/portal/index.html'), 'utf8')
  t.match(page, /<script type="module" src="__BEZEL_BASE__\/assets\/main-\w{8}\.js">/)
  t.match(page, /<link rel="stylesheet" href="__BEZEL_BASE__\/assets\/main-\w{8}\.css">/)
  t.notMatch(page, /later-/, 'what is loaded later is not')
  const made = readdirSync(join(folder, 'dist/portal/assets'))
  t.ok(
    made.some((name) => /^later-\w{8}\.js\.br$/.test(name)),
    'every script lies there compressed too',
  )
  t.equal(packageIsStale(folder), false)
  writeFileSync(join(folder, 'portal/look.css'), 'body { color: navy }')
  t.equal(packageIsStale(folder), true, 'a change of any of its files makes it stale')
})

t.test(
  'a portal is served under its address, with a policy that lets only its own scripts run',
  async (t) => {
    const folder = folderWith(t)
    await buildPackage(folder)
    const app = Fastify()
    t.teardown(() => app.close())
    const problems: string[] = []
    const portal = { at: '/booking', folder: pathToFileURL(join(folder, 'dist/portal/')) }
    const missing = { at: '/gifts', folder: pathToFileURL(join(folder, 'nothing/')) }
    await registerPortals(
      app,
      [{ name: 'booking', portal } as Plugin, { name: 'gifts', portal: missing } as Plugin],
      problems,
    )
    t.same(problems, ['The portal of "gifts" is not built. Run "bezel build" in its folder.'])

    const page = await app.inject({ url: '/booking/any/where' })
    t.equal(page.statusCode, 200)
    t.match(page.headers, { 'cache-control': 'no-cache' })
    const policy = String(page.headers['content-security-policy'])
    t.match(policy, /default-src 'none'; script-src 'self' 'sha256-[^']+';/)
    t.notMatch(policy, /unsafe/)
    const script = /src="(\/booking\/assets\/main-\w{8}\.js)"/.exec(page.body)?.[1] ?? ''
    const answer = await app.inject({ url: script, headers: { 'accept-encoding': 'br' } })
    t.match(answer.headers, { 'cache-control': /immutable/, 'content-encoding': 'br' })
    t.equal((await app.inject({ url: '/booking/assets/none.js' })).statusCode, 404)
    t.equal(
      (await app.inject({ url: '/booking/assets/..%2f..%2f..%2fpackage.json' })).statusCode >= 400,
      true,
    )
  },
)
