import i18next from 'i18next'
import type { Row } from '../api/types.ts'
import { EMPTY, formatValue } from '../fields/format.ts'
import type { EntityDescriptor, FieldDescriptor } from './types.ts'

/** What a person calls this record, for example `Ada Lovelace`; the id's last eight characters when it has no name. */
export function titleOf(entity: EntityDescriptor | undefined, row: Row): string {
  const parts = (entity?.title ?? []).map((name) =>
    partOf(
      entity?.fields.find((field) => field.name === name),
      readField(row, name),
    ),
  )
  return parts.filter((part) => part !== '').join(' ') || row.id.slice(-8)
}

/** A part of the name as it reads elsewhere: a choice by its label, a measure with its unit. */
function partOf(field: FieldDescriptor | undefined, value: unknown): string {
  if (value === null || value === undefined || typeof value === 'object') return ''
  const text = field
    ? formatValue(field, value, { locale: i18next.language ?? 'en', yes: '', no: '' })
    : String(value)
  return text === EMPTY ? '' : text.trim()
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

/** What stands in for a missing picture: the first letters of a name; nothing where a number comes first. */
export const initialsOf = (title: string): string =>
  /^\p{L}\P{N}*$/u.test(title)
    ? title
        .split(/\s+/)
        .slice(0, 2)
        .map((word) => [...word][0])
        .join('')
        .toUpperCase()
    : ''
