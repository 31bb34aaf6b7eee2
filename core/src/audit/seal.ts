import { createHash } from 'node:crypto'

/**
 * What a seal vouches for, as PostgreSQL writes it: all of a row but the diff itself, which stands in it by its hash
 * so that it can be erased. Kept here and not as a function of the database, where whoever forges rows could change it.
 */
export const sealedContent = `jsonb_build_array(a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), a.actor_type,
  a.actor_id, a.operation, a.request_id, a.entity, a.record_id, a.change, a.version, encode(a.diff_hash, 'hex'))::text`

/** Hash of a diff with its salt, which keeps what was erased from being guessed. Null for rows without a diff. */
export const diffHash = `sha256(convert_to(coalesce(a.diff_salt::text, '') || a.diff::text, 'UTF8'))`

/** The seal of a row: it vouches for the row and, by the seal before it, for all rows before. */
export function sealOf(previous: Buffer, content: string): Buffer {
  return createHash('sha256').update(previous).update(content, 'utf8').digest()
}

/** The end of the chain. */
export interface Head {
  sealNumber: number
  /** Empty where nothing is sealed yet. */
  seal: Buffer
}
