import { readFile } from 'node:fs/promises'
import t from 'tap'
import { openShop } from './shop.ts'

const shop = await openShop(t)

t.test('budgets entered before they were checked are put right, and may be anything again', async (t) => {
  const file = await readFile(new URL('../migrations/0003_budgets.sql', import.meta.url), 'utf8')
  const [up, down] = file.split('\n-- down\n')
  const { pool } = shop.database
  await pool.query(`begin; ${down}; commit`)
  const money = (amount: number, currency = 'USD') => ({ amount, currency })
  const turned = await shop.customer({ givenName: 'A', budgetFrom: money(200), budgetTo: money(100) })
  const mixed = await shop.customer({ givenName: 'B', budgetFrom: money(100), budgetTo: money(9, 'EUR') })
  const right = await shop.customer({ givenName: 'C', budgetFrom: money(100), budgetTo: money(300) })
  await pool.query(`begin; ${up}; commit`)
  t.match(await shop.ok('GET', `/customers/${turned.id}`), { budgetFrom: money(100), budgetTo: money(200) })
  t.match(await shop.ok('GET', `/customers/${mixed.id}`), { budgetFrom: money(100), budgetTo: null })
  t.match(await shop.ok('GET', `/customers/${right.id}`), { budgetFrom: money(100), budgetTo: money(300) })
})
