import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Model } from '../entity/model.ts'
import { on } from '../events/event.ts'
import { defineJob } from '../jobs/job.ts'
import type { Context } from '../operation/context.ts'
import { quote } from '../query/sql.ts'
import { deleteBlobs, keysOf, unusedKeys } from './blobs.ts'
import { File } from './file.ts'
import { files } from './files.ts'
import { shownFiles } from './shown.ts'

const batch = 100
const dayMs = 24 * 3600 * 1000

/** Conditions that no table shows the file `f`. */
function notShown(models: Model[]): string[] {
  return models.flatMap((model) =>
    shownFiles(model).map(
      ({ holds }) => `not exists (select 1 from ${quote(model.table)} r where ${holds('r', 'f.id')})`,
    ),
  )
}

/** Ids of files a day old that belong to no record and that no record shows. */
async function abandoned(ctx: Context): Promise<string[]> {
  const where = [`f.owner_entity is null`, `f.created_at < $1`, ...notShown(ctx.registry.models)]
  const rows = await ctx.db.query<{ id: string }>(
    `select f.id from files f where ${where.join(' and ')} order by f.id limit ${batch}`,
    [new Date(ctx.now.getTime() - dayMs)],
  )
  return rows.map(({ id }) => id)
}

/** Ids of files whose record is gone. Files of an entity that no loaded plugin has are left: the plugin may come back. */
async function ownerless(ctx: Context, model: Model): Promise<string[]> {
  const where = [
    'f.owner_entity = $1',
    `not exists (select 1 from ${quote(model.table)} o where o.id = f.owner_id)`,
    ...notShown(ctx.registry.models),
  ]
  const rows = await ctx.db.query<{ id: string }>(
    `select f.id from files f where ${where.join(' and ')} order by f.id limit ${batch}`,
    [model.name],
  )
  return rows.map(({ id }) => id)
}

async function deleteFiles(ctx: Context, ids: string[]): Promise<number> {
  for (const id of ids) await ctx.records(File).delete(id)
  return ids.length
}

async function removeStaleUploads(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && now.getTime() - found.mtimeMs > dayMs) await rm(path, { force: true })
  }
}

/** A deleted file's bytes go at once: who deletes an identity document does not want it to lie around until night. */
export const deleteBytes = on('files.deleted.v1', 'delete-file-bytes', async (ctx, { payload }) => {
  await deleteBlobs(ctx.db, ctx.use(files).storage, await keysOf(ctx.db, payload.id as string))
})

/** Deletes files that nobody needs any more, and then the bytes that no file has. */
export const sweepFiles = defineJob({
  name: 'core.sweep-files',
  schedule: '41 3 * * *',
  summary: 'Delete files that belong to no record any more, and stored bytes that belong to no file',
  maxAttempts: 3,
  async steps({ step, signal }) {
    const models = await step(async (ctx) => ctx.registry.models)
    const finders = [abandoned, ...models.map((model) => (ctx: Context) => ownerless(ctx, model))]
    for (const find of finders) {
      for (let deleted = batch; deleted === batch; ) {
        signal.throwIfAborted()
        deleted = await step(async (ctx) => deleteFiles(ctx, await find(ctx)))
      }
    }
    for (let deleted = batch; deleted === batch; ) {
      signal.throwIfAborted()
      deleted = await step(async (ctx) => {
        const keys = await unusedKeys(ctx.db, batch)
        await deleteBlobs(ctx.db, ctx.use(files).storage, keys)
        return keys.length
      })
    }
    await step(async (ctx) => removeStaleUploads(ctx.use(files).folder, ctx.now))
  },
})
