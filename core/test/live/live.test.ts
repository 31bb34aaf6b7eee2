import t from 'tap'
import { createApp } from '../../src/app/create-app.ts'
import { type LiveChange, packChanges } from '../../src/live/change.ts'
import { testApp } from '../../src/testing/app.ts'
import { hurry, notes, until } from '../jobs/fixtures/notes.ts'
import { testSettings } from '../jobs/fixtures/settings.ts'

const plugins = [notes()]
const app = await testApp({ plugins, work: hurry })
t.teardown(() => app.end())
await app.startWork()

// What is heard here was dispatched by either process.
const other = await createApp({
  config: { plugins },
  settings: testSettings,
  connection: { connectionString: app.url },
  work: hurry,
})
t.teardown(() => other.close())
await other.startWork()

async function note(title = 'A note'): Promise<{ id: string }> {
  return (await app.request('POST', '/api/v1/notes', { title })).body
}

t.test(
  'a change in one process is heard in the other, in order, and only by who asked for its collection',
  async (t) => {
    const heard: LiveChange[] = []
    const misses: LiveChange[] = []
    const stop = other.kernel.live.subscribe({ collections: ['notes'] }, (change) => heard.push(change))
    const stopMisses = other.kernel.live.subscribe({ collections: ['users', 'roles'] }, (change) =>
      misses.push(change),
    )
    const { id } = await note()
    await app.request('PATCH', `/api/v1/notes/${id}`, { title: 'Changed' })
    await app.request('DELETE', `/api/v1/notes/${id}`)
    await until('all three were heard', () => heard.length === 3)
    t.same(heard, [
      { collection: 'notes', id, change: 'created', version: 1 },
      { collection: 'notes', id, change: 'updated', version: 2 },
      { collection: 'notes', id, change: 'deleted', version: 2 },
    ])
    t.same(misses, [])
    stop()
    stopMisses()
    await note()
    await until(
      'nothing waits',
      async () =>
        (await app.database.query('select from bezel_core.outbox where dispatched_at is null')).length === 0,
    )
    t.equal(heard.length, 3, 'nothing is heard after unsubscribing')
  },
)

t.test('a subscriber that throws harms no other', async (t) => {
  const heard: string[] = []
  const stops = [
    other.kernel.live.subscribe({}, () => {
      throw new Error('no')
    }),
    other.kernel.live.subscribe({}, ({ id }) => heard.push(id)),
  ]
  const { id } = await note()
  await until('the other one heard', () => heard.includes(id))
  for (const stop of stops) stop()
  t.pass('it did')
})

t.test('changes can be iterated, and the iterator lets go when its reader leaves', async (t) => {
  const before = other.kernel.live.subscribers()
  const ids: string[] = []
  const changes = other.kernel.live.changes(['notes'])
  const made = [await note(), await note(), await note()]
  for await (const { id } of changes) {
    ids.push(id)
    if (ids.length === 3) break
  }
  t.same(
    ids,
    made.map(({ id }) => id),
  )
  t.equal(other.kernel.live.subscribers(), before)
  t.same(await changes.next(), { done: true, value: undefined })
})

t.test('an iterator that waits ends when it is told to', async (t) => {
  const changes = other.kernel.live.changes()
  const next = changes.next()
  await changes.return?.()
  t.same(await next, { done: true, value: undefined })
})

t.test('a reader that falls far behind is told to start anew', async (t) => {
  const changes = other.kernel.live.changes(['many'])
  const many = Array.from(
    { length: 1500 },
    (_, index): LiveChange => ({ collection: 'many', id: `id-${index}`, change: 'created', version: 1 }),
  )
  t.ok(packChanges(many).length > 1, 'they take several notifications')
  await app.kernel.live.publish(app.database, many)
  await until('all were heard', async () => {
    const [{ heard }] = (await other.database.query('select pg_notification_queue_usage() = 0 as heard')) as [
      { heard: boolean },
    ]
    return heard
  })
  await app.database.query('select pg_sleep(0.3)')
  await t.rejects(changes.next(), { code: 'OVERLOADED' })
})

t.test('after its connection was killed it hears again, and says that there was a gap', async (t) => {
  const heard: string[] = []
  let gaps = 0
  const stop = other.kernel.live.subscribe(
    { collections: ['notes'] },
    ({ id }) => heard.push(id),
    () => (gaps += 1),
  )
  await app.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'bezel live' and datname = current_database()`,
  )
  await until('there was a gap', () => gaps === 1)
  const { id } = await note()
  await until('it is heard', () => heard.includes(id))
  stop()
  t.equal(gaps, 1)
})

t.test('everything goes on after all connections were killed', async (t) => {
  const heard: string[] = []
  let gaps = 0
  const stop = other.kernel.live.subscribe(
    { collections: ['notes'] },
    ({ id }) => heard.push(id),
    () => (gaps += 1),
  )
  await app.database.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  )
  await until('it listens again', () => gaps === 1)
  let id = ''
  await until('a note can be written', async () => {
    id = (await note())?.id
    return id
  })
  await until('it is heard', () => heard.includes(id))
  stop()
  t.pass('it is')
})
