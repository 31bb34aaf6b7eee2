import type { Row } from '../api/types.ts'
import type { EntityDescriptor } from './types.ts'

/** What a person calls this record, for example `Ada Lovelace`; the id's last eight characters when it has no name. */
export function titleOf(entity: EntityDescriptor | undefined, row: Row): string {
  const parts = (entity?.title ?? []).map((name) => readField(row, name)).map(plain).filter((part) => part !== '')
  return parts.join(' ') || row.id.slice(-8)
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' ? String(value) : ''
}

/** Fields that a shop owner defined are called `custom.<name>` and stand in the record as `custom: { <name> }`. */
const CUSTOM = /^custom\./

/** The value of a field, given or run-time defined. */
export function readField(row: Row, name: string): unknown {
  if (!CUSTOM.test(name)) return row[name]
  const values = row.custom as Record<string, unknown> | null | undefined
  return values?.[name.replace(CUSTOM, '')]
}

/** The body of a PATCH that sets one field. */
export function patchOf(name: string, value: unknown): Record<string, unknown> {
  return CUSTOM.test(name) ? { custom: { [name.replace(CUSTOM, '')]: value } } : { [name]: value }
}
