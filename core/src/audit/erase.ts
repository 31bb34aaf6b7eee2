import type { Sql } from '../database/types.ts'

const emptied = `diff = null, diff_salt = null,
  -- One that is not sealed yet keeps a hash as well, so that it looks like the others.
  diff_hash = coalesce(diff_hash, sha256(convert_to(coalesce(diff_salt::text, '') || diff::text, 'UTF8')))`

/**
 * Erases what the history says about records: who changed them, when and how stays, the values are gone for good.
 * The chain of seals holds, for it vouches for a salted hash of the values, and the salt goes with them.
 * @returns how many entries were emptied
 */
export async function eraseHistory(sql: Sql, entity: string, recordIds: readonly string[]): Promise<number> {
  const erased = await sql.query(
    `update bezel_core.audit set ${emptied}
     where entity = $1 and record_id = any($2) and diff is not null returning 1 as one`,
    [entity, recordIds],
  )
  return erased.length
}

/** The same for single entries, by their ids: what else the history says about those records stays. */
export async function eraseEntries(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query(`update bezel_core.audit set ${emptied} where id = any($1) and diff is not null`, [ids])
}
