import type { Database, Transaction } from '../database/database.ts'
import { diffHash, type Head, sealedContent, sealOf } from './seal.ts'

const batch = 1000

/** Locks the end of the chain; undefined while another process seals. */
async function lockHead(tx: Transaction): Promise<Head | undefined> {
  const [head] = await tx.query<Head>(
    'select seal_number as "sealNumber", seal from bezel_core.audit_head for update skip locked',
  )
  return head
}

interface UnsealedRow {
  id: string
  diffHash: Buffer | null
  content: string
}

/** Rows in the order they were made. Those written past the usual way (imports) may have no hash of their diff yet. */
async function unsealedRows(tx: Transaction): Promise<UnsealedRow[]> {
  return tx.query<UnsealedRow & Record<string, unknown>>(
    `select a.id, a.diff_hash as "diffHash", ${sealedContent} as content from (
       select a.id, a.at, a.actor_type, a.actor_id, a.operation, a.request_id, a.entity, a.record_id, a.change, a.version,
         coalesce(a.diff_hash, ${diffHash}) as diff_hash
       from bezel_core.audit a where a.seal_number is null order by a.id limit $1) a`,
    [batch],
  )
}

async function writeSeals(tx: Transaction, head: Head, rows: UnsealedRow[]): Promise<void> {
  let { seal } = head
  const seals = rows.map(({ content }) => {
    seal = sealOf(seal, content)
    return seal
  })
  await tx.query(
    `update bezel_core.audit a set seal_number = $1::bigint + s.place, seal = s.seal, diff_hash = s.diff_hash
     from unnest($2::uuid[], $3::bytea[], $4::bytea[]) with ordinality as s(id, seal, diff_hash, place) where a.id = s.id`,
    [head.sealNumber, rows.map(({ id }) => id), seals, rows.map(({ diffHash }) => diffHash)],
  )
  await tx.query('update bezel_core.audit_head set seal_number = $1, seal = $2', [
    head.sealNumber + rows.length,
    seal,
  ])
}

/**
 * Chains committed audit rows: each gets the next number and a seal over itself and the seal before it. One process
 * does so at a time.
 * @returns a turn of the sealer, which answers true when there may be more rows
 */
export function createSealer({ database }: { database: Database }): () => Promise<boolean> {
  return async () => {
    const waiting = await database.query('select from bezel_core.audit where seal_number is null limit 1')
    if (waiting.length === 0) return false
    return database.transaction(async (tx) => {
      const head = await lockHead(tx)
      if (!head) return false
      const rows = await unsealedRows(tx)
      if (rows.length > 0) await writeSeals(tx, head, rows)
      return rows.length === batch
    })
  }
}
