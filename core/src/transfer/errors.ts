import { defineError } from '../errors/problem.ts'

/** What can be wrong with a whole file. Wrong rows are no errors: they carry an issue and are read. */
export const fileMissing = defineError('IMPORT_FILE_MISSING', 422, 'There is no such file. Check the path.')
export const fileEmpty = defineError(
  'IMPORT_FILE_EMPTY',
  422,
  'The file is empty. Send one with a header row and data.',
)
export const fileTooLarge = defineError(
  'IMPORT_FILE_TOO_LARGE',
  413,
  'The file is too large. Split it, or send it as CSV.',
)
export const formatUnknown = defineError(
  'IMPORT_FORMAT_UNKNOWN',
  422,
  'This is not a table we can read. Save it as CSV, XLSX or NDJSON.',
)
export const recordTooLong = defineError(
  'IMPORT_RECORD_TOO_LONG',
  422,
  'A record of the file is too long. Look for a quotation mark that is never closed.',
)
export const workbookBroken = defineError(
  'IMPORT_WORKBOOK_BROKEN',
  422,
  'The workbook is damaged. Open it in a spreadsheet, save it anew as .xlsx, and try again.',
)
export const workbookTooLarge = defineError(
  'IMPORT_WORKBOOK_TOO_LARGE',
  413,
  'The workbook unpacks to more than is safe to read. Save the sheet as CSV and send that.',
)
export const sheetMissing = defineError(
  'IMPORT_SHEET_MISSING',
  422,
  'The workbook has no sheet with data, or none of that name.',
)
export const jsonBroken = defineError(
  'IMPORT_JSON_BROKEN',
  422,
  'The JSON is not a list of objects. Send [{…}, {…}] or one object per line.',
)
export const cellTooLong = defineError(
  'EXPORT_CELL_TOO_LONG',
  422,
  'A text is longer than a spreadsheet cell can be. Export as CSV or NDJSON.',
)
export const tooManyRows = defineError(
  'EXPORT_TOO_MANY_ROWS',
  422,
  'A sheet holds at most 1,048,576 rows. Export as CSV or NDJSON, or filter the list.',
)
