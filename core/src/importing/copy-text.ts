const SPECIAL = /[\\\t\n\r]/

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => escapes[char] as string) : text
}

function arrayItem(item: unknown): string {
  if (item === null || item === undefined) return 'NULL'
  if (Array.isArray(item)) return arrayText(item)
  return `"${String(item).replace(/["\\]/g, '\\$&')}"`
}

function arrayText(items: readonly unknown[]): string {
  return `{${items.map(arrayItem).join(',')}}`
}

/**
 * A column's value → the text format of COPY (PostgreSQL manual, "COPY", file formats). JSON arrives as text already.
 */
export function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? escaped(arrayText(value)) : String(value)
}
