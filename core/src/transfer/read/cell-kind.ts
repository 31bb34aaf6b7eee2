export type CellKind = 'empty' | 'number' | 'date' | 'email' | 'url' | 'text'

const NUMBER = /^[-+(]?\s*[$€£¥]?\s*[-+]?(\d[\d.,'\u00a0\u202f ]*|[.,]\d+)\s*([$€£¥%)]|ct|mm|g)?$/i
const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ]\d{1,2}:\d{2}.*)?$/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const URL = /^(https?:\/\/|www\.)\S+$/i

/** What a cell looks like at a glance: for guessing layouts, never for reading values. */
export function kindOfText(cell: string): CellKind {
  const text = cell.trim()
  if (text === '') return 'empty'
  // Also keeps the expressions below from long work on a long text.
  if (text.length > 254) return 'text'
  if (DATE.test(text)) return 'date'
  if (NUMBER.test(text)) return 'number'
  if (EMAIL.test(text)) return 'email'
  return URL.test(text) ? 'url' : 'text'
}
