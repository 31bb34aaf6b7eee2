import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Row } from './rows.ts'

/** Twenty customers, the latest five visits of each, the store of each visit: three statements. */
export function nestedRoute(app: FastifyInstance, pool: pg.Pool): void {
  app.get('/nested', async () => {
    const { rows: customers } = await pool.query({
      name: 'n1',
      text: 'select id, given_name as "givenName", family_name as "familyName" from customers order by family_name, id limit 20',
    })
    const { rows: visits } = await pool.query({
      name: 'n2',
      text: 'select p.id as parent, v.* from unnest($1::uuid[]) p(id) cross join lateral (select id, at, store_id from visits where customer_id = p.id order by at desc, id desc limit 5) v',
      values: [customers.map(({ id }) => id)],
    })
    const { rows: stores } = await pool.query({
      name: 'n3',
      text: 'select id, name from stores where id = any($1)',
      values: [[...new Set(visits.map(({ store_id: id }) => id))]],
    })
    const store = new Map(stores.map((row) => [row.id, row]))
    const grouped = new Map<string, Row[]>()
    for (const { parent, store_id: storeId, ...visit } of visits) {
      const list = grouped.get(parent)
      const row = { ...visit, store: store.get(storeId) }
      if (list) list.push(row)
      else grouped.set(parent, [row])
    }
    const nodes = customers.map((row) => ({ ...row, visits: grouped.get(row.id) ?? [] }))
    return { data: { customers: { nodes } } }
  })
}
