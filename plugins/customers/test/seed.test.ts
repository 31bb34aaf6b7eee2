import { runAsSystem } from '@bezel/core/testing'
import t from 'tap'
import { demoCustomers } from '../src/seed.ts'
import { openShop, type TestBody } from './shop.ts'

const shop = await openShop(t)

t.test('the demo data is a believable list of customers, with something on every page', async (t) => {
  const started = performance.now()
  await runAsSystem(shop.kernel, 'customers.seed', demoCustomers)
  t.comment(`${Math.round(performance.now() - started)} ms`)
  const total = async (path: string) =>
    (await shop.ok('GET', `${path}${path.includes('?') ? '&' : '?'}total=exact&limit=1`)).page.total
  t.ok((await total('/customers')) >= 180)
  t.ok((await total('/reminders?status=open')) > 5)
  t.ok((await total('/duplicate-pairs?level[in]=certain,likely')) >= 5)
  for (const path of ['/wishes', '/customer-notes', '/consents', '/customer-relations', '/timeline-entries'])
    t.ok((await total(path)) > 20, path)
  const { data } = await shop.ok('GET', '/customers?limit=200')
  for (const { email, phone } of data as TestBody[]) {
    t.match(email ?? '@example.com', /[@.]example\.com$/)
    t.match(phone ?? '55501', /55501\d\d$|^55501$/)
  }
})
