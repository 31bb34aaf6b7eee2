import Type from 'typebox'
import { idSchema } from '../entity/kinds/id.ts'
import { Problem } from '../errors/problem.ts'
import { crud } from '../operation/crud.ts'
import { operation } from '../operation/operation.ts'
import { errorFile } from './error-download.ts'
import { fileGone, importOver, mappingInvalid, nothingMapped } from './errors.ts'
import { Import } from './import.ts'
import { resumeImport } from './resume.ts'
import { endRun } from './runs.ts'
import { importForbidden } from './still-allowed.ts'

const byId = Type.Object({ id: idSchema }, { additionalProperties: false })

const cancelImport = operation({
  name: 'imports.cancel',
  needs: 'signed-in',
  summary: 'Stop an import; the records it brought in stay',
  input: byId,
  output: Import,
  rest: 'POST /imports/:id/cancel',
  graphql: 'mutation cancelImport',
  admin: { collection: 'imports', on: 'record', danger: true },
  errors: [importOver],
  async run(ctx, { id }) {
    await ctx.records(Import).get(id)
    if (!(await endRun(ctx.db, id, 'cancelled'))) throw new Problem(importOver)
    return ctx.records(Import).get(id)
  },
})

const importErrors = operation({
  name: 'imports.errors',
  needs: 'signed-in',
  summary:
    'Download the rows that were rejected, with the reasons; corrected, the file can be imported as it is',
  input: byId,
  output: { file: ['text/csv; charset=utf-8'] },
  rest: 'GET /imports/:id/errors',
  async run(ctx, { id }) {
    return errorFile(ctx, await ctx.records(Import).get(id))
  },
})

export const importOperations = [
  ...crud(Import, { only: ['list', 'get'], needs: 'signed-in' }),
  cancelImport,
  resumeImport,
  importErrors,
]
export const importErrorDefinitions = [mappingInvalid, nothingMapped, importOver, fileGone, importForbidden]
