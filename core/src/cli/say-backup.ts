import type { BackupReport } from '../backup/index.ts'

/** `Backed up 12 tables with 53,940 rows and 3 files` */
export function sayBackup(done: string, { tables, rows, files }: BackupReport): string {
  return `${done} ${tables} tables with ${rows.toLocaleString('en')} rows and ${files.toLocaleString('en')} files`
}
