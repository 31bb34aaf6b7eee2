import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { addressColumns, customerColumns, type Row, toCustomer } from './rows.ts'

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

/** An audit row with the hash of its content, as Bezel writes it. */
function auditRow(entity: string, row: Row, fields: string[]) {
  const diff = Object.fromEntries(fields.map((name) => [name, [null, row[name]]]))
  const salt = randomUUID()
  const hash = createHash('sha256')
    .update(salt + JSON.stringify(diff))
    .digest('hex')
  return { id: randomUUID(), record: row.id, entity, diff, salt, hash }
}

async function insertCustomer(client: pg.PoolClient, { givenName, familyName, addresses }: NewCustomer) {
  const id = randomUUID()
  const now = new Date()
  const { rows } = await client.query({
    name: 'c1',
    text: `insert into customers (id, created_at, updated_at, given_name, family_name) values ($1, $2, $2, $3, $4) returning ${customerColumns}`,
    values: [id, now, givenName, familyName],
  })
  const [a, b] = addresses
  const { rows: made } = await client.query({
    name: 'c2',
    text: `insert into customer_addresses (id, created_at, updated_at, customer_id, street, country) values ($1, $2, $2, $3, $4, $5), ($6, $2, $2, $3, $7, $8) returning ${addressColumns}`,
    values: [randomUUID(), now, id, a?.street, a?.country, randomUUID(), b?.street, b?.country],
  })
  const audit = [
    auditRow('Customer', rows[0], ['type', 'givenName', 'familyName', 'custom']),
    ...made.map((row: Row) => auditRow('CustomerAddress', row, ['customerId', 'street', 'country'])),
  ]
  await client.query({
    name: 'c3',
    text: `with a as (insert into bezel_core.audit (id, at, actor_type, operation, request_id, entity, record_id, change, version, diff, diff_salt, diff_hash)
        select r.id, $2, 'key', 'customers.create', $3, r.entity, r.record, 'created', 1, r.diff, r.salt, decode(r.hash, 'hex')
        from jsonb_to_recordset($1) r(id uuid, record uuid, entity text, diff jsonb, salt uuid, hash text))
      insert into bezel_core.outbox (id, occurred_at, name, payload)
      select gen_random_uuid(), $2, case r.entity when 'Customer' then 'customers.created.v1' else 'customer-addresses.created.v1' end, jsonb_build_object('id', r.record, 'version', 1)
      from jsonb_to_recordset($1) r(record uuid, entity text)`,
    values: [JSON.stringify(audit), now, randomUUID()],
  })
  await client.query({
    name: 'c4',
    text: `insert into timeline_entries (id, created_at, updated_at, customer_id, at, type, summary, actor) values ($1, $2, $2, $3, $2, 'customers.created', 'Customer created', 'bench')`,
    values: [randomUUID(), now, id],
  })
  return { ...toCustomer(rows[0]), emails: [], phones: [], addresses: made, ringSizes: [], lifeEvents: [] }
}

export function customerRoutes(app: FastifyInstance, pool: pg.Pool): void {
  app.post<{ Body: NewCustomer }>('/api/v1/customers', { schema: { body } }, async (request, reply) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const made = await insertCustomer(client, request.body)
      await client.query('commit')
      return reply.status(201).send(made)
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  })

  app.get<{ Querystring: { q: string } }>('/api/v1/customers', async (request) => {
    const words = request.query.q.split(/\s+/).map((word) => `${word}:*`)
    const { rows } = await pool.query({
      name: 'search',
      text: `select ${customerColumns}, (ts_rank(search_document, to_tsquery('simple', bezel_core.fold($1))) * 1000000)::int as rank
        from customers where search_document @@ to_tsquery('simple', bezel_core.fold($1)) order by rank desc, id limit 21`,
      values: [words.join(' & ')],
    })
    const next =
      rows.length > 20 ? Buffer.from(`${rows[19].rank} ${rows[19].id}`).toString('base64url') : null
    const data = rows.slice(0, 20).map(({ rank: _, ...row }: Row) => toCustomer(row))
    return { data, page: { nextCursor: next } }
  })
}
