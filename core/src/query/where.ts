import type { Actor } from '../access/actor.ts'
import type { Model } from '../entity/model.ts'
import type { Condition, ListQuery } from './list-query.ts'
import type { Parameters } from './sql.ts'

/** `%` and `_` are letters to the person who types them. */
function likePattern(text: unknown): string {
  return String(text).replace(/[\\%_]/g, '\\$&')
}

function conditionSql({ field, operator, operand }: Condition, params: Parameters): string {
  const column = field.main
  switch (operator) {
    case 'eq':
      return `${column} = ${params.add(operand)}`
    case 'ne':
      return `${column} is distinct from ${params.add(operand)}`
    case 'in':
      return `${column} = any(${params.add(operand)})`
    case 'gt':
      return `${column} > ${params.add(operand)}`
    case 'gte':
      return `${column} >= ${params.add(operand)}`
    case 'lt':
      return `${column} < ${params.add(operand)}`
    case 'lte':
      return `${column} <= ${params.add(operand)}`
    case 'contains':
      return field.facets.kind === 'list'
        ? `${column} @> ${params.add(operand)}`
        : `${column} ilike ${params.add(`%${likePattern(operand)}%`)}`
    case 'startsWith':
      return `${column} ilike ${params.add(`${likePattern(operand)}%`)}`
    case 'isNull':
      return operand ? `${column} is null` : `${column} is not null`
  }
}

/** The rows an actor may reach at all: those of its stores, and those the entity's own rule leaves. */
export function scopeSql(
  actor: Actor,
  model: Model,
  params: Parameters,
  access: 'read' | 'write' = 'read',
): string[] {
  const parts: string[] = []
  // What is theirs they reach by operations that say so, never by asking for rows.
  if (actor.limited && actor.stores !== 'all') parts.push('false')
  if (model.scope && actor.stores !== 'all')
    parts.push(`${model.scope.main} = any(${params.add(actor.stores)})`)
  const rows = actor.type === 'system' ? undefined : model.entity.rows?.(actor, params.add, access)
  if (rows) parts.push(`(${rows})`)
  return parts
}

/** The conditions of a list within the actor's scope, to be joined by `and`; the same for the page and for its total. */
export function whereSql(
  actor: Actor,
  model: Model,
  query: Pick<ListQuery, 'conditions'>,
  params: Parameters,
): string[] {
  return [
    ...query.conditions.map((condition) => conditionSql(condition, params)),
    ...scopeSql(actor, model, params),
  ]
}
