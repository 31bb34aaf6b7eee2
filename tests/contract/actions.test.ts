import { resolve } from 'node:path'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import { actionsOn } from '../../admin-ui/src/actions/actions-on.ts'
import { linesOf, lineTitle } from '../../admin-ui/src/actions/line-choices.ts'
import { type ActionField, schemaFields } from '../../admin-ui/src/actions/schema-fields.ts'
import type { AdminManifest } from '../../admin-ui/src/entity/types.ts'
import shop from '../../fastify.config.ts'

const app = await testApp({ plugins: shop.plugins, admin: { folder: resolve('admin-ui/dist') } })
t.teardown(() => app.end())

async function send(method: string, path: string, body?: unknown) {
  const answer = await app.request(method, `/api/v1${path}`, body)
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const manifest: AdminManifest = await send('GET', '/admin/manifest')
const action = (name: string) => manifest.actions.find((one) => one.name === name)
const entity = (collection: string) => {
  const found = manifest.entities.find((one) => one.collection === collection)
  if (!found) throw new Error(`The manifest has no ${collection}.`)
  return found
}

/** The names of all ids that a schema asks for without saying which records they name. */
function nameless(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { format, names, ...rest } = schema as Record<string, unknown>
  if (format === 'uuid') return names ? [] : [path]
  return Object.entries(rest).flatMap(([key, part]) => nameless(part, `${path}/${key}`))
}

t.test('whatever record an action asks for is picked from a list, never typed as an id', (t) => {
  const asked = manifest.actions.flatMap(({ name, input }) => {
    const { ids: _, ...properties } = (input as { properties?: Record<string, unknown> })?.properties ?? {}
    return nameless(properties, name)
  })
  t.same(asked, [])
  const kinds = (fields: ActionField[]): unknown[] =>
    fields.map(({ name, kind, collection, among, rows }) => [
      name,
      kind,
      ...(collection ? [collection] : []),
      ...(among ? [among.relation] : []),
      ...(rows ? [kinds(rows)] : []),
    ])
  t.same(kinds(schemaFields(action('memos.invoice')?.input)), [
    ['lineIds', 'list', 'lines'],
    [
      'parts',
      'json',
      [
        ['lineId', 'enum', 'lines'],
        ['count', 'measure'],
        ['carat', 'measure'],
        ['intoId', 'reference', 'parcels'],
        ['parcelNumber', 'text'],
      ],
    ],
  ])
  t.match(kinds(schemaFields(action('transfers.receive')?.input)), [
    ['locationId', 'reference', 'locations'],
    ['missingLineIds', 'list', 'lines'],
    ['lineIds'],
  ])
  t.end()
})

t.test(
  'an action is offered in the states in which the server takes it, and refused in the others',
  async (t) => {
    const store = await send('POST', '/stores', { name: 'Main', code: 'ACT' })
    const piece = await send('POST', '/pieces', { itemNumber: 'ACT-1', name: 'Ring', storeId: store.id })
    const parcel = await send('POST', '/parcels', {
      parcelNumber: 'ACT-P',
      count: 9,
      carat: 0.9,
      storeId: store.id,
    })
    const value = { amount: 10_000, currency: 'USD' }
    const memo = await send('POST', '/memos', {
      number: 'ACT-M',
      direction: 'out',
      storeId: store.id,
      counterparty: 'Gallery',
      lines: [
        { pieceId: piece.id, value },
        { parcelId: parcel.id, count: 3, carat: 0.3, value },
      ],
    })
    const offered = async () =>
      actionsOn(manifest, entity('memos'), 'record', await send('GET', `/memos/${memo.id}`)).map(
        ({ name }) => name,
      )
    t.same(await offered(), ['memos.issue'])
    for (const verb of ['return', 'invoice', 'close']) {
      const refused = await app.request('POST', `/api/v1/memos/${memo.id}/${verb}`, {})
      t.match(refused, { status: 409, body: { code: 'INVENTORY_DOCUMENT_STATUS', detail: /ACT-M.*draft/ } })
    }
    await send('POST', `/memos/${memo.id}/issue`)
    t.same(await offered(), ['memos.return', 'memos.invoice'])
    t.match(await app.request('POST', `/api/v1/memos/${memo.id}/issue`), { status: 409 })

    const include = 'lines,lines.piece,lines.stone,lines.parcel'
    const record = await send('GET', `/memos/${memo.id}?include=${include}`)
    const relation = entity('memos').relations.find(({ name }) => name === 'lines')
    const among = { relation: 'lines', where: { status: ['out'] } }
    if (!relation) throw new Error('Memos have no lines.')
    t.same(
      linesOf(record, among)
        .map((line) => lineTitle(manifest, relation, line))
        .sort(),
      ['ACT-1 Ring · $100.00', 'ACT-P · 3 · 0.30\u00a0ct · $100.00'],
      'lines are known by what they are of',
    )
    const safe = { name: 'Safe', code: 'ACT-S', type: 'safe', storeId: store.id }
    const { id: locationId } = await send('POST', '/locations', safe)
    await send('POST', `/memos/${memo.id}/return`, { locationId })
    t.same(linesOf(await send('GET', `/memos/${memo.id}?include=lines`), among), [])
    t.same(await offered(), ['memos.close'])
  },
)

t.test('a state that nobody gave an error of its own is refused with STATE_FORBIDS', async (t) => {
  const customer = await send('POST', '/customers', { givenName: 'Ada', familyName: 'Stone' })
  const reminder = await send('POST', '/reminders', {
    customerId: customer.id,
    title: 'Call',
    dueOn: '2026-05-01',
  })
  await send('POST', `/reminders/${reminder.id}/done`, {})
  t.match(await app.request('POST', `/api/v1/reminders/${reminder.id}/dismiss`, {}), {
    status: 409,
    body: { code: 'STATE_FORBIDS', errors: [{ pointer: '/status' }] },
  })
})
