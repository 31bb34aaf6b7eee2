import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { system } from '../../src/access/actor.ts'
import { inTransaction } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { bundle } from '../jobs/fixtures/bundle.ts'
import { Note, notes, until } from '../jobs/fixtures/notes.ts'

// Server processes take seconds to start where the machine is busy.
t.setTimeout(300_000)

const writes = 2000
const kills = 6

// This process only writes; another one delivers, and is killed again and again.
const app = await testApp({ plugins: [notes()] })
t.teardown(() => app.end())
const built = await bundle([new URL('./fixtures/server.ts', import.meta.url)])
t.teardown(() => built.remove())

let server: ChildProcess | undefined
t.teardown(() => server?.kill('SIGKILL'))

async function startServer(): Promise<void> {
  server = fork(built.file('server'), {
    execArgv: [],
    env: { ...process.env, TEST_DATABASE_URL: app.url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(server, 'message')
}

async function killServer(): Promise<void> {
  const gone = once(server as ChildProcess, 'exit')
  server?.kill('SIGKILL')
  await gone
}

/** Writes a note, or fails after having written it. @returns the id of what was committed */
async function write(index: number): Promise<string | undefined> {
  try {
    return await inTransaction(app.kernel, 'test', { actor: system, requestId: 'test' }, async (ctx) => {
      const { id } = await ctx.records(Note).create({ title: `Note ${index}` })
      if (index % 7 === 0) throw new Error('changed my mind')
      return id
    })
  } catch {
    return undefined
  }
}

async function writeAll(): Promise<Set<string>> {
  const committed = new Set<string>()
  for (let index = 0; index < writes; index += 10) {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, step) => write(index + step)))
    for (const id of ids) if (id) committed.add(id)
    await sleep(60)
  }
  return committed
}

async function delivered(): Promise<Set<string>> {
  const rows = await app.database.query<{ subject: string }>(
    `select distinct subject from done where name = 'write-down'`,
  )
  return new Set(rows.map(({ subject }) => subject))
}

t.test(
  'every committed event is delivered and none of what was rolled back, however often the server is killed',
  async (t) => {
    await startServer()
    const writing = writeAll()
    for (let kill = 0; kill < kills; kill++) {
      await sleep(200 + Math.random() * 1500)
      await killServer()
      await startServer()
    }
    const committed = await writing
    await until('all were delivered', async () => (await delivered()).size >= committed.size, 90)
    const got = await delivered()
    t.equal(committed.size, writes - Math.ceil(writes / 7))
    t.same(
      [...committed].filter((id) => !got.has(id)),
      [],
      'nothing committed was lost',
    )
    t.same(
      [...got].filter((id) => !committed.has(id)),
      [],
      'nothing rolled back was told',
    )
    await until(
      'no job is left',
      async () => (await app.database.query('select from graphile_worker.jobs')).length === 0,
    )
    const [{ count }] = (await app.database.query<{ count: number }>(
      `select count(*) as count from done where name = 'write-down'`,
    )) as [{ count: number }]
    t.comment(`${count - got.size} of ${got.size} events were delivered twice`)
    await killServer()
  },
)
