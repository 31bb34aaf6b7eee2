import type { ModelField } from '../entity/model.ts'
import { sqlName, sqlText } from './draft-names.ts'
import type { ExpectedColumn, ExpectedTable } from './expected-table.ts'

interface Limits {
  minimum?: number
  properties?: { amount?: { minimum?: number } }
  decimals?: number
}

/** `default …` of a column, for fields whose default is a plain value. */
function defaultOf({ field, declared }: ExpectedColumn): string {
  const value = field.options.default
  if (field.name === 'version') return ' default 1'
  if (typeof value === 'boolean' || typeof value === 'number') return ` default ${value}`
  if (typeof value === 'string') return ` default ${sqlText(value)}`
  if (Array.isArray(value) && value.length === 0 && declared.endsWith('[]')) return ` default '{}'`
  return declared === 'jsonb' && value !== undefined ? ` default ${sqlText(JSON.stringify(value))}` : ''
}

/** The least value a column may hold, from the limits of its kind: never a negative price or weight by mistake. */
function checkOf({ field, name }: ExpectedColumn): string {
  const { minimum, properties, decimals = 0 } = field.facets.schema as Limits
  const isMoney = field.facets.kind === 'money'
  if (isMoney && name !== field.columns[0]) return ''
  const least = isMoney ? properties?.amount?.minimum : minimum
  if (least === undefined || (field.facets.kind !== 'measure' && !isMoney) || field.name === 'version')
    return ''
  return ` check (${sqlName(name)} >= ${isMoney ? least : Math.round(least * 10 ** decimals)})`
}

function referenceOf({ references }: ExpectedTable, { name }: ExpectedColumn): string {
  const target = references.find(({ column }) => column === name)?.target
  return target ? ` references ${sqlName(target)} (id)` : ''
}

export interface ColumnOptions {
  /** False leaves `not null` out, for a column that rows do not have yet. */
  required?: boolean
}

/** One column as it stands in `create table` or after `add column`. */
export function columnSql(
  table: ExpectedTable,
  column: ExpectedColumn,
  { required = !column.nullable }: ColumnOptions = {},
): string {
  if (column.field.name === 'id') return 'id uuid primary key'
  const unique = table.unique.includes(column) ? ' unique' : ''
  return `${sqlName(column.name)} ${column.declared}${required ? ' not null' : ''}${defaultOf(column)}${unique}${checkOf(column)}${referenceOf(table, column)}`
}

export function hasDefault(column: ExpectedColumn): boolean {
  return defaultOf(column) !== ''
}

/** An amount and its currency are there together or not at all. */
export function moneyCheckSql(field: ModelField): string {
  const [amount = '', currency = ''] = field.columns.map(sqlName)
  return `check ((${amount} is null) = (${currency} is null))`
}
