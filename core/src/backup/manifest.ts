/** What a backup says about itself, in its first record. */
export interface Manifest {
  /** ISO instant of the snapshot, by the database's clock. */
  taken: string
  postgres: string
  /** Rows of `bezel_core.migrations`, in the order in which they were applied. */
  migrations: RecordedMigration[]
  tables: TableShape[]
  sequences: SequenceState[]
}

export interface RecordedMigration {
  plugin: string
  name: string
  checksum: string
}

export interface TableShape {
  schema: string
  name: string
  /** `p`: partitioned; its rows are read and written through the parent. */
  kind: 'r' | 'p'
  /** Columns that hold data of their own: generated ones are computed anew. */
  columns: { name: string; type: string }[]
}

export interface SequenceState {
  schema: string
  name: string
  /** bigint as text */
  last: string
  called: boolean
}

export interface FileEntry {
  /** Relative to the files folder, with `/`. */
  path: string
}

export interface FileSum {
  bytes: number
  sha256: string
}

/** The last record. */
export interface Totals {
  tables: number
  rows: number
  files: number
  fileBytes: number
}

export function tableName(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}`
}
