import type { ModelField } from '../entity/model.ts'

/** Collects parameters while a statement is written; the text stays the same for the same shape of question. */
export interface Parameters {
  values: unknown[]
  /** Adds a value and returns its placeholder, `$3`. */
  add(value: unknown): string
}

export function parameters(): Parameters {
  const values: unknown[] = []
  return { values, add: (value) => `$${values.push(value)}` }
}

export function quote(identifier: string): string {
  return `"${identifier.replace(/"/g, '""')}"`
}

/** Output names of a field's columns: its own name, numbered where a kind has several. */
export function aliases(field: ModelField): string[] {
  return field.columns.length === 1 ? [field.name] : field.columns.map((_, index) => `${field.name}:${index}`)
}

/** The SQL expression of a field's main column, the one that filters and sorts. */
export function mainColumn(field: ModelField): string {
  return field.expression ?? `t.${quote(field.columns[0] as string)}`
}

/** `t."given_name" as "givenName"`, for each field once. */
export function selectList(fields: Iterable<ModelField>): string {
  const parts = [...new Set(fields)].flatMap((field) => {
    const names = aliases(field)
    if (field.expression) return `${field.expression} as ${quote(field.name)}`
    return field.columns.map((column, index) => `t.${quote(column)} as ${quote(names[index] as string)}`)
  })
  return parts.join(', ')
}
