import Type from 'typebox'
import { defineEntity } from '../entity/entity.ts'
import { optional } from '../entity/field.ts'
import { boolean, count, id, instant, json, oneOf, text } from '../entity/kinds/index.ts'

const readOnly = true

/** One file on its way into a collection, or one that came in: progress, counts, how its columns were mapped. */
export const Import = defineEntity('Import', {
  collection: 'imports',
  nav: 'Settings',
  custom: false,
  title: ['fileName'],
  fields: {
    collection: text({ max: 80, readOnly, help: 'Where its records go' }),
    fileName: text({ max: 255, readOnly }),
    status: oneOf(['pending', 'running', 'completed', 'cancelled', 'failed'], { readOnly }),
    dryRun: boolean({ readOnly, help: 'Everything is checked, nothing is kept' }),
    format: optional(
      oneOf(
        [
          { value: 'csv', label: 'CSV' },
          { value: 'xlsx', label: 'Excel' },
          { value: 'ndjson', label: 'NDJSON' },
          { value: 'json', label: 'JSON' },
          { value: 'vcard', label: 'vCard' },
        ],
        { readOnly },
      ),
    ),
    total: optional(
      count({ readOnly, label: 'Rows', help: 'An estimate by the size of the file until all are read' }),
    ),
    processed: count({ readOnly, help: 'Rows of the file done so far' }),
    created: count({ readOnly, label: 'Created records' }),
    updated: count({ readOnly, label: 'Updated records' }),
    unchanged: count({ readOnly, label: 'Unchanged records' }),
    continued: count({
      readOnly,
      label: 'Continuation rows',
      help: 'Rows that went on about the record above them: further pictures and variants of a product',
    }),
    failed: count({ readOnly, label: 'Rejected rows' }),
    mapping: optional(
      json(Type.Record(Type.String(), Type.Unknown()), {
        readOnly,
        help: 'Header of the file → field, null for columns left out',
      }),
    ),
    startedAt: optional(instant({ readOnly })),
    finishedAt: optional(instant({ readOnly })),
    error: optional(text({ max: 2000, readOnly, help: 'Why the file as a whole could not be imported' })),
    remarks: optional(text({ max: 4000, readOnly, help: 'What of the file found no place' })),
    actorId: optional(id({ readOnly, label: 'Started by' })),
  },
  list: {
    columns: ['fileName', 'collection', 'status', 'created', 'updated', 'failed', 'createdAt'],
    sort: '-id',
  },
  /** One's own, and those of all colleagues for who may see what happens in the system. */
  rows: (actor, param) =>
    actor.permissions.allows('system.read') ? 'true' : `t.actor_id = ${param(actor.id)}`,
})

/** What a caller can say about an import besides its file. */
export interface ImportOptions {
  dryRun: boolean
  /** Header → field, fields or null; headers it does not name are mapped by themselves. */
  mapping?: Record<string, string | string[] | null> | undefined
  /** Field → value where the file's cells are blank or it has no such column. */
  defaults?: Record<string, unknown> | undefined
}
