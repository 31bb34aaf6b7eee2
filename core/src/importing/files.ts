import { validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { shownFiles } from '../files/shown.ts'
import { lockReadableFiles } from '../files/used.ts'
import type { Context } from '../operation/context.ts'
import type { Row } from '../query/rows.ts'
import type { Plan } from './plan.ts'
import type { ImportRow } from './row.ts'

const idsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? (value as string[]) : []

/**
 * Files that rows name must be there and readable by who imports them, as for every other write; what a record showed
 * before is not asked about again.
 * @throws Problem VALIDATION_FAILED naming the fields
 */
export async function assertImportedFiles(
  ctx: Context,
  { model, table }: Plan,
  rows: readonly { row: ImportRow; before?: Row }[],
): Promise<void> {
  const fields = shownFiles(model).flatMap(({ field }) => {
    const slot = table.fields.indexOf(field)
    return slot < 0 ? [] : [{ name: field.name, slot }]
  })
  const named = fields.flatMap(({ name, slot }) =>
    rows.flatMap(({ row, before }) => {
      const known = idsIn(before?.[name])
      return idsIn(row.cells[slot]?.value)
        .filter((id) => !known.includes(id))
        .map((id) => ({ name, id }))
    }),
  )
  if (named.length === 0) return
  const readable = await lockReadableFiles(ctx, [...new Set(named.map(({ id }) => id))])
  const missing = new Set(named.filter(({ id }) => !readable.has(id)).map(({ name }) => name))
  if (missing.size === 0) return
  const message = 'There is no such file. Upload it first.'
  throw new Problem(validationFailed, {
    errors: [...missing].map((name) => ({ pointer: `/${name}`, message })),
  })
}
