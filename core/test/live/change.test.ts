import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { changeOfEvent, type LiveChange, packChanges, unpackChanges } from '../../src/live/change.ts'

const changes = fc.array(
  fc.record(
    {
      collection: fc.constantFrom('stones', 'api-keys', 'customers'),
      id: fc.uuid(),
      change: fc.constantFrom<LiveChange['change']>('created', 'updated', 'deleted'),
      version: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 500, size: 'max' },
)

t.test('changes come out of notifications as they went in, and no notification is too long', async (t) => {
  fc.assert(
    fc.property(changes, (given) => {
      const payloads = packChanges(given)
      if (payloads.some((payload) => Buffer.byteLength(payload) >= 8000)) return false
      return isDeepStrictEqual(payloads.flatMap(unpackChanges), given)
    }),
  )
  t.pass('they do')
})

t.test('only events of changes tell of changes', async (t) => {
  const payload = { id: 'x', version: 3 }
  t.same(changeOfEvent('api-keys.updated.v1', payload), {
    collection: 'api-keys',
    id: 'x',
    change: 'updated',
    version: 3,
  })
  t.equal(changeOfEvent('orders.order-created.v1', payload), undefined)
  t.equal(changeOfEvent('stones.created.v2', payload), undefined)
  t.equal(changeOfEvent('stones.created.v1', { id: 'x' }), undefined)
})

t.test('what cannot be read in a notification is left out', async (t) => {
  t.same(unpackChanges('\nstones ? x 1\nstones u x 2\n{"json":true}'), [
    { collection: 'stones', id: 'x', change: 'updated', version: 2 },
  ])
})
