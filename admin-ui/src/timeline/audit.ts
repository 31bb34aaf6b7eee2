import type { Row } from '../api/types.ts'

export interface AuditEntry {
  id: string
  at: string
  entity: string
  recordId: string
  /** `created`, `updated`, `deleted`. */
  change: string
  operation: string
  actorId: string | undefined
  actorName: string | undefined
  /** Field → [before, after]. */
  diff: Record<string, readonly [unknown, unknown]>
}

/** Reads one row of `GET /audit`. */
export function readAudit(row: Row): AuditEntry {
  const text = (name: string): string | undefined =>
    typeof row[name] === 'string' ? (row[name] as string) : undefined
  const operation = text('operation') ?? ''
  return {
    id: row.id,
    at: text('at') ?? text('createdAt') ?? '',
    entity: text('entity') ?? '',
    recordId: text('recordId') ?? '',
    change: text('change') ?? changeOf(operation),
    operation,
    actorId: text('actorId'),
    actorName: text('actorName'),
    diff: (row.diff ?? {}) as AuditEntry['diff'],
  }
}

function changeOf(operation: string): string {
  if (operation.endsWith('.create')) return 'created'
  return operation.endsWith('.delete') ? 'deleted' : 'updated'
}
