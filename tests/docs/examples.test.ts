import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { runAsSystem, testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'
import { examples } from './examples.ts'

t.setTimeout(300_000)
const all = examples().filter(({ sketch }) => !sketch)
const of = (...languages: string[]) => all.filter(({ language }) => languages.includes(language))
const run = promisify(execFile)

const app = await testApp({ plugins: shop.plugins })
const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
t.teardown(() => app.end())
for (const plugin of app.plugins) {
  if (plugin.seed) await runAsSystem(app.kernel, 'seed', async (ctx) => void (await plugin.seed?.(ctx)))
}

t.test('what the documents ask by curl is answered', async (t) => {
  const calls = of('sh', 'bash').flatMap(({ place, text }) =>
    text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.startsWith('curl '))
      .map((line) => ({ place, line })),
  )
  t.ok(calls.length > 0)
  for (const { place, line } of calls) {
    const command = line.replaceAll('http://127.0.0.1:3000', address)
    const script = `${command} -s --fail-with-body -o /dev/null -w '%{http_code}'`
    const env = { ...process.env, KEY: app.key }
    const { stdout } = await run('sh', ['-c', script], { env }).catch((error) => error)
    t.match(stdout, /^2\d\d$/, `${place}: ${line}`)
  }
})

t.test('what the documents ask by GraphQL is answered', async (t) => {
  const queries = of('graphql')
  t.ok(queries.length > 0)
  for (const { place, text } of queries) {
    const { body } = await app.request('POST', '/graphql', { query: text })
    t.same(body.errors, undefined, place)
  }
})

t.test('the TypeScript of the documents is right', async (t) => {
  // Inside the repository, where its packages are found.
  const folder = 'tests/docs/.examples'
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const modules = of('ts')
  t.ok(modules.length > 0)
  for (const { place, text } of modules)
    writeFileSync(`${folder}/${place.replace(/\W+/g, '-')}.ts`, `// ${place}\n${text}export {}\n`)
  const config = { extends: '../../../tsconfig.json', include: ['*.ts'], exclude: [] }
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config))
  const compiled = await run(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', folder]).catch(
    (error) => error,
  )
  t.equal(compiled.stdout, '')
})

t.test('sketches are few', async (t) => {
  t.ok(examples().filter(({ sketch }) => sketch).length <= 3)
})
