import { request } from 'node:http'
import { json as readJson } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { createDatabase } from '../../src/database/database.ts'
import { testDatabase } from '../../src/testing/postgres.ts'
import { bundle } from '../jobs/fixtures/bundle.ts'
import { until, written } from '../jobs/fixtures/notes.ts'
import { programs, runShop } from './fixtures/run-shop.ts'

t.setTimeout(300_000)
const { url, drop } = await testDatabase()
const database = createDatabase({ connection: { connectionString: url } })
t.teardown(async () => {
  await database.close()
  await drop()
})

const built = await bundle(programs)
t.teardown(() => built.remove())
const shop = await runShop(built, t.testdir(), url, ['--workers', '2'])
t.teardown(() => {
  try {
    process.kill(-Number(shop.child.pid), 'SIGKILL')
  } catch {
    // It has ended already.
  }
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: answers are of any shape
  body: any
}

/** On a connection of its own, so that it may reach any worker. */
function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const asked = request(`${shop.address}${path}`, {
      method,
      agent: false,
      headers: { ...headers, ...json },
      timeout: 3000,
    })
    asked.on('error', reject)
    asked.on('timeout', () => asked.destroy(new Error('no answer')))
    asked.on('response', (answer) => {
      const read = /json/.test(answer.headers['content-type'] ?? '')
        ? readJson(answer)
        : Promise.resolve(void answer.resume())
      read.then(
        (parsed) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parsed }),
        reject,
      )
    })
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const pids = new Map<number, string[]>()

/** What each worker that answers says it heard. */
async function askAround(): Promise<Map<number, string[]>> {
  pids.clear()
  for (let index = 0; index < 6; index++) {
    const { body } = await ask('GET', '/api/v1/notes/heard')
    pids.set(body.pid, body.heard)
  }
  return pids
}

async function signIn(): Promise<Record<string, string>> {
  const { status, headers } = await ask('POST', '/api/v1/auth/login', {
    email: 'owner@bezel.example',
    password: 'demo owner password',
  })
  if (status !== 200) throw new Error(`sign-in answered ${status}`)
  const cookie = String(headers['set-cookie']).split(';')[0] as string
  const session = await ask('GET', '/api/v1/auth/session', undefined, { cookie })
  return { cookie, 'x-csrf-token': session.body.csrfToken }
}

t.test('two workers answer on one port', async (t) => {
  await until('both answer', async () => (await askAround()).size === 2, 60)
  t.notOk(pids.has(Number(shop.child.pid)), 'the primary process answers nothing itself')
})

t.test('a session made by one worker is known to both, and a change by one is heard by both', async (t) => {
  await until(
    'both have said that they are alive',
    async () =>
      (await database.query('select from bezel_core.processes where worker_id is not null')).length === 2,
    60,
  )
  const headers = await signIn()
  for (let index = 0; index < 6; index++)
    t.equal((await ask('GET', '/api/v1/auth/me', undefined, headers)).status, 200)
  const made = await ask('POST', '/api/v1/notes', { title: 'Heard?' }, headers)
  t.equal(made.status, 201, JSON.stringify(made.body))
  await until('both heard', async () =>
    [...(await askAround()).values()].every((ids) => ids.includes(made.body.id)),
  )
  t.equal(pids.size, 2)
  await until('the event was delivered', async () => (await written(database, 'created')).length > 0)
  await sleep(500)
  t.same(await written(database, 'created'), [made.body.id], 'once')
})

t.test('a session that one worker ended is out in both within a second', async (t) => {
  const headers = await signIn()
  const me = async () => {
    const statuses: number[] = []
    for (let index = 0; index < 8; index++)
      statuses.push((await ask('GET', '/api/v1/auth/me', undefined, headers)).status)
    return [...new Set(statuses)]
  }
  t.same(await me(), [200], 'both know it')
  t.equal((await ask('POST', '/api/v1/auth/logout', undefined, headers)).status, 204)
  await sleep(1000)
  t.same(await me(), [401], 'neither does any more')
})

t.test('the metrics of both are added up, whichever is asked', async (t) => {
  const headers = await signIn()
  const read = async () => {
    const text = await (await fetch(`${shop.address}/metrics`, { headers })).text()
    return Number(
      /bezel_operation_seconds_count\{operation="notes.heard",outcome="done"\} (\d+)/.exec(text)?.[1],
    )
  }
  const before = await read()
  for (let index = 0; index < 10; index++) await ask('GET', '/api/v1/notes/heard')
  t.equal((await read()) - before, 10)
})

t.test('a worker that is killed is replaced, and the others go on answering', async (t) => {
  await askAround()
  const [victim] = [...pids.keys()] as [number]
  process.kill(victim, 'SIGKILL')
  // What was just handed to the killed one is lost with it.
  await until(
    'another has taken its place',
    async () => {
      const now = await askAround().catch(() => new Map<number, string[]>())
      return now.size === 2 && !now.has(victim)
    },
    60,
  )
  t.match(shop.output(), /A server process ended \(SIGKILL\)/)
})

t.test('Ctrl-C ends all of them cleanly', async (t) => {
  await askAround()
  t.equal(await shop.stop('SIGINT', true), 0)
  for (const pid of pids.keys()) t.throws(() => process.kill(pid, 0), 'gone')
  const left = await database.query('select pid from bezel_core.processes where worker_id is not null')
  t.ok(left.length <= 1, 'all but the killed one said goodbye')
})

t.test('a scheduled job that was missed while nobody ran is made up for, once', async (t) => {
  await database.query(
    `update graphile_worker._private_known_crontabs set known_since = now() - interval '9 days', last_execution = now() - interval '2 days'
     where identifier = 'notes.daily'`,
  )
  const again = await runShop(built, t.testdir(), url, ['--workers', '2'])
  await until('it ran', async () => (await written(database, 'daily')).length > 0, 60)
  await sleep(2500)
  t.equal((await written(database, 'daily')).length, 1)
  t.equal(await again.stop('SIGTERM'), 0, 'SIGTERM to the primary process ends all')
})

t.test('workers that cannot listen end the start with their reason', async (t) => {
  const blocker = (await import('node:net')).createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  const { port } = blocker.address() as { port: number }
  t.teardown(() => blocker.close())
  const before = process.env.TEST_PORT
  process.env.TEST_PORT = String(port)
  await t.rejects(runShop(built, t.testdir(), url, ['--workers', '2']), {
    message: /EADDRINUSE[\s\S]*before it could listen/,
  })
  process.env.TEST_PORT = before
})
