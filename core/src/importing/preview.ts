import { createReadStream } from 'node:fs'
import Type, { type Static } from 'typebox'
import type { DocumentImport } from '../entity/entity.ts'
import type { Context } from '../operation/context.ts'
import { SAMPLE_ROWS, type SourceRow } from '../transfer/read/types.ts'
import { cellText } from '../transfer/write/types.ts'
import { Occurrences } from './content-key.ts'
import { Continuations } from './continuation.ts'
import { matchRows } from './match.ts'
import type { OpenedFile } from './open-file.ts'
import { prepareRows, readRow } from './read-row.ts'
import type { ImportRow } from './row.ts'
import { addContentKey, contentOrder } from './row-key.ts'

const SHOWN_ROWS = 20
const SHOWN_SAMPLES = 3

export const previewSchema = Type.Object({
  format: Type.String(),
  columns: Type.Array(
    Type.Object({
      header: Type.String(),
      field: Type.Union([Type.String(), Type.Null()]),
      also: Type.Optional(Type.Array(Type.String())),
      confidence: Type.Number(),
      reason: Type.String(),
      samples: Type.Array(Type.String()),
    }),
  ),
  fields: Type.Array(
    Type.Object({ name: Type.String(), label: Type.String(), kind: Type.String(), required: Type.Boolean() }),
  ),
  rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  issues: Type.Array(
    Type.Object({
      row: Type.Integer(),
      line: Type.Integer(),
      field: Type.Optional(Type.String()),
      message: Type.String(),
    }),
  ),
})

export type Preview = Static<typeof previewSchema>

function columnsOf({ source, mapped }: OpenedFile): Preview['columns'] {
  return mapped.map(({ index, header, targets, confidence, reason }) => {
    const texts = source.sample
      .map(({ values }) => cellText(values[index]).trim())
      .filter((text) => text !== '')
    const [first, ...more] = targets
    return {
      header,
      field: first?.name ?? null,
      ...(more.length > 0 && { also: more.map(({ name }) => name) }),
      confidence,
      reason,
      samples: [...new Set(texts)].slice(0, SHOWN_SAMPLES).map((text) => text.slice(0, 100)),
    }
  })
}

function fieldsOf({ targets, mapped }: OpenedFile): Preview['fields'] {
  const used = new Set(mapped.flatMap((column) => column.targets))
  return targets
    .filter((target) => target.column || used.has(target) || (target.type === 'part' && target.ordinal === 1))
    .map(({ name, column, field, type }) => ({
      name,
      label: type === 'part' ? name : (field?.label ?? column?.label ?? name),
      kind: field?.facets.kind ?? column?.kind ?? 'text',
      required:
        type === 'field' && field !== undefined && !field.optional && field.options.default === undefined,
    }))
}

function valuesOf({ plan }: OpenedFile, row: ImportRow): Record<string, unknown> {
  const values = plan.table.fields.flatMap(({ name }, slot) =>
    row.cells[slot] ? [[name, row.cells[slot]?.value]] : [],
  )
  const parts = plan.parts.flatMap(({ relation, table }, at) =>
    row.parts[at]
      ? [
          [
            relation.name,
            row.parts[at].map(({ cells }) =>
              Object.fromEntries(
                table.fields.flatMap(({ name }, slot) => (cells[slot] ? [[name, cells[slot].value]] : [])),
              ),
            ),
          ],
        ]
      : [],
  )
  return Object.fromEntries([...values, ...parts])
}

async function readSample(ctx: Context, { plan, source }: OpenedFile): Promise<ImportRow[]> {
  const sample: SourceRow[] = source.sample
  await prepareRows(plan, sample)
  const [seen, order] = [new Occurrences(), contentOrder(plan)]
  const continuations = new Continuations(plan)
  const read = [...sample.map((row) => continuations.push(readRow(plan, row))), continuations.end()]
  const rows = read.filter((row) => row !== undefined)
  for (const row of rows) addContentKey(plan, row, order, seen)
  const { found } = await matchRows(
    ctx,
    plan,
    rows.filter(({ problems }) => problems.length === 0),
  )
  for (const row of rows) if (!found.has(row)) row.problems.push(...plan.table.missing(row.cells))
  return rows
}

/** What would become of the first rows of a file; nothing is written. */
export async function previewFile(ctx: Context, file: OpenedFile): Promise<Preview> {
  const rows = await readSample(ctx, file)
  return {
    format: file.source.format,
    columns: columnsOf(file),
    fields: fieldsOf(file),
    rows: rows.slice(0, SHOWN_ROWS).map((row) => valuesOf(file, row)),
    issues: rows.flatMap(({ source: { row, line }, problems }) => {
      const seen = new Set<string>()
      return problems.flatMap(({ field, message }) => {
        if (seen.has(`${field} ${message}`)) return []
        seen.add(`${field} ${message}`)
        return [{ row, line, ...(field && { field }), message }]
      })
    }),
  }
}

/** The first records of a file that is no table: there are no columns to map. */
export async function previewDocuments(
  { format, read, show }: DocumentImport,
  path: string,
): Promise<Preview> {
  const preview: Preview = { format, columns: [], fields: [], rows: [], issues: [] }
  const file = createReadStream(path)
  let row = 0
  for await (const { line, value, problem } of read(file)) {
    row++
    if (problem) preview.issues.push({ row, line, message: problem })
    else if (preview.rows.length < SHOWN_ROWS) preview.rows.push(show(value))
    if (row === SAMPLE_ROWS) break
  }
  file.destroy()
  return preview
}
