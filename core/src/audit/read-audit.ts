import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/fields.ts'
import type { Registry } from '../entity/registry.ts'
import type { Context } from '../operation/context.ts'
import { parameters } from '../query/sql.ts'

export interface AuditQuery {
  entity?: string | undefined
  recordId?: string | undefined
  actorId?: string | undefined
  operation?: string | undefined
  /** Instants; `from` included, `to` excluded. */
  from?: string | undefined
  to?: string | undefined
  limit?: number | undefined
  /** Id of the last entry seen: entries come newest first. */
  cursor?: string | undefined
}

type Diff = Record<string, unknown>

export interface AuditEntry {
  id: string
  at: string
  actorType: string
  actorId: string | null
  /** Name of the user or key as it is now. */
  actorName: string | null
  operation: string
  requestId: string
  entity: string
  recordId: string
  change: string
  version: number
  /** Field → [before, after], of the fields the reader may read; null when erased. */
  diff: Diff | null
  sealed: boolean
}

/** The same rule as for the record itself: a field the actor may not read has no history for it either. */
function readableDiff(actor: Actor, registry: Registry, entity: string, diff: Diff | null): Diff | null {
  if (!diff) return null
  const model = registry.byName(entity)
  if (!model || !actor.permissions.allows(model.permissions.read)) return {}
  return Object.fromEntries(
    Object.entries(diff).filter(([name]) => {
      const field = model.field(name)
      return field && mayRead(actor, field)
    }),
  )
}

const columns = {
  entity: 'a.entity =',
  recordId: 'a.record_id =',
  actorId: 'a.actor_id =',
  operation: 'a.operation =',
  from: 'a.at >=',
  to: 'a.at <',
  cursor: 'a.id <',
} as const

const defaultLimit = 20

/** Entries newest first. Whether the actor may ask is the caller's question. */
export async function readAudit(
  ctx: Context,
  query: AuditQuery,
): Promise<{ data: AuditEntry[]; page: { nextCursor: string | null } }> {
  const params = parameters()
  const where = Object.entries(columns).flatMap(([name, comparison]) => {
    const value = query[name as keyof typeof columns]
    return value === undefined ? [] : [`${comparison} ${params.add(value)}`]
  })
  const limit = query.limit ?? defaultLimit
  const rows = await ctx.db.query<AuditEntry & Record<string, unknown>>(
    `select a.id, a.at, a.actor_type as "actorType", a.actor_id as "actorId", coalesce(u.name, k.name) as "actorName",
       a.operation, a.request_id as "requestId", a.entity, a.record_id as "recordId", a.change, a.version, a.diff,
       a.seal_number is not null as sealed
     from bezel_core.audit a left join users u on u.id = a.actor_id left join api_keys k on k.id = a.actor_id
     ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by a.id desc limit ${params.add(limit + 1)}`,
    params.values,
  )
  const data = rows
    .slice(0, limit)
    .map((row) => ({ ...row, diff: readableDiff(ctx.actor, ctx.registry, row.entity, row.diff) }))
  return { data, page: { nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null } }
}
