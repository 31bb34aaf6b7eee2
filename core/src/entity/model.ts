import type { Selection } from '../query/selection.ts'
import type { Columns } from './columns.ts'
import type { Entity } from './entity.ts'
import type { Facets, FieldOptions } from './field.ts'

// Facets of any value: the resolved model is where kinds of all fields meet.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyFacets = Facets<any>

/** A field with everything derived from its name: what the printers, queries and writers work on. */
export interface ModelField {
  /** Name in JSON, GraphQL and files: `givenName`, `storeId`. */
  name: string
  /** Column names in the table, in the order of the kind's columns. */
  columns: string[]
  /** SQL of the value where it is no column of its own: a field defined at run time, inside `custom`. */
  expression?: string
  facets: AnyFacets
  options: FieldOptions
  optional: boolean
  readOnly: boolean
  label: string
  /** Plugin that declared it: the entity's own or one that extends it. */
  plugin: string
  /** What a query selects for it: `t."price_amount", t."price_currency"`. */
  select: string
  /** SQL of the column that filters and sorts. */
  main: string
}

export interface ModelRelation {
  name: string
  label: string
  type: 'one' | 'many'
  target: Model
  /** `one`: our reference field. `many`: the target's reference field that points back. */
  field: ModelField
  owned: boolean
}

/** An entity as the running app knows it: resolved names, extensions merged in, relations linked. */
export interface Model {
  name: string
  plugin: string
  collection: string
  table: string
  label: string
  labelPlural: string
  fields: ModelField[]
  /** A field by its JSON name; those defined at run time as `custom.<name>`. */
  field(name: string): ModelField | undefined
  customFields(): ModelField[]
  relations: Map<string, ModelRelation>
  title: string[]
  naturalKey: ModelField[]
  /** Reference field that limits who sees a record to its store. */
  scope: ModelField | undefined
  searchable: boolean
  custom: boolean
  entity: Entity
  permissions: { read: string; write: string; delete: string }
  /** What to select for a list of its fields, and how to read it; remembered per list. */
  columns(fields: readonly ModelField[]): Columns
  /** Everything the holder of a permission set may read, by the set's key; filled as asked. */
  views: Map<string, Selection>
}
