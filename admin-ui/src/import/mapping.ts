import type { EntityDescriptor } from '../entity/types.ts'
import type { Mapping, PreviewColumn, PreviewIssue } from './import-api.ts'

export const mappingOf = (columns: readonly PreviewColumn[]): Mapping =>
  Object.fromEntries(columns.map(({ header, field }) => [header, field]))

/** Gives a column a field; the column that had it before is left out, for a field takes one column. */
export function withField(mapping: Mapping, header: string, field: string | null): Mapping {
  const freed = Object.entries(mapping).map(
    ([name, other]) => [name, field !== null && other === field ? null : other] as const,
  )
  return { ...Object.fromEntries(freed), [header]: field }
}

export type Certainty = 'sure' | 'guess' | 'unsure'

export function certainty(column: PreviewColumn): Certainty {
  if (column.field === null) return 'unsure'
  return column.confidence >= 0.85 ? 'sure' : 'guess'
}

/** Fields a file can fill, as choices: value and label. Names the server proposed beyond those are kept. */
export function targets(
  entity: EntityDescriptor,
  columns: readonly PreviewColumn[],
): { value: string; label: string }[] {
  const own = entity.fields
    .filter((field) => field.writable)
    .map((field) => ({ value: field.name, label: field.label }))
  const known = new Set(own.map((target) => target.value))
  const proposed = columns.flatMap(({ field }) => (field !== null && !known.has(field) ? [field] : []))
  return [...own, ...[...new Set(proposed)].map((value) => ({ value, label: value }))]
}

/** How many different rows have a problem. */
export const rowsWithIssues = (issues: readonly PreviewIssue[]): number =>
  new Set(issues.map((issue) => issue.line ?? issue.row ?? JSON.stringify(issue))).size
