import type { Cell } from './cell.ts'
import { contentKey, type Occurrences } from './content-key.ts'
import type { Plan } from './plan.ts'
import type { ImportRow } from './row.ts'

/** Values of the natural key; undefined where one is blank. */
export function naturalKeyOf({ naturalKey }: Plan, { cells }: ImportRow): Cell[] | undefined {
  if (!naturalKey) return undefined
  const found: Cell[] = []
  for (const slot of naturalKey) {
    const cell = cells[slot]
    if (cell === undefined || cell.value === null) return undefined
    found.push(cell)
  }
  return found
}

/** What tells a row from others of its file: the record's id or its natural key, as text. */
export function keyText(plan: Plan, row: ImportRow): string | undefined {
  return (
    row.id ??
    naturalKeyOf(plan, row)
      ?.map(({ copy }) => copy)
      .join('\t')
      .toLowerCase()
  )
}

/** Slots by the names of their fields, so that the order of a file's columns makes no difference to its rows' keys. */
export function contentOrder({ table: { fields } }: Plan): number[] {
  const names = fields.map(({ name }) => name)
  return [...names.keys()].sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1))
}

/** Rows that neither an id nor a natural key tells apart are known by all that they say. */
export function addContentKey(plan: Plan, row: ImportRow, order: readonly number[], seen: Occurrences): void {
  if (row.id !== undefined || naturalKeyOf(plan, row)) return
  let content = `${plan.model.collection}\u0003`
  for (const slot of order) content += row.cells[slot]?.key ?? ''
  for (const [at, parts] of row.parts.entries()) {
    for (const { cells } of parts ?? []) {
      content += `\u0004${at}`
      for (const cell of cells) content += cell?.key ?? ''
    }
  }
  row.contentKey = contentKey(content, seen)
}
