import { createHash, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'

/**
 * What a good engineer would write by hand for just these endpoints on the same tables: fastify + pg, named
 * prepared statements, an API key checked against the database once a second, one transaction per write with its
 * audit and outbox rows.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
pg.types.setTypeParser(20, Number)
const app = Fastify({ logger: { level: 'warn' } })

const seen = new Map<string, number>()
app.addHook('onRequest', async (request, reply) => {
  const key = request.headers.authorization?.slice(7) ?? ''
  if ((seen.get(key) ?? 0) > performance.now()) return
  const hash = createHash('sha256').update(key).digest('hex')
  const { rowCount } = await pool.query({
    name: 'key',
    text: 'select 1 from api_keys where secret_hash = $1 and revoked_at is null',
    values: [hash],
  })
  if (!rowCount) return reply.status(401).send({ code: 'UNAUTHENTICATED' })
  seen.set(key, performance.now() + 900)
})

const stone =
  'id, version, created_at as "createdAt", updated_at as "updatedAt", stock_number as "stockNumber", shape, carat, color, clarity, cut, depth, "table", length, width, height, price_amount, price_currency, certificate_number as "certificateNumber", store_id as "storeId", custom'

type Row = Record<string, unknown>
function toStone({ price_amount: amount, price_currency: currency, ...row }: Row): Row {
  return {
    ...row,
    carat: Number(row.carat) / 1000,
    depth: Number(row.depth) / 100,
    price: amount === null ? null : { amount, currency },
  }
}

app.get('/hello', async () => ({ hello: 'world' }))

app.get<{ Params: { id: string } }>('/api/v1/stones/:id', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'get',
    text: `select ${stone} from stones where id = $1`,
    values: [request.params.id],
  })
  return rows[0] ? toStone(rows[0]) : reply.status(404).send({ code: 'NOT_FOUND' })
})

app.get<{ Querystring: Record<string, string> }>('/api/v1/stones', async (request) => {
  const { cut, clarity, 'carat[gte]': from, 'carat[lt]': to } = request.query
  const where = 'cut = $1 and clarity = $2 and carat >= $3 and carat < $4'
  const values = [cut, clarity, Number(from) * 1000, Number(to) * 1000]
  const { rows } = await pool.query({
    name: 'list',
    text: `select ${stone}, (select count(*) from stones where ${where}) as total from stones where ${where} order by price_amount, id limit 21`,
    values,
  })
  const data = rows.slice(0, 20).map(({ total: _, ...row }: Row) => toStone(row))
  return { data, page: { nextCursor: rows.length > 20 ? 'x' : null, total: rows[0]?.total ?? 0 } }
})

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
  for (const { parent, store_id: storeId, ...visit } of visits)
    grouped.set(parent, [...(grouped.get(parent) ?? []), { ...visit, store: store.get(storeId) }])
  return {
    data: { customers: { nodes: customers.map((row) => ({ ...row, visits: grouped.get(row.id) ?? [] })) } },
  }
})

interface NewCustomer {
  givenName: string
  familyName: string
  addresses: { street: string; country: string }[]
}
const body = {
  type: 'object',
  required: ['givenName', 'familyName', 'addresses'],
  properties: {
    givenName: { type: 'string' },
    familyName: { type: 'string' },
    addresses: {
      type: 'array',
      items: { type: 'object', properties: { street: { type: 'string' }, country: { type: 'string' } } },
    },
  },
}
app.post<{ Body: NewCustomer }>('/api/v1/customers', { schema: { body } }, async (request, reply) => {
  const { givenName, familyName, addresses } = request.body
  const client = await pool.connect()
  try {
    await client.query('begin')
    const id = randomUUID()
    const now = new Date()
    const { rows } = await client.query({
      name: 'c1',
      text: 'insert into customers (id, created_at, updated_at, given_name, family_name) values ($1, $2, $2, $3, $4) returning id, version, given_name as "givenName", family_name as "familyName"',
      values: [id, now, givenName, familyName],
    })
    const [a, b] = addresses
    const { rows: made } = await client.query({
      name: 'c2',
      text: 'insert into customer_addresses (id, created_at, updated_at, customer_id, street, country) values ($1, $2, $2, $3, $4, $5), ($6, $2, $2, $3, $7, $8) returning id, street, country',
      values: [randomUUID(), now, id, a?.street, a?.country, randomUUID(), b?.street, b?.country],
    })
    const audit = [
      { id, entity: 'Customer', diff: { givenName: [null, givenName], familyName: [null, familyName] } },
      ...made.map((row) => ({ id: row.id, entity: 'CustomerAddress', diff: { street: [null, row.street] } })),
    ]
    await client.query({
      name: 'c3',
      text: `with a as (insert into bezel_core.audit (id, at, actor_type, operation, request_id, entity, record_id, change, version, diff) select gen_random_uuid(), $2, 'key', 'customers.create', 'x', r.entity, r.id, 'created', 1, r.diff from jsonb_to_recordset($1) r(id uuid, entity text, diff jsonb))
        insert into bezel_core.outbox (id, occurred_at, name, payload) select gen_random_uuid(), $2, 'customers.created.v1', jsonb_build_object('id', r.id) from jsonb_to_recordset($1) r(id uuid)`,
      values: [JSON.stringify(audit), now],
    })
    await client.query('commit')
    return reply.status(201).send({ ...rows[0], addresses: made })
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
})

app.get<{ Querystring: { q: string } }>('/api/v1/customers', async (request) => {
  const query = request.query.q
    .split(/\s+/)
    .map((word) => `${word}:*`)
    .join(' & ')
  const { rows } = await pool.query({
    name: 'search',
    text: `select id, version, created_at, updated_at, given_name as "givenName", family_name as "familyName", email, phone, birthday, notes, custom, ts_rank(search_document, to_tsquery('simple', bezel_core.fold($1))) as rank
      from customers where search_document @@ to_tsquery('simple', bezel_core.fold($1)) order by rank desc, id limit 21`,
    values: [query],
  })
  return { data: rows.slice(0, 20), page: { nextCursor: null } }
})

process.once('SIGTERM', () => app.close().then(() => pool.end()))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
