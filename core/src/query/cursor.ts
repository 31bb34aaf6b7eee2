import type { ModelField } from '../entity/model.ts'
import { invalidCursor } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { SortKey } from './list-query.ts'
import type { Parameters } from './sql.ts'

/** A position between two records: the sort keys of the last one seen. */
interface Position {
  /** The order it belongs to; a cursor of another order is refused, not misread. */
  by: string
  at: unknown[]
}

function orderName(keys: SortKey[]): string {
  return keys.map(({ field, descending }) => (descending ? '-' : '') + field.name).join()
}

/** Columns that must be read to write the next cursor, asked for or not. */
export function cursorFields(keys: SortKey[]): ModelField[] {
  return keys.map(({ field }) => field)
}

/** @param at the values of the keys, before them the rank where a search was ranked */
export function encodeCursor(keys: SortKey[], at: unknown[]): string {
  return Buffer.from(JSON.stringify({ by: orderName(keys), at } satisfies Position)).toString('base64url')
}

/** @throws Problem INVALID_CURSOR when it was made for another order or not by us. */
export function decodeCursor(keys: SortKey[], cursor: string, extra = 0): unknown[] {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Position
    const fits =
      position.by === orderName(keys) &&
      Array.isArray(position.at) &&
      position.at.length === keys.length + extra
    if (fits && position.at.every((value) => value === null || typeof value !== 'object')) return position.at
  } catch {
    // Falls through to the refusal: not JSON is as foreign as any other cursor.
  }
  throw new Problem(invalidCursor)
}

function isNullable({ field }: SortKey): boolean {
  return field.optional || field.expression !== undefined
}

/** `(price, id) > ($1, $2)`: one index range where no key can be null and all run the same way. */
function rowComparison(keys: SortKey[], at: unknown[], params: Parameters): string {
  const left = keys.map(({ field }) => field.main).join(', ')
  const right = at.map((value) => params.add(value)).join(', ')
  return `(${left}) ${keys[0]?.descending ? '<' : '>'} (${right})`
}

/** Rows after `value` in one key: nulls come last ascending and first descending, as the indexes have them. */
function afterKey({ field, descending }: SortKey, value: unknown, placeholder: string | undefined): string {
  const column = field.main
  if (descending) return value === null ? `${column} is not null` : `${column} < ${placeholder}`
  return value === null ? 'false' : `(${column} > ${placeholder} or ${column} is null)`
}

/** SQL for "comes after this position in this order". */
export function afterSql(keys: SortKey[], at: unknown[], params: Parameters): string {
  const uniform = keys.every((key) => !isNullable(key) && key.descending === keys[0]?.descending)
  if (uniform) return rowComparison(keys, at, params)
  const ties: string[] = []
  const branches = keys.map((key, index) => {
    const value = at[index]
    const placeholder = value === null ? undefined : params.add(value)
    const branch = [...ties, afterKey(key, value, placeholder)].join(' and ')
    const column = key.field.main
    ties.push(value === null ? `${column} is null` : `${column} = ${placeholder}`)
    return `(${branch})`
  })
  return `(${branches.join(' or ')})`
}
