import { defineError } from '../errors/problem.ts'

export const mappingInvalid = defineError(
  'IMPORT_MAPPING_INVALID',
  422,
  'The mapping does not fit the file. See "errors" for each column.',
)
export const nothingMapped = defineError(
  'IMPORT_NOTHING_MAPPED',
  422,
  'No column of the file is known. Say which column is which field, as {"header": "field"} in "mapping".',
)
export const notImportable = defineError(
  'IMPORT_NOT_OFFERED',
  404,
  'Records of this collection cannot be imported.',
)
export const importOver = defineError('IMPORT_OVER', 409, 'This import is over already.')
export const fileGone = defineError(
  'IMPORT_FILE_GONE',
  410,
  'The file is not there any more. Send it again: what came in already is recognised.',
)
