import type { Context } from '@bezel/core'
import { type PairScore, scorePair } from '../domain/index.ts'
import {
  candidatePairs,
  comparedCustomers,
  indexCustomers,
  readFeatures,
  staleCustomers,
} from './candidates.ts'

const BATCH = 500

/** What one batch found out. */
export interface FoundDuplicates {
  /** Customers compared. */
  checked: number
  /** Pairs among them that may be one person. */
  found: number
  /** Whether more customers wait to be compared. */
  more: boolean
  /** Where to go on, when there are more. */
  next?: string
}

/** Compares customers that are new or changed with all others, and keeps the pairs that may be one. */
export async function findBatch(ctx: Context, after?: string): Promise<FoundDuplicates> {
  // One at a time: two that compare the same customers would do the work twice.
  await ctx.db.query(`select pg_advisory_xact_lock(hashtext('customers.find-duplicates'))`)
  const ids = await staleCustomers(ctx, BATCH, after)
  if (ids.length === 0) return { checked: 0, found: 0, more: false }
  await indexCustomers(ctx, ids)
  const pairs = await candidatePairs(ctx, ids)
  const scored = await scorePairs(ctx, pairs)
  const alike = scored.filter(({ level }) => level !== 'different')
  const found = await withoutRelatives(ctx, alike)
  await forgetPairs(ctx, ids, found)
  await keepPairs(ctx, found)
  const last = ids.at(-1)
  const more = ids.length === BATCH
  return { checked: ids.length, found: found.length, more, ...(more && last !== undefined && { next: last }) }
}

type ScoredPair = PairScore & { first: string; second: string }

async function scorePairs(ctx: Context, pairs: [string, string][]): Promise<ScoredPair[]> {
  const features = await readFeatures(ctx, [...new Set(pairs.flat())])
  const total = await comparedCustomers(ctx)
  return pairs.flatMap(([first, second]) => {
    const [a, b] = [features.get(first), features.get(second)]
    return a && b ? [{ first, second, ...scorePair(a, b, { total }) }] : []
  })
}

/** Husband and wife share name, address and phone; noted as relatives, they are two people for sure. */
async function withoutRelatives(ctx: Context, pairs: ScoredPair[]): Promise<ScoredPair[]> {
  const related = await ctx.db.query<{ key: string }>(
    `select least(customer_id, related_id) || ' ' || greatest(customer_id, related_id) as key from customer_relations
     where related_id is not null and customer_id = any($1) and related_id = any($1)`,
    [[...new Set(pairs.flatMap(({ first, second }) => [first, second]))]],
  )
  const keys = new Set(related.map(({ key }) => key))
  return pairs.filter(({ first, second }) => !keys.has(`${first} ${second}`))
}

/** Open pairs of customers that are no longer alike. */
async function forgetPairs(ctx: Context, ids: string[], found: ScoredPair[]): Promise<void> {
  await ctx.db.query(
    `delete from duplicate_pairs p where p.status = 'open' and (p.first_id = any($1) or p.second_id = any($1))
     and not exists (select from jsonb_to_recordset($2::jsonb) as f(first uuid, second uuid)
       where f.first = p.first_id and f.second = p.second_id)`,
    [ids, JSON.stringify(found.map(({ first, second }) => ({ first, second })))],
  )
}

/** What a person decided about a pair stays. Found by Bezel itself and again at any time, they are no part of the history. */
async function keepPairs(ctx: Context, found: ScoredPair[]): Promise<void> {
  const rows = found.map(({ first, second, level, score, probability, fields }) => ({
    id: ctx.newId(),
    first,
    second,
    level,
    score: Math.round(score * 100),
    reasons: { probability, fields },
  }))
  await ctx.db.query(
    `insert into duplicate_pairs as p (id, created_at, updated_at, first_id, second_id, level, score, reasons)
     select r.id, $2, $2, r.first, r.second, r.level, r.score, r.reasons
     from jsonb_to_recordset($1::jsonb) as r(id uuid, first uuid, second uuid, level text, score bigint, reasons jsonb)
     on conflict (first_id, second_id) do update
     set level = excluded.level, score = excluded.score, reasons = excluded.reasons, version = p.version + 1, updated_at = $2
     where p.status = 'open' and (p.level, p.score, p.reasons) is distinct from (excluded.level, excluded.score, excluded.reasons)`,
    [JSON.stringify(rows), ctx.now],
  )
}
