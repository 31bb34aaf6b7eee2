import fc from 'fast-check'
import t from 'tap'
import { endOf } from '../admin/keys/life.ts'
import { daysLeft } from '../admin/requests/deadline.ts'
import { openShop } from './shop.ts'

const shop = await openShop(t)

t.test('a copy is asked for once, answered by the staff, and the answer is read by who asked', async (t) => {
  const ada = await shop.customer('ada@example.com')
  const { body: asked } = await ada.send('POST', '/account/copy-request', { reason: 'On paper' })
  t.match(await ada.send('POST', '/account/copy-request', {}), { body: { id: asked.id } }, 'once is enough')
  t.match(await ada.send('GET', '/account/data-requests'), {
    body: { requests: [{ kind: 'copy', status: 'open', answer: null }] },
  })
  const answer = { decision: 'done', answer: 'Sent by post' }
  t.match(await shop.request('POST', `/api/v1/data-requests/${asked.id}/resolve`, answer), { status: 200 })
  t.match(await ada.send('GET', '/account/data-requests'), {
    body: { requests: [{ kind: 'copy', status: 'done', answer: 'Sent by post' }] },
  })
  t.match(await ada.send('GET', '/account'), { status: 200 }, 'a copy erases nothing')
  const other = await shop.customer('other@example.com')
  t.same((await other.send('GET', '/account/data-requests')).body.requests, [])
})

t.test('what a customer without an account asks is noted and carried out, its reason gone', async (t) => {
  const { body: customer } = await shop.request('POST', '/api/v1/customers', { givenName: 'Berta' })
  const wish = { customerId: customer.id, kind: 'erasure', reason: 'Berta telephoned' }
  const note = (key?: string) => shop.request('POST', '/api/v1/data-requests', wish, key ? { key } : {})
  t.match(await note(await shop.keyWith(['data-requests.write'])), { status: 403 })
  const clerk = await shop.keyWith(['data-requests.write', 'data-requests.read', 'customers.read'])
  const { status, body: noted } = await note(clerk)
  t.match({ status, noted }, { status: 201, noted: { kind: 'erasure', status: 'open', userId: null } })
  t.match(await note(), { body: { id: noted.id } }, 'noted once while it is open')
  const path = `/api/v1/data-requests/${noted.id}/resolve`
  t.match(await shop.request('POST', path, { decision: 'done' }, { key: clerk }), { status: 403 })
  t.match(await shop.request('POST', path, { decision: 'done' }), { status: 200, body: { status: 'done' } })
  await shop.settle()
  const [left] = await shop.database.query<{ all: string }>(
    `select string_agg(t, ' ') as all from (select row_to_json(d)::text as t from data_requests d
       union all select row_to_json(a)::text from bezel_core.audit a) rows`,
  )
  t.notMatch(left?.all, 'Berta telephoned')
})

t.test('a request about a customer who is not there is refused', async (t) => {
  const customerId = '0190a0b0-0000-7000-8000-000000000000'
  const answer = await shop.request('POST', '/api/v1/data-requests', { customerId, kind: 'copy' })
  t.ok(answer.status >= 400 && answer.status < 500, JSON.stringify(answer.body))
})

t.test('the month to answer ends with the month that follows, however short', async (t) => {
  const asked = (text: string) => new Date(text).toISOString()
  const at = (text: string) => new Date(text).getTime()
  t.equal(daysLeft(asked('2026-01-31T12:00:00'), at('2026-02-28T12:00:00')), 0)
  t.equal(daysLeft(asked('2026-03-10T12:00:00'), at('2026-03-10T12:00:00')), 31)
  t.ok(daysLeft(asked('2026-03-10T12:00:00'), at('2026-04-12T12:00:00')) < 0)
})

t.test('a key ends when it was told to, and a chosen last day counts whole', async (t) => {
  const now = Date.parse('2026-05-04T10:00:00')
  t.equal(endOf('never', null, now), null)
  t.equal(endOf('day', null, now), undefined)
  t.equal(endOf('30', null, now), new Date(now + 30 * 86_400_000).toISOString())
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-02'), max: new Date('2099-12-30'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10)
        const end = new Date(endOf('day', day, now) ?? '')
        return end.getHours() === 0 && end.getTime() > new Date(`${day}T23:59:59`).getTime()
      },
    ),
  )
})
