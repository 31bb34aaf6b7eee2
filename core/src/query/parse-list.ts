import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/fields.ts'
import type { FilterOperator } from '../admin/manifest.ts'
import { InvalidValue, type KindContext } from '../entity/field.ts'
import { booleanOperand } from '../entity/kinds/operands.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { invalidQuery } from '../errors/catalog.ts'
import { type FieldProblem, Problem } from '../errors/problem.ts'
import { type Condition, defaultLimit, type ListQuery, maxLimit, most, type SortKey } from './list-query.ts'

/** A list's question as it arrives from any protocol, nothing checked yet. */
export interface ListInput {
  filters: { field: string; operator: string; operand: unknown }[]
  sort?: string[] | undefined
  limit?: number | undefined
  cursor?: string | undefined
  q?: string | undefined
  total?: boolean | undefined
}

/** Finds a field that the actor may read; the same refusal for unknown and for hidden fields tells nothing apart. */
export function findReadable(actor: Actor, model: Model, name: string): ModelField | undefined {
  const field = model.field(name)
  return field && mayRead(actor, field) ? field : undefined
}

function operandOf(
  field: ModelField,
  operator: FilterOperator,
  operand: unknown,
  context: KindContext,
): unknown {
  if (operator === 'isNull') return booleanOperand(operand)
  if (operator !== 'in') return field.facets.toOperand(operand, context)
  const items = typeof operand === 'string' ? operand.split(',') : operand
  if (!Array.isArray(items)) throw new InvalidValue('must be a list')
  if (items.length > most.listed) throw new InvalidValue(`must have at most ${most.listed} items`)
  return items.map((item) => field.facets.toOperand(item, context))
}

function parseCondition(
  actor: Actor,
  model: Model,
  filter: ListInput['filters'][number],
  context: KindContext,
): Condition {
  const field = findReadable(actor, model, filter.field)
  if (!field)
    throw new InvalidValue(`is no field of ${model.collection} to filter by. See /docs for the fields.`)
  const operators = field.facets.filters
  const operator = filter.operator as FilterOperator
  if (!operators.includes(operator)) {
    throw new InvalidValue(`cannot be filtered by "${filter.operator}". Use one of: ${operators.join(', ')}.`)
  }
  return { field, operator, operand: operandOf(field, operator, filter.operand, context) }
}

function parseSortKey(actor: Actor, model: Model, key: string): SortKey {
  const descending = key.startsWith('-')
  const name = key.replace(/^[+-]/, '')
  const field = findReadable(actor, model, name)
  if (!field?.facets.sortable)
    throw new InvalidValue(`"${name}" is no field of ${model.collection} to sort by.`)
  return { field, descending }
}

/** Every list is sorted by id in the end, so that a page boundary falls between two records, never inside a tie. */
function withTieBreaker(model: Model, keys: SortKey[]): SortKey[] {
  const idAt = keys.findIndex(({ field }) => field.name === 'id')
  if (idAt >= 0) return keys.slice(0, idAt + 1)
  const last = keys.at(-1)
  return [...keys, { field: model.field('id') as ModelField, descending: last?.descending ?? false }]
}

/** Newest first where nothing else is asked: UUIDv7 ids sort by creation. */
function defaultSort(model: Model): string[] {
  return [model.entity.list?.sort ?? '-id']
}

/** Refused before any of it is read: what follows takes time for each. */
function tooMuch({ sort = [], filters }: ListInput): FieldProblem[] {
  const errors: FieldProblem[] = []
  if (sort.length > most.sortKeys)
    errors.push({ pointer: '/query/sort', message: `must have at most ${most.sortKeys} keys` })
  if (filters.length > most.filters)
    errors.push({ pointer: '/query', message: `must have at most ${most.filters} filters` })
  return errors
}

/**
 * Checks a list's question against the entity and the actor.
 * @throws Problem INVALID_QUERY naming every wrong filter, sort key and limit at once.
 */
export function parseList(actor: Actor, model: Model, input: ListInput, context: KindContext): ListQuery {
  const errors: FieldProblem[] = tooMuch(input)
  if (errors.length > 0) throw new Problem(invalidQuery, { errors })
  function attempt<T>(name: string, work: () => T): T[] {
    try {
      return [work()]
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error
      errors.push({ pointer: `/query/${name}`, message: error.message })
      return []
    }
  }

  const conditions = input.filters.flatMap((filter) =>
    attempt(filter.field, () => parseCondition(actor, model, filter, context)),
  )
  const sort = (input.sort ?? (input.q ? [] : defaultSort(model))).flatMap((key) =>
    attempt('sort', () => parseSortKey(actor, model, key)),
  )
  const limit = input.limit ?? defaultLimit
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    errors.push({ pointer: '/query/limit', message: `must be a whole number from 1 to ${maxLimit}` })
  }
  if (input.q && !model.searchable) {
    errors.push({
      pointer: '/query/q',
      message: `${model.collection} have no keyword search. Use a filter per field.`,
    })
  }
  if (errors.length > 0) throw new Problem(invalidQuery, { errors })
  const search = input.q?.trim().slice(0, 200) || undefined
  return {
    conditions,
    sort: withTieBreaker(model, sort),
    limit,
    cursor: input.cursor,
    search,
    total: input.total ?? false,
  }
}
