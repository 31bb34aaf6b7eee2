import { Writable } from 'node:stream'
import { definePlugin, operation, Type } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

const lines: string[] = []
const logStream = new Writable({
  write(chunk, _, done) {
    lines.push(...String(chunk).split('\n').filter(Boolean))
    done()
  },
})
const broken = definePlugin({
  name: 'broken',
  version: '1.0.0',
  core: '^1.0.0',
  operations: [
    operation({
      name: 'broken.fail',
      needs: 'public',
      summary: 'Fails in a way nobody foresaw',
      input: Type.Object({}),
      output: Type.Object({}),
      rest: 'POST /broken',
      graphql: 'mutation breakDown',
      run() {
        throw new Error('relation "secret_table" of postgres://user:hunter2@db does not exist')
      },
    }),
  ],
})
const app = await testApp({
  plugins: [...shop.plugins, broken],
  settings: { logLevel: 'info' },
  logStream,
})
t.teardown(() => app.end())

type Line = Record<string, unknown> & { time: number; msg: string; level: number }

/** What the log says about one request. */
async function logged(work: () => Promise<unknown>): Promise<Line[]> {
  lines.length = 0
  await work()
  return lines.map((line) => JSON.parse(line) as Line)
}

const refusals = (all: Line[]) => all.filter(({ msg }) => msg === 'refused' || msg === 'credential refused')
const warning = 40

t.test(
  'a sign-in that fails is a line that says when, where from, at what and why, and not with which password',
  async (t) => {
    const guess = { email: 'mara@example.com', password: 'a guess of somebody' }
    const before = Date.now()
    const all = await logged(() => app.request('POST', '/api/v1/auth/login', guess, { key: null }))
    const [line] = refusals(all)
    t.match(line, {
      level: warning,
      operation: 'auth.login',
      code: 'WRONG_CREDENTIALS',
      actor: 'anonymous',
      address: '127.0.0.1',
      reqId: String,
    })
    t.ok(Number(line?.time) >= before && Number(line?.time) <= Date.now(), 'milliseconds of UTC')
    t.notMatch(lines.join(), /a guess of somebody|mara@example/)
    const query =
      'mutation { signIn(email: "mara@example.com", password: "a guess of somebody") { __typename } }'
    const graphql = await logged(() => app.request('POST', '/graphql', { query }, { key: null }))
    t.match(refusals(graphql), [{ operation: 'auth.login', code: 'WRONG_CREDENTIALS' }], 'GraphQL alike')
  },
)

t.test('a wrong key and a missing token are noted too', async (t) => {
  const wrong = await logged(() => app.request('GET', '/api/v1/customers', undefined, { key: 'no-such-key' }))
  t.match(refusals(wrong), [{ level: warning, code: 'UNAUTHENTICATED', address: '127.0.0.1' }])
  t.notMatch(lines.join(), /no-such-key/)
})

t.test('who tries what the role does not allow is noted by name of the operation and id', async (t) => {
  const key = await app.keyWith(['customers.read'])
  const all = await logged(() =>
    app.request('POST', '/api/v1/roles', { name: 'x', permissions: ['*'] }, { key }),
  )
  t.match(refusals(all), [
    { level: warning, operation: 'roles.create', code: 'FORBIDDEN', actor: 'key', actorId: String },
  ])
})

t.test('input that is refused and limits that are reached are noted, without the input', async (t) => {
  const invalid = await logged(() =>
    app.request('POST', '/api/v1/roles', { name: 'Tantalum', permissions: 7 }),
  )
  t.match(refusals(invalid), [{ operation: 'roles.create', code: 'VALIDATION_FAILED' }])
  t.notMatch(lines.join(), /Tantalum/)
  const guess = { email: 'limit@example.com', password: 'x' }
  const ask = () => app.request('POST', '/api/v1/auth/login', guess, { key: null })
  for (let times = 0; times < 10; times++) await ask()
  t.match(refusals(await logged(ask)), [
    { level: warning, operation: 'auth.login', code: 'TOO_MANY_REQUESTS' },
  ])
})

t.test('whatever somebody sends stays in its line', async (t) => {
  const forged = '\n{"level":30,"msg":"owner signed in"}\r\n\u2028'
  await logged(() =>
    app.request('GET', `/api/v1/${encodeURIComponent(forged)}`, undefined, {
      headers: { 'user-agent': 'x', 'x-request-id': 'chosen-by-client' },
    }),
  )
  for (const line of lines) t.notMatch((JSON.parse(line) as Line).msg, /owner signed in/)
  t.notMatch(lines.join(), /chosen-by-client/)
})

t.test('what was searched for is in no line, only the path', async (t) => {
  await logged(() => app.request('GET', '/api/v1/customers?q=Vermeer&email=ada@example.com'))
  t.notMatch(lines.join(), /Vermeer|ada@example/)
  t.match(lines.join(), /"path":"\/api\/v1\/customers"/)
})

t.test(
  'what nobody foresaw is logged whole, and told to the caller as nothing but a number to ask about',
  async (t) => {
    let answer: Awaited<ReturnType<typeof app.request>> | undefined
    const all = await logged(async () => {
      answer = await app.request('POST', '/api/v1/broken', {}, { key: null })
    })
    t.match(answer, { status: 500, body: { code: 'INTERNAL', requestId: String } })
    t.notMatch(JSON.stringify(answer?.body), /secret_table|hunter2|postgres|stack| at /)
    const line = all.find(({ level }) => level === 50)
    t.match(line, { reqId: answer?.body.requestId, err: { message: /secret_table/, stack: String } })
    const graphql = await app.request(
      'POST',
      '/graphql',
      { query: 'mutation { breakDown { __typename } }' },
      { key: null },
    )
    t.notMatch(JSON.stringify(graphql.body), /secret_table|hunter2/)
  },
)

t.test('every line is one object that names its time, level and request', async (t) => {
  const all = await logged(() => app.request('GET', '/api/v1/customers'))
  t.ok(all.length >= 2)
  for (const line of all) t.match(line, { time: Number, level: Number, reqId: String, msg: String })
})
