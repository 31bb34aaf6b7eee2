import type { TSchema } from 'typebox'
import type { FieldDescriptor, FieldKind, FilterOperator } from '../admin/manifest.ts'
import type { Keyring } from '../secrets/keyring.ts'

/** One column behind a field: `suffix` is appended to the field's snake-cased name. */
export interface Column {
  suffix: string
  /** PostgreSQL type, with its collation where it has one. */
  type: string
}

/** What a kind needs from the running app to store or read a value. */
export interface KindContext {
  keyring: Keyring
}

/** Every facet of one kind, bound to the options it was declared with. One file per kind makes these. */
export interface Facets<Value> {
  kind: FieldKind
  /** JSON Schema of the value, in and out. */
  schema: TSchema
  columns: Column[]
  /** Value → column values, in the order of `columns`. Absent: the value itself goes into the only column. */
  toColumns?(value: Value, context: KindContext): unknown[]
  /** Column values → value. Absent: the value of the only column. Never called with null in the first column. */
  fromColumns?(columns: unknown[], context: KindContext): Value
  filters: FilterOperator[]
  /** A filter's operand, as text from an address or as JSON, → SQL parameter. Throws `InvalidValue`. */
  toOperand(operand: unknown, context: KindContext): unknown
  sortable: boolean
  /** GraphQL type names: of the value in answers, in inputs, and of the filter. */
  graphql: { output: string; input: string; filter?: string }
  /** One cell of an imported file → value. Throws `InvalidValue`. */
  fromText(text: string, context: KindContext): Value
  /** Value → one cell of an exported file. */
  toText(value: Value): string
  /** What the admin's control and column need besides the kind. */
  form?: Partial<FieldDescriptor>
}

/** Options every kind takes. */
export interface FieldOptions {
  label?: string
  help?: string
  /** Heading under which forms and record pages show the field; those without one come first. */
  group?: string
  /** Personal data: masked in logs and audit, part of the export a person can ask for. */
  personal?: boolean
  /**
   * A text that may name people the record is not about: a counterparty, a reason, a note. A person's own copy shows it,
   * and an erasure takes the name out of it.
   */
  mentions?: boolean
  unique?: boolean
  /** Part of keyword search, with its weight in the ranking. */
  search?: 'A' | 'B' | 'C' | 'D'
  /** Permission it takes to read the field, and so to filter, sort, search or export by it. */
  read?: string
  /** Permission it takes to write the field. */
  write?: string
  /** Set by the server alone; refused in bodies. */
  readOnly?: boolean
  /** Value for a body that leaves the field out. */
  default?: unknown
  /** Other names of the column in imported files. */
  synonyms?: string[]
  /** A believable value, for the API's description and import templates; guessed from the field's name unless told. */
  example?: unknown
  /** How imports know and read the field's cells, where name and kind do not tell. */
  import?: ImportHints
  /** Of a reference: false where the plugin's own triggers keep what a foreign key would keep. */
  foreignKey?: false
}

/** What files call a column and what stands in its cells, beyond what name and kind of a field tell. */
export interface ImportHints {
  synonyms?: readonly string[]
  /** Whether a cell could be one of this column's; tells which of two columns named alike is meant. */
  looksLike?(cell: string): boolean
  /**
   * A cell in the words of the trade → as the field's kind reads it: `RD` → `round`. Null: the cell says that there is
   * nothing; undefined: the kind shall try. Pure, for its answers are remembered.
   */
  read?(cell: string): string | null | undefined
  /** Takes a part of the cell only, so that the same column of the file may fill other fields too. */
  splits?: boolean
}

export interface Field<
  Value = unknown,
  Optional extends boolean = boolean,
  Kind extends FieldKind = FieldKind,
> {
  readonly facets: Facets<Value> & { kind: Kind }
  readonly options: FieldOptions
  readonly optional: Optional
}

// biome-ignore lint/suspicious/noExplicitAny: facets are contravariant in their value; this is the one place that erases it
export type AnyField = Field<any>

export function field<Value, Kind extends FieldKind>(
  facets: Facets<Value> & { kind: Kind },
  options: FieldOptions,
): Field<Value, false, Kind> {
  return { facets, options, optional: false }
}

/** A field that may be null. In bodies absent keeps, `null` clears. */
export function optional<Value, Kind extends FieldKind>(
  of: Field<Value, boolean, Kind>,
): Field<Value, true, Kind> {
  return { ...of, optional: true }
}

/** A value that does not fit its kind; `message` says what is wrong and what would be right. */
export class InvalidValue extends Error {}
