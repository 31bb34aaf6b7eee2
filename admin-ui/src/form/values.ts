import type { Row } from '../api/types.ts'
import { readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor, RelationDescriptor } from '../entity/types.ts'

/** Values of a form by key: a field's name (`custom.<name>` for run-time ones), or an owned relation's name (then a list of its rows). */
export type Values = Record<string, unknown>
export type OwnedRow = Record<string, unknown> & { id?: string }

export const writableFields = (entity: EntityDescriptor): FieldDescriptor[] =>
  entity.fields.filter((field) => field.writable)

export const ownedRelations = (entity: EntityDescriptor): RelationDescriptor[] =>
  entity.relations.filter((relation) => relation.type === 'many' && relation.owned)

/** The fields of an owned row that its form shows: what it refers back to its parent by is the server's business. */
export const ownedFields = (target: EntityDescriptor, relation: RelationDescriptor): FieldDescriptor[] =>
  writableFields(target).filter((field) => field.name !== relation.via)

export type EntityLookup = (collection: string) => EntityDescriptor | undefined

/** A record as form values. */
export function valuesOf(entity: EntityDescriptor, row: Row, lookup: EntityLookup): Values {
  const fields = writableFields(entity).map((field) => [field.name, readField(row, field.name) ?? null])
  const owned = ownedRelations(entity).map((relation) => [
    relation.name,
    ownedRows(row[relation.name], relation, lookup),
  ])
  return Object.fromEntries([...fields, ...owned])
}

function ownedRows(rows: unknown, relation: RelationDescriptor, lookup: EntityLookup): OwnedRow[] {
  const target = lookup(relation.collection)
  if (!target || !Array.isArray(rows)) return []
  const names = ownedFields(target, relation).map((field) => field.name)
  return (rows as Row[]).map((row) => ({
    id: row.id,
    ...Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
  }))
}

/** Values of an empty form: what the address brings along (`?supplierId=…`), else the fields' defaults. */
export function emptyValues(entity: EntityDescriptor, preset: URLSearchParams): Values {
  const fields = writableFields(entity).map((field) => [
    field.name,
    preset.get(field.name) ?? initialValue(field),
  ])
  return Object.fromEntries([...fields, ...ownedRelations(entity).map((relation) => [relation.name, []])])
}

/** A field whose default is not known stays out of the body, so that the server sets it. */
function initialValue(field: FieldDescriptor): unknown {
  if (field.default !== undefined) return field.default
  return field.kind === 'boolean' && field.required ? false : null
}

/** Keys whose values differ. */
export function changedKeys(before: Values, after: Values): string[] {
  return Object.keys(after).filter((key) => !same(before[key], after[key]))
}

/** The request body that sets these keys; custom fields go together under `custom`. */
export function bodyOf(values: Values, keys: readonly string[]): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const key of keys) {
    if (key.startsWith('custom.')) custom[key.slice('custom.'.length)] = values[key]
    else body[key] = values[key]
  }
  return Object.keys(custom).length > 0 ? { ...body, custom } : body
}

/** For a new record: everything that was filled in. */
export const filledKeys = (values: Values): string[] =>
  Object.keys(values).filter(
    (key) =>
      values[key] !== null &&
      values[key] !== undefined &&
      !(Array.isArray(values[key]) && values[key].length === 0),
  )

export const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
