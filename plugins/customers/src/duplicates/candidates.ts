import type { Context } from '@bezel/core'
import { duplicateKeys, duplicateRecord, type Features, featuresOf } from '../domain/index.ts'
import { readCustomers } from '../read/customer-data.ts'

/**
 * Customers that changed since they were last compared, or never were, in the order of their ids.
 * @param after where the last batch ended: what lies before needs no second look for each batch
 */
export async function staleCustomers(
  ctx: Context,
  limit: number,
  after: string | undefined,
): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }>(
    // Looked up one by one, so that the reading ends with the last one wanted: a join would read all for every batch.
    `select c.id from customers c
     where c.id > $2 and c.merged_into_id is null and c.erased_at is null
       and (select m.customer_version from customer_match m where m.customer_id = c.id) is distinct from c.version
     order by c.id limit $1`,
    [limit, after ?? '00000000-0000-0000-0000-000000000000'],
  )
  return rows.map(({ id }) => id)
}

/** Works out what customers are compared by, and stores it with the version it was read from. */
export async function indexCustomers(ctx: Context, ids: readonly string[]): Promise<void> {
  const entries = (await readCustomers(ctx, ids)).map(({ id, version, data }) => {
    const features = featuresOf(duplicateRecord(id, data))
    return { id, version, features, ...duplicateKeys(features) }
  })
  await ctx.db.query(
    `insert into customer_match (customer_id, customer_version, features)
     select e.id, e.version, e.features from jsonb_to_recordset($1::jsonb) as e(id uuid, version int, features jsonb)
     on conflict (customer_id) do update set customer_version = excluded.customer_version, features = excluded.features`,
    [JSON.stringify(entries)],
  )
  await ctx.db.query('delete from customer_match_keys where customer_id = any($1)', [ids])
  await ctx.db.query(
    `insert into customer_match_keys (key, sort_key, customer_id)
     select k.key, e."sortKey", e.id
     from jsonb_to_recordset($1::jsonb) as e(id uuid, "sortKey" text, keys text[]), unnest(e.keys) as k(key)
     on conflict do nothing`,
    [JSON.stringify(entries.map(({ id, sortKey, keys }) => ({ id, sortKey, keys })))],
  )
}

// A thousand walk-in customers share a key: there only neighbours in sorted order are compared.
const MAX_BLOCK = 60
const WINDOW = 10

/** Pairs of the given customers with any others that share a key, each pair once, the smaller id first. */
export async function candidatePairs(ctx: Context, ids: readonly string[]): Promise<[string, string][]> {
  const rows = await ctx.db.query<{ first: string; second: string }>(
    `with mine as (select key, sort_key, customer_id from customer_match_keys where customer_id = any($1)),
     sizes as (
       select key, (select count(*) from (select from customer_match_keys k where k.key = d.key limit ${MAX_BLOCK + 1}) block) as size
       from (select distinct key from mine) d
     )
     select distinct least(a.customer_id, o.customer_id) as first, greatest(a.customer_id, o.customer_id) as second
     from mine a join sizes s using (key) cross join lateral (
       (select k.customer_id from customer_match_keys k
        where s.size <= ${MAX_BLOCK} and k.key = a.key and k.customer_id <> a.customer_id)
       union all
       (select k.customer_id from customer_match_keys k
        where s.size > ${MAX_BLOCK} and k.key = a.key and (k.sort_key, k.customer_id) > (a.sort_key, a.customer_id)
        order by k.sort_key, k.customer_id limit ${WINDOW})
       union all
       (select k.customer_id from customer_match_keys k
        where s.size > ${MAX_BLOCK} and k.key = a.key and (k.sort_key, k.customer_id) < (a.sort_key, a.customer_id)
        order by k.sort_key desc, k.customer_id desc limit ${WINDOW})
     ) o`,
    [ids],
  )
  return rows.map(({ first, second }) => [first, second])
}

/** What the given customers are compared by. */
export async function readFeatures(ctx: Context, ids: readonly string[]): Promise<Map<string, Features>> {
  const rows = await ctx.db.query<{ id: string; features: Features }>(
    'select customer_id as id, features from customer_match where customer_id = any($1)',
    [ids],
  )
  return new Map(rows.map(({ id, features }) => [id, features]))
}

/** How many customers are compared with each other. */
export async function comparedCustomers(ctx: Context): Promise<number> {
  const [row] = await ctx.db.query<{ total: number }>('select count(*)::int as total from customer_match')
  return row?.total ?? 0
}
