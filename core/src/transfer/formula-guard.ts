/**
 * Spreadsheets run a cell of a CSV file as a formula when it begins with one of these (also in their full-width form).
 * OWASP, "CSV injection".
 */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
/** Numbers and phone numbers cannot run anything, and other programs want to read them as they are. */
const HARMLESS = /^(-\d+(\.\d+)?|\+\d[\d ]*)$/
/** What others write as `'0123` to keep a spreadsheet from rounding; a text that really looks so must be guarded. */
const MARKED_DIGITS = /^'+\d+$/
const DIGITS = /^\d+$/

/** Whether a spreadsheet would run the text, typed or opened from CSV. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text) && !HARMLESS.test(text)
}

/**
 * The text as it may stand in a CSV cell: with an apostrophe before it where a spreadsheet would take it for a formula,
 * or where {@link unguard} would take its own apostrophe for ours. `unguard(guard(text)) === text` for every text.
 */
export function guard(text: string): string {
  if (text === '') return text
  const first = text.charCodeAt(0)
  // Letters and digits open nearly every cell and never need a guard.
  if ((first >= 48 && first <= 57) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122))
    return text
  return isFormula(text) || MARKED_DIGITS.test(text) ? `'${text}` : text
}

/** Takes off the apostrophe that {@link guard} put on, and the one that shops put before long numbers (`'7210448301122`). */
export function unguard(cell: string): string {
  if (cell.charCodeAt(0) !== APOSTROPHE) return cell
  const text = cell.slice(1)
  return isFormula(text) || MARKED_DIGITS.test(text) || DIGITS.test(text) ? text : cell
}

const APOSTROPHE = 39
