import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import t from 'tap'
import { registerExplorer } from '../../src/graphql/explorer.ts'

async function serve(t: { teardown(work: () => Promise<void>): void }, production: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'bezel-explorer-'))
  await mkdir(join(folder, 'graphiql'))
  await writeFile(join(folder, 'graphiql/graphiql.js'), 'start()')
  const app = fastify()
  await registerExplorer(app, { folder, title: 'Ring & Son <script>', production })
  t.teardown(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })
  return (url: string) => app.inject({ url })
}

t.test('developers get GraphiQL from our own files, with nothing inline', async (t) => {
  const get = await serve(t, false)
  const page = await get('/graphiql')
  t.equal(page.statusCode, 200)
  t.match(page.headers['content-security-policy'], /script-src 'self'; style-src 'self';/)
  t.notMatch(page.body, /https?:/, 'nothing comes from elsewhere')
  t.notMatch(page.body, /<script>/, 'the name of the shop is text')
  t.equal((await get('/graphiql/graphiql.js')).body, 'start()')
})

t.test('in production there is no GraphiQL', async (t) => {
  const get = await serve(t, true)
  t.equal((await get('/graphiql')).statusCode, 404)
  t.equal((await get('/graphiql/graphiql.js')).statusCode, 404)
})
