import { setTimeout as sleep } from 'node:timers/promises'
import { crud, defineEntity, optional, reference, text } from '@bezel/core'
import t from 'tap'
import { draftedApp } from './fixtures/drafted-app.ts'

const Branch = defineEntity('Branch', { collection: 'branches', fields: { name: text() } })
const Ring = defineEntity('Ring', {
  collection: 'rings',
  fields: {
    name: text(),
    cost: optional(text({ read: 'rings.cost', write: 'rings.cost' })),
    branch: optional(reference('Branch')),
  },
})
/** What belongs to a store is kept from whoever has none. */
const Tray = defineEntity('Tray', {
  collection: 'trays',
  scope: 'branch',
  fields: { name: text(), branch: reference('Branch') },
})
const app = await draftedApp({
  entities: [Branch, Ring, Tray],
  operations: [Branch, Ring, Tray].flatMap((entity) => crud(entity)),
  permissions: { 'rings.cost': 'See what rings cost' },
})
t.teardown(() => app.end())

const guest = (await app.request('GET', '/api/v1/roles?name=guest')).body.data[0]
const { body: branch } = await app.request('POST', '/api/v1/branches', { name: 'Main Street' })
const { body: ring } = await app.request('POST', '/api/v1/rings', {
  name: 'Solitaire',
  cost: '900',
  branchId: branch.id,
})
await app.request('POST', '/api/v1/trays', { name: 'Window', branchId: branch.id })

const nobody = { key: null }
const anon = (method: string, path: string, body?: unknown) =>
  app.request(method, `/api/v1${path}`, body, nobody)
const graphql = (query: string) => app.request('POST', '/graphql', { query }, nobody)
/** Revoked within a second, like every role: what a process remembers is over then. */
async function grant(permissions: string[]): Promise<void> {
  const { status } = await app.request('PATCH', `/api/v1/roles/${guest.id}`, { permissions })
  if (status !== 200) throw new Error(`The role guest could not be changed: ${status}`)
  await sleep(450)
}
const unauthenticated = { status: 401, body: { code: 'UNAUTHENTICATED' } }

t.test('who has not signed in may do nothing at the start', async (t) => {
  t.same(guest.permissions, [])
  t.match(await anon('GET', '/rings'), unauthenticated)
  t.match(await anon('GET', `/rings/${ring.id}?include=branch`), unauthenticated)
  t.match((await graphql('{ rings { nodes { name } } }')).body.errors, [
    { extensions: { code: 'UNAUTHENTICATED' } },
  ])
})

t.test('what the role "guest" gives, guests may do, over REST and GraphQL, and no more', async (t) => {
  await grant(['rings.read'])
  t.match(await anon('GET', '/rings'), { status: 200, body: { data: [{ name: 'Solitaire' }] } })
  t.match((await graphql('{ rings { nodes { name } } }')).body, {
    data: { rings: { nodes: [{ name: 'Solitaire' }] } },
  })
  t.match(await anon('POST', '/rings', { name: 'Band' }), unauthenticated)
  t.match(await anon('GET', '/branches'), unauthenticated)
  t.match((await graphql('mutation { createRing(input: { name: "Band" }) { id } }')).body.errors, [
    { extensions: { code: 'UNAUTHENTICATED' } },
  ])
})

t.test('rules of fields and relations hold for guests', async (t) => {
  await grant(['rings.read', 'rings.write'])
  const { body } = await anon('GET', `/rings/${ring.id}`)
  t.notOk('cost' in body, 'not read')
  t.equal((await anon('GET', '/rings?cost=900')).status, 400, 'nor filtered by')
  t.match(await anon('POST', '/rings', { name: 'Band', cost: '1' }), { status: 400 }, 'nor written')
  t.equal((await anon('GET', `/rings/${ring.id}?include=branch`)).status, 403, 'nor followed')
  t.match(await anon('POST', '/rings', { name: 'Band' }), { status: 201 })
})

t.test("no store is a guest's", async (t) => {
  await grant(['trays.read', 'trays.write'])
  t.match(await anon('GET', '/trays'), { status: 200, body: { data: [] } })
  t.equal((await anon('POST', '/trays', { name: 'Mine', branchId: branch.id })).status, 400)
})

t.test('what takes an account, a colleague or a confirmation is never for guests', async (t) => {
  await grant(['roles.*', 'api-keys.*', 'users.*'])
  t.match(await anon('GET', '/auth/me'), unauthenticated, 'the staff')
  t.match(await anon('POST', '/auth/step-up', { password: 'x' }), unauthenticated, 'an account of their own')
  t.match(await anon('PATCH', `/roles/${guest.id}`, { name: 'visitor' }), unauthenticated, 'a confirmation')
  t.match(await anon('GET', '/auth/session'), unauthenticated)
  t.match(await anon('POST', '/api-keys', { name: 'k', roleId: guest.id }), unauthenticated)
})

t.test('an explanation tells what guests may do and why', async (t) => {
  await grant(['rings.read'])
  const ask = (operation: string) =>
    app.request('GET', `/api/v1/access/explain?guest=true&operation=${operation}`)
  t.match(await ask('rings.list'), { body: { allowed: true } })
  t.match(await ask('rings.create'), { body: { allowed: false } })
  t.match(await ask('roles.update'), { body: { allowed: false, reasons: [/signed in/] } })
})

t.test(
  'a wrong key is refused, not taken for a guest; without the role nobody may do anything',
  async (t) => {
    t.match(await app.request('GET', '/api/v1/rings', undefined, { key: 'bzl_wrong' }), unauthenticated)
    t.equal((await app.request('DELETE', `/api/v1/roles/${guest.id}`)).status, 204)
    await sleep(450)
    t.match(await anon('GET', '/rings'), unauthenticated)
  },
)

t.test('a busy visitor costs no statement per request for who that is', async (t) => {
  let asked = 0
  app.database.onQuery = (query) => {
    if (query.includes('bezel_core.facts')) asked++
  }
  await Promise.all(Array.from({ length: 50 }, () => anon('GET', '/rings')))
  app.database.onQuery = undefined
  t.ok(asked <= 2, `${asked} statements for 50 requests`)
})
