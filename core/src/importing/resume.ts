import { access } from 'node:fs/promises'
import Type from 'typebox'
import { lackedPermission } from '../access/needs.ts'
import { idSchema } from '../entity/kinds/id.ts'
import { forbidden } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { operation } from '../operation/operation.ts'
import { fileGone, importOver, notImportable } from './errors.ts'
import { Import } from './import.ts'
import { restartRun } from './runs.ts'

/** Where an import's records go, if the actor may put them there. */
function assertMayImport(ctx: Context, collection: string): void {
  const model = ctx.registry.byCollection(collection)
  if (!model) throw new Problem(notImportable)
  const lacked = lackedPermission(ctx.actor, model.permissions.write)
  if (lacked)
    throw new Problem(forbidden, { detail: `This takes the permission "${lacked}". Ask the owner for it.` })
}

/** Goes on with a stopped import, in the name and with the permissions of whoever asks for it. */
export const resumeImport = operation({
  name: 'imports.resume',
  needs: 'signed-in',
  summary: 'Go on with an import that was stopped because its starter may not do it any more',
  input: Type.Object({ id: idSchema }, { additionalProperties: false }),
  output: Import,
  rest: 'POST /imports/:id/resume',
  graphql: 'mutation resumeImport',
  admin: { collection: 'imports', on: 'record' },
  status: 202,
  errors: [importOver, fileGone],
  async run(ctx, { id }) {
    const { collection } = await ctx.records(Import).get(id)
    assertMayImport(ctx, collection)
    const path = await restartRun(ctx, id)
    if (path === undefined) throw new Problem(importOver)
    await access(path).catch(() => {
      throw new Problem(fileGone)
    })
    ctx.enqueue('core.run-import', { id })
    return ctx.records(Import).get(id)
  },
})
