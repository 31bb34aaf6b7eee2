import t from 'tap'
import { actorWith, testApp } from '../../src/testing/app.ts'
import { notes } from '../jobs/fixtures/notes.ts'

const app = await testApp({ plugins: [notes()] })
t.teardown(() => app.end())

const made = await app.request('POST', '/api/v1/notes', { title: 'First', secret: 'hush' })
const id: string = made.body.id
await app.request('PATCH', `/api/v1/notes/${id}`, { title: 'Second', secret: 'hush hush' })
await app.request('POST', '/api/v1/notes', { title: 'Another' })

t.test('who may read a record may read its history, as far as its fields', async (t) => {
  const path = `/api/v1/notes/${id}/history`
  const all = await app.request('GET', path)
  t.equal(all.status, 200, JSON.stringify(all.body))
  t.match(all.body.data, [
    {
      change: 'updated',
      version: 2,
      actorName: 'test',
      actorType: 'key',
      operation: 'notes.update',
      diff: { title: ['First', 'Second'], secret: ['hush', 'hush hush'] },
    },
    { change: 'created', version: 1 },
  ])
  const reader = await app.keyWith(['notes.read'])
  const some = await app.request('GET', path, undefined, { key: reader })
  t.same(some.body.data[0].diff, { title: ['First', 'Second'] })
  t.notMatch(JSON.stringify(some.body), /hush/)
  t.equal((await app.request('GET', path, undefined, { key: await app.keyWith(['users.read']) })).status, 404)
  t.equal((await app.request('GET', path, undefined, { key: null })).status, 401)
  t.equal((await app.request('GET', `/api/v1/rings/${id}/history`)).status, 404)
  t.equal(
    (await app.request('GET', '/api/v1/notes/018f4e5a-0000-7000-8000-000000000000/history')).status,
    404,
  )
})

t.test('the audit of everything is listed and narrowed for who has the permission', async (t) => {
  const auditor = await app.keyWith(['audit.read', 'notes.read'])
  const list = async (query: string, key = auditor) =>
    (await app.request('GET', `/api/v1/audit?${query}`, undefined, { key })).body
  const ofNotes = await list('entity=Note')
  t.equal(ofNotes.data.length, 3)
  t.notMatch(JSON.stringify(ofNotes), /hush/, 'fields stay hidden')
  t.equal((await list(`recordId=${id}`)).data.length, 2)
  t.equal((await list('operation=notes.update')).data.length, 1)
  t.equal((await list('entity=Note&to=2020-01-01T00:00:00Z')).data.length, 0)
  t.equal((await list('entity=Note&from=2020-01-01T00:00:00Z')).data.length, 3)
  const roles = await list('entity=Role')
  t.ok(roles.data.length > 0)
  t.ok(
    roles.data.every(({ diff }: { diff: object }) => Object.keys(diff).length === 0),
    'of what it may not read it sees no values',
  )

  const first = await list('entity=Note&limit=2')
  const second = await list(`entity=Note&limit=2&cursor=${first.page.nextCursor}`)
  t.same(
    [...first.data, ...second.data].map(({ id }: { id: string }) => id),
    ofNotes.data.map(({ id }: { id: string }) => id),
  )
  t.equal(second.page.nextCursor, null)

  t.equal(
    (await app.request('GET', '/api/v1/audit', undefined, { key: await app.keyWith(['notes.read']) })).status,
    403,
  )
  t.equal((await app.request('GET', '/api/v1/audit?colour=red')).status, 400)
})

t.test('who is limited to some stores asks for one record at a time', async (t) => {
  const actor = actorWith(['*'], ['018f4e5a-0000-7000-8000-000000000000'])
  await t.rejects(app.run('audit.list', {}, { actor, requestId: 'test' }), { code: 'FORBIDDEN' })
})
