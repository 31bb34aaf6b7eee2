import { type FileSum, type Manifest, type RecordedMigration, type Totals, tableName } from './manifest.ts'
import type { RowSum } from './row-hash.ts'

/** What a backup holds; making, verifying and restoring it count the same. */
export interface BackupReport extends Totals {
  /** ISO instant of the snapshot. */
  taken: string
  keyId: string
  /** Version of the server it came from. */
  postgres: string
  migrations: RecordedMigration[]
  /** Rows per table, by `schema.name`. */
  rowsOf: Record<string, number>
}

export function emptyReport(manifest: Manifest, keyId: string): BackupReport {
  const { taken, postgres, migrations } = manifest
  return { taken, keyId, postgres, migrations, tables: 0, rows: 0, files: 0, fileBytes: 0, rowsOf: {} }
}

export function countTable(
  report: BackupReport,
  table: { schema: string; name: string },
  { rows }: RowSum,
): void {
  report.tables++
  report.rows += rows
  report.rowsOf[tableName(table)] = rows
}

export function countFile(report: BackupReport, { bytes }: FileSum): void {
  report.files++
  report.fileBytes += bytes
}

export function totalsOf({ tables, rows, files, fileBytes }: BackupReport): Totals {
  return { tables, rows, files, fileBytes }
}
