import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import Fastify from 'fastify'
import t from 'tap'
import { readPanels, registerPanels } from '../../src/admin/panels.ts'
import type { Plugin } from '../../src/plugin/plugin.ts'

t.test('a panel is kept for a year under its hash, and sent compressed to whoever takes that', async (t) => {
  const source = `export default { pages: [] }\n${'// carats and colours\n'.repeat(200)}`
  const file = join(t.testdir(), 'panel.js')
  await writeFile(file, source)
  const problems: string[] = []
  const panels = await readPanels(
    [{ name: 'rings', admin: { entry: pathToFileURL(file) } } as Plugin],
    problems,
  )
  t.same(problems, [])
  const app = Fastify()
  t.teardown(() => app.close())
  registerPanels(app, panels)
  const url = panels[0]?.entry ?? ''
  t.match(url, /^\/admin\/panels\/rings\.[0-9a-f]{12}\.js$/)

  const plain = await app.inject({ url })
  t.equal(plain.body, source)
  t.match(plain.headers, { 'cache-control': /immutable/, vary: 'accept-encoding' })
  t.notOk(plain.headers['content-encoding'])

  const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } })
  t.equal(small.headers['content-encoding'], 'br')
  t.equal(brotliDecompressSync(small.rawPayload).toString(), source)
  t.ok(small.rawPayload.length < source.length / 2)
})
