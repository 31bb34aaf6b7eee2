import t from 'tap'
import { defineEvent, on } from '../../src/events/event.ts'
import { Type } from '../../src/index.ts'
import { operation } from '../../src/operation/operation.ts'
import { testApp } from '../../src/testing/app.ts'
import { hurry, Note, notes, until, writeDown, written } from '../jobs/fixtures/notes.ts'

const noteShared = defineEvent('notes.note-shared.v1', 'A note was shown to somebody')

const share = operation({
  name: 'notes.share',
  needs: 'notes.write',
  summary: 'Share a note, or fail after having said so',
  input: Type.Object({ id: Type.String({ format: 'uuid' }), fail: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ id: Type.String() }),
  rest: 'POST /notes/:id/share',
  emits: [noteShared],
  async run(ctx, { id, fail }) {
    await ctx.records(Note).update(id, { title: 'shared' })
    ctx.emit(noteShared, { id })
    if (fail) throw new Error('too late')
    return { id }
  },
})

let broken = true
const plugin = notes({
  events: [noteShared],
  operations: [share],
  subscribes: [
    on('notes.created.v1', 'greet', (ctx, { payload }) => writeDown(ctx, 'greet', String(payload.id))),
    on('notes.created.v1', 'tag', async (ctx, { payload }) => {
      await ctx.records(Note).update(String(payload.id), { title: 'tagged' })
      await writeDown(ctx, 'tag', String(payload.id))
    }),
    on(noteShared, 'count', (ctx, { id }) => writeDown(ctx, 'count', id)),
    on(noteShared, 'stumble', async (ctx, { payload }) => {
      await writeDown(ctx, 'stumble', String(payload.id))
      if (broken) throw new Error('The address "ada@example.com" has no mailbox')
    }),
  ],
})

const app = await testApp({ plugins: [plugin], work: hurry })
t.teardown(() => app.end())
await app.startWork()

async function note(): Promise<string> {
  const made = await app.request('POST', '/api/v1/notes', { title: 'A note' })
  return made.body.id
}

t.test(
  'every subscriber hears of a committed change, and what it writes is audited like any other change',
  async (t) => {
    const id = await note()
    await until('both subscribers ran', async () => {
      const [greeted, tagged] = await Promise.all([
        written(app.database, 'greet'),
        written(app.database, 'tag'),
      ])
      return greeted.includes(id) && tagged.includes(id)
    })
    const read = await app.request('GET', `/api/v1/notes/${id}`)
    t.equal(read.body.title, 'tagged')
    const audit = await app.database.query<{ operation: string; actor: string }>(
      'select operation, actor_type as actor from bezel_core.audit where record_id = $1 order by id',
      [id],
    )
    t.same(audit, [
      { operation: 'notes.create', actor: 'key' },
      { operation: 'notes/tag', actor: 'system' },
    ])
  },
)

t.test('nobody hears of an operation that failed after it emitted its event', async (t) => {
  const id = await note()
  const failed = await app.request('POST', `/api/v1/notes/${id}/share`, { fail: true })
  t.equal(failed.status, 500)
  const shared = await app.request('POST', `/api/v1/notes/${await note()}/share`, {})
  t.equal(shared.status, 200, JSON.stringify(shared.body))
  await until('the other one was counted', async () => (await written(app.database, 'count')).length > 0)
  t.equal((await written(app.database, 'count')).length, 1)
})

t.test(
  'a subscriber that fails keeps nothing back, is shown without personal values, and can be retried',
  async (t) => {
    const parked = async () => (await app.request('GET', '/api/v1/jobs?name=notes%2Fstumble')).body.data[0]
    await until('it failed', async () => (await parked())?.state === 'retrying')
    t.same(await written(app.database, 'stumble'), [], 'what it wrote was rolled back')
    t.match(await parked(), {
      plugin: 'notes',
      attempts: 1,
      maxAttempts: 25,
      lastError: 'Error: The address "…" has no mailbox',
    })
    const health = await app.request('GET', '/api/v1/health')
    t.match(health.body.failures, [{ name: 'notes/stumble', plugin: 'notes' }])

    broken = false
    const { id } = await parked()
    t.equal((await app.request('POST', `/api/v1/jobs/${id}/retry`)).status, 200)
    await until('it ran', async () => (await written(app.database, 'stumble')).length === 1)
    await until('it is done', async () => (await parked()) === undefined)
  },
)

t.test('an event nobody subscribes to is marked as handed on', async (t) => {
  await app.database.query(
    `insert into bezel_core.outbox (id, occurred_at, name, payload) values (gen_random_uuid(), now(), 'gone.thing-done.v1', '{}')`,
  )
  await until(
    'nothing waits',
    async () =>
      (await app.database.query('select from bezel_core.outbox where dispatched_at is null')).length === 0,
  )
  t.pass('handed on')
})
