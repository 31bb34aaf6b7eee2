/** What spreadsheets and people write where there is no value. */
const MARKERS = new Set([
  '',
  '-',
  '--',
  '---',
  '\u2013',
  '\u2014',
  '.',
  '?',
  'n/a',
  'n.a.',
  'na',
  '#n/a',
  '#value!',
  'null',
  '(null)',
  'nil',
  'none',
  'undefined',
  'unknown',
  'not available',
  'tbd',
])
/** Outlook writes dates without a value so; databases the other two. */
const EMPTY_DATE = /^(0+[/.-]0+[/.-]0+|0000-00-00.*|1\/1\/0001.*)$/

/**
 * Whether a cell stands for no value. For numbers, dates, addresses and codes; not for free text, where `None` may be a
 * name, and not where the kind knows the word (`None` is a grade of fluorescence): ask that first.
 */
export function isEmptyMarker(text: string): boolean {
  if (text.length > 16) return false
  const trimmed = text.trim()
  return trimmed === '' || MARKERS.has(trimmed.toLowerCase())
}

/** {@link isEmptyMarker}, and the zero dates of Outlook and SQL. */
export function isEmptyDate(text: string): boolean {
  return isEmptyMarker(text) || EMPTY_DATE.test(text.trim())
}
