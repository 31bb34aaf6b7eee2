import type { Actor } from '../access/actor.ts'
import type { FieldKind, NavGroup } from '../admin/manifest.ts'
import type { Context } from '../operation/context.ts'
import type { AnyField, Field, ImportHints } from './field.ts'

/** Several records of another entity that point back to this one. */
export interface ManyRelation {
  type: 'many'
  target: string
  /** Name of the target's reference field that points back. */
  via: string
  /** Written with the parent, in the parent's body, and deleted with it. */
  owned: boolean
  label?: string
}

/** Declares a to-many relation: `addresses: many('CustomerAddress', { via: 'customer', owned: true })`. */
export function many(
  target: string,
  options: { via: string; owned?: boolean; label?: string },
): ManyRelation {
  return { owned: false, ...options, type: 'many', target }
}

export type Fields = Record<string, AnyField>

/** Fields that belong together; forms and record pages show them under this heading: `...group('Proportions', { depth, table })` */
export function group<F extends Fields>(heading: string, fields: F): F {
  const grouped = Object.entries(fields).map(([name, of]): [string, AnyField] => [
    name,
    { ...of, options: { ...of.options, group: heading } },
  ])
  return Object.fromEntries(grouped) as F
}

/** A column that files have and the entity has not: `measurements`, of which `row` makes length, width and height. */
export interface ImportExtra extends ImportHints {
  label?: string
  /** Kind its cells look like; `text` unless told. They reach `row` as text all the same. */
  kind?: FieldKind
}

/** One record of a file that is no table: a card of an address book. */
export interface ImportDocument {
  /** Where it begins in the file, from 1. */
  line: number
  /** What a person knows it by, for the list of those that were refused. */
  title: string
  value: unknown
  /** Why it cannot be read. */
  problem?: string
}

/** How an entity takes files that are no table. They go through the same imports: progress, dry run, refused ones. */
export interface DocumentImport {
  format: string
  /** Whether a file that begins so is one. */
  matches(head: string): boolean
  read(file: AsyncIterable<Uint8Array>): AsyncIterable<ImportDocument>
  /** What a preview shows of one. */
  show(value: unknown): Record<string, unknown>
  /** Makes or completes the record that one is about. @throws Problem where it cannot be kept; the others go on */
  keep(ctx: Context, value: unknown): Promise<'created' | 'updated' | 'unchanged'>
}

/** Ids of the records a batch made and changed; `before` tells, for each changed one, what the file's columns held. */
export interface ImportedRecords {
  created: string[]
  updated: string[]
  before: Record<string, unknown>[]
}

/** What an entity needs for imports beyond its fields. The usual one needs nothing. */
export interface EntityImport {
  extras?: Record<string, ImportExtra>
  /**
   * Values of a row whose extras say something → those to set, by the fields' JSON names: what was read of the row, and
   * the cells of the extras as text. Pure. @throws InvalidValue when the row contradicts itself
   */
  row?(values: Record<string, unknown>, extras: Record<string, string>): Record<string, unknown>
  documents?: DocumentImport
  /**
   * What else follows from imported records (a ledger's first entry), in the transaction of their batch. Throwing a
   * Problem refuses the rows, one by one.
   */
  imported?(ctx: Context, records: ImportedRecords): Promise<void>
}

/** One write of a record: created has no `before`, deleted no `after`. Both are whole, without relations. */
export interface RecordWrite {
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  /** The record is part of one that was made with it, in the same body. */
  ofNew?: true
}

export interface EntityOptions<F extends Fields> {
  /** Plural noun of the address: `/api/v1/<collection>`, also the table's name and the permissions' prefix. */
  collection: string
  fields: F
  relations?: Record<string, ManyRelation>
  label?: string
  labelPlural?: string
  /** Fields that name a record to a person. The first text field unless told. */
  title?: (keyof F & string)[]
  /** What the admin's list shows first, and in which order. */
  list?: { columns?: string[]; sort?: string }
  /** Where the admin's navigation puts it; `false` for entities reached through another one only. */
  nav?: NavGroup | false
  /** Fields that together identify a record for imports: a second row with the same values updates the first. */
  naturalKey?: (keyof F & string)[]
  /** Reference to a Store: who is limited to some stores sees only their records. */
  scope?: keyof F & string
  /**
   * Rows an actor may see and change, where the permission alone says too much: SQL over the table `t`, its values
   * passed through `param`. Undefined leaves all rows. `write` asks for changing and deleting. Bezel itself (jobs, commands) is never limited.
   */
  rows?(actor: Actor, param: (value: unknown) => string, access: 'read' | 'write'): string | undefined
  /**
   * What else a write entails (a ledger's entry, a rule across records), in its transaction, whatever made it: crud, bulk or
   * a service. Throwing a Problem refuses the write. Imports call `import.imported` instead.
   */
  written?(ctx: Context, writes: RecordWrite[]): Promise<void>
  /** PATCH and DELETE without `If-Match` are refused (428). */
  requireIfMatch?: boolean
  /** Shop owners may add fields at run time; true unless told. */
  custom?: boolean
  /** Columns of files that are no field, and what follows from an import. */
  import?: EntityImport
}

export interface Entity<F extends Fields = Fields> extends EntityOptions<Fields> {
  readonly kind: 'entity'
  readonly fields: F
  /** Singular noun in PascalCase: `Customer`. The GraphQL type has this name. */
  readonly name: string
}

/**
 * Defines a noun once. Table columns, REST, OpenAPI, GraphQL, admin form and table, and CSV columns derive from it.
 * Every entity also has `id`, `version`, `createdAt` and `updatedAt`.
 */
export function defineEntity<F extends Fields>(name: string, options: EntityOptions<F>): Entity<F> {
  return { ...options, kind: 'entity', name } as unknown as Entity<F>
}

/** Fields a plugin adds to another plugin's entity, in columns that its own migration adds. */
export interface EntityExtension {
  target: string
  fields: Fields
  relations: Record<string, ManyRelation>
}

/**
 * Adds fields, and relations to one's own records, to an entity of another plugin:
 * `extendEntity('Customer', { loyaltyTier: optional(oneOf(['silver', 'gold'])) }, { orders: many('Order', { via: 'customer' }) })`
 */
export function extendEntity(
  target: string,
  fields: Fields,
  relations: Record<string, ManyRelation> = {},
): EntityExtension {
  return { target, fields, relations }
}

type JsonName<Name, Of> = Name extends string
  ? Of extends Field<unknown, boolean, 'reference' | 'file'>
    ? `${Name}Id`
    : Name
  : never

type ValueOf<Of> =
  Of extends Field<infer Value, infer Optional> ? (Optional extends true ? Value | null : Value) : never

type FieldsOf<E> = E extends Entity<infer F> ? F : never

/** The fields an entity declares, as they stand in a record. */
export type DataOf<E> = {
  [Name in keyof FieldsOf<E> as JsonName<Name, FieldsOf<E>[Name]>]: ValueOf<FieldsOf<E>[Name]>
}

/** A whole record of an entity. */
export type RecordOf<E> = DataOf<E> & { id: string; version: number; createdAt: string; updatedAt: string }

/** What a service may set: everything optional, for it is checked against the entity when written. */
export type ChangesOf<E> = Partial<DataOf<E>>
