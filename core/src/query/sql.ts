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

/** `t."given_name" as "givenName", …`, each field once. */
export function selectList(fields: Iterable<ModelField>): string {
  const parts: string[] = []
  for (const { select } of new Set(fields)) parts.push(select)
  return parts.join(', ')
}
