/**
 * What the server tells the admin shell after sign-in: `GET /api/v1/admin/manifest`.
 * Everything in it is already narrowed to what the signed-in actor may see and do,
 * so the shell never has to decide about access itself.
 */
export interface AdminManifest {
  app: { name: string; version: string; currency: string; locales: string[]; demo: boolean }
  user: { id: string; name: string; email: string | null; permissions: string[] }
  nav: NavEntry[]
  panels: PanelEntry[]
  entities: EntityDescriptor[]
  actions: ActionDescriptor[]
}

/** A first-level group of the navigation; `Settings` always comes last. */
export type NavGroup = 'Sell' | 'Customers' | 'Inventory' | 'Care' | 'Insights' | 'Settings'

export interface NavEntry {
  group: NavGroup
  label: string
  /** Path inside the admin, for example `/customers`. */
  to: string
}

export interface PanelEntry {
  plugin: string
  /** URL of the prebuilt ESM bundle, content-hashed. */
  entry: string
}

export type FieldKind =
  | 'id'
  | 'text'
  | 'email'
  | 'phone'
  | 'money'
  | 'measure'
  | 'instant'
  | 'date'
  | 'enum'
  | 'boolean'
  | 'reference'
  | 'list'
  | 'json'
  | 'file'
  | 'encrypted'

export type FilterOperator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'contains'
  | 'startsWith'
  | 'isNull'

export interface FieldDescriptor {
  name: string
  kind: FieldKind
  label: string
  help?: string
  required: boolean
  /** The value may be cleared: `null` is allowed. */
  nullable?: boolean
  /** What a new record gets when the field is left out; absent when there is none. */
  default?: unknown
  /** False when the actor may read but not write it, or nobody may. */
  writable: boolean
  sortable: boolean
  filters: FilterOperator[]
  /** Enum values in the trade's order. */
  options?: { value: string; label: string }[]
  /** Unit shown behind a measure: `ct`, `g`, `mm`, `%`; absent for plain counts. */
  unit?: string
  /** Decimals of a measure; its JSON value is a number with at most that many. */
  decimals?: number
  /** A number that is no quantity, like a year: shown without separators. */
  ungrouped?: boolean
  /** Collection a reference points to. Its JSON value is the id; `relation` names the included record. */
  collection?: string
  relation?: string
  maxLength?: number
  /** Heading under which forms and record pages show the field; those without one come first. */
  group?: string
  /** Text shown in a multi-line control. */
  long?: boolean
  /** Item kind of a list. */
  items?: FieldDescriptor
  /** Defined by a shop owner at run time: `name` is `custom.<name>`, the value stands under `custom` in the record. */
  custom?: boolean
}

export interface RelationDescriptor {
  name: string
  label: string
  type: 'one' | 'many'
  /** The collection of the related records. */
  collection: string
  /** For `many`: the field of the related record that points back, used as a filter. */
  via?: string
  /** For `many`: edited as part of the parent's own form and body. */
  owned?: boolean
}

export interface EntityDescriptor {
  name: string
  collection: string
  label: string
  labelPlural: string
  /** Fields that together name a record to a person, for example given and family name. */
  title: string[]
  fields: FieldDescriptor[]
  relations: RelationDescriptor[]
  searchable: boolean
  /** Tells what happened (a ledger, a list of sign-ins): nobody makes or changes one of its records. */
  log?: boolean
  list: { columns: string[]; sort: string }
  can: { create: boolean; update: boolean; delete: boolean; import: boolean; export: boolean }
}

/** A custom operation offered as a button on a record, a selection or the list. */
export interface ActionDescriptor {
  name: string
  summary: string
  collection?: string
  on: 'record' | 'selection' | 'collection'
  method: string
  /** Path below `/api/v1`, with `:id` for the record. */
  path: string
  /** States of the record in which it is allowed; absent: in all. */
  when?: { field: string; in: (string | null)[] }
  /** JSON Schema of the body, for a derived form; absent when it takes none. */
  input?: unknown
  danger?: boolean
}
