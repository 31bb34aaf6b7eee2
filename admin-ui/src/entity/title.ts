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

/** The value of a field; custom fields stand under `custom`. */
export function readField(row: Row, name: string, custom = false): unknown {
  if (!custom) return row[name]
  const values = row.custom as Record<string, unknown> | null | undefined
  return values?.[name]
}

/** The body of a PATCH that sets one field. */
export function patchOf(name: string, value: unknown, custom = false): Record<string, unknown> {
  return custom ? { custom: { [name]: value } } : { [name]: value }
}
