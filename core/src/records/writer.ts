import type { Context, RecordChange } from '../operation/context.ts'

/** The operation a write belongs to, and the changes it is to leave in audit and outbox. */
export interface RecordWriter {
  ctx: Context
  changes: RecordChange[]
}
