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
