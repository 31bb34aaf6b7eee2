import { invalidQuery } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { ListInput } from '../query/parse-list.ts'

type Query = Record<string, string | string[] | undefined>

/** @throws Problem INVALID_QUERY where it stands twice: nobody knows which one is meant */
function single(query: Query, name: string): string | undefined {
  const value = query[name]
  if (!Array.isArray(value)) return value
  throw new Problem(invalidQuery, {
    errors: [{ pointer: `/query/${name}`, message: 'stands in the address more than once. Give it once.' }],
  })
}

/** Names that say how to list; a field of such a name is filtered as `total[eq]=5`. */
export const reserved: ReadonlySet<string> = new Set([
  'limit',
  'cursor',
  'sort',
  'q',
  'total',
  'include',
  'format',
])

/** `carat[gte]=1` → field `carat`, operator `gte`; `cut=Ideal` means `eq`; `cut=null` asks for nothing set. */
function toFilter(key: string, operand: string): ListInput['filters'][number] {
  const match = /^([^[\]]+)\[(\w+)\]$/.exec(key)
  return match
    ? { field: match[1] as string, operator: match[2] as string, operand }
    : { field: key, operator: 'eq', operand }
}

/**
 * The address of a list → its question. Only the form is read here; the entity checks what it means.
 * @throws Problem INVALID_QUERY for a total that is neither `exact` nor `none`
 */
export function listInputFromQuery(query: Query): ListInput {
  const filters = Object.entries(query).flatMap(([key, value]) =>
    reserved.has(key) ? [] : [value].flat().map((operand) => toFilter(key, operand ?? '')),
  )
  const total = single(query, 'total') ?? 'none'
  if (total !== 'exact' && total !== 'none') {
    throw new Problem(invalidQuery, {
      errors: [{ pointer: '/query/total', message: 'must be "exact" or "none"' }],
    })
  }
  const limit = single(query, 'limit')
  return {
    filters,
    sort: single(query, 'sort')?.split(',').filter(Boolean),
    limit: limit === undefined ? undefined : /^\d{1,6}$/.test(limit) ? Number(limit) : Number.NaN,
    cursor: single(query, 'cursor'),
    q: single(query, 'q'),
    total: total === 'exact',
  }
}
