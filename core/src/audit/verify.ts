import type { Sql } from '../database/types.ts'
import { diffHash, type Head, sealedContent, sealOf } from './seal.ts'

const batch = 2000

export interface BrokenLink {
  sealNumber: number
  /** Id of the audit row, where there is one. */
  id: string | null
  reason: string
}

export interface AuditReport {
  /** Sealed rows that hold, up to the first broken one. */
  verified: number
  /** Rows too young to be sealed; the server seals within seconds. */
  unsealed: number
  /** The last seal, in hexadecimal: noted elsewhere, it proves later that history was not rewritten as a whole. */
  head: string
  broken: BrokenLink | null
}

interface SealedRow {
  id: string
  sealNumber: number
  seal: Buffer
  content: string
  intact: boolean
}

function sealedRows(sql: Sql, after: number): Promise<SealedRow[]> {
  return sql.query<SealedRow & Record<string, unknown>>(
    `select a.id, a.seal_number as "sealNumber", a.seal, ${sealedContent} as content,
       a.diff is null or ${diffHash} is not distinct from a.diff_hash as intact
     from bezel_core.audit a where a.seal_number > $1 order by a.seal_number limit $2`,
    [after, batch],
  )
}

function findFault(row: SealedRow, previous: Head): BrokenLink | null {
  const fault = (sealNumber: number, id: string | null, reason: string) => ({ sealNumber, id, reason })
  const expected = previous.sealNumber + 1
  if (row.sealNumber !== expected) return fault(expected, null, 'the row is missing')
  if (!sealOf(previous.seal, row.content).equals(row.seal))
    return fault(expected, row.id, 'the row was changed after it was sealed')
  return row.intact
    ? null
    : fault(expected, row.id, 'what the row says was changed (its diff) differs from what was sealed')
}

/** Rows cut off the end leave a chain that holds; only its recorded end tells. */
function compareHead(end: Head, recorded: Head | undefined): BrokenLink | null {
  if (recorded && recorded.sealNumber === end.sealNumber && recorded.seal.equals(end.seal)) return null
  return {
    sealNumber: end.sealNumber + 1,
    id: null,
    reason: 'the chain does not end where its recorded end is',
  }
}

/**
 * Checks the whole chain of seals, in batches, and reports the first link that does not hold. Rows whose diff was
 * erased hold. Run it in one transaction (repeatable read) where rows may be sealed meanwhile.
 */
export async function verifyAudit(sql: Sql): Promise<AuditReport> {
  const [recorded] = await sql.query<Head>(
    'select seal_number as "sealNumber", seal from bezel_core.audit_head',
  )
  const [counted] = await sql.query<{ unsealed: number }>(
    'select count(*) as unsealed from bezel_core.audit where seal_number is null',
  )
  let end: Head = { sealNumber: 0, seal: Buffer.alloc(0) }
  let broken: BrokenLink | null = null
  for (
    let rows = await sealedRows(sql, 0);
    rows.length > 0 && !broken;
    rows = await sealedRows(sql, end.sealNumber)
  ) {
    for (const row of rows) {
      broken = findFault(row, end)
      if (broken) break
      end = { sealNumber: row.sealNumber, seal: row.seal }
    }
  }
  broken ??= compareHead(end, recorded)
  return {
    verified: end.sealNumber,
    unsealed: counted?.unsealed ?? 0,
    head: end.seal.toString('hex'),
    broken,
  }
}
