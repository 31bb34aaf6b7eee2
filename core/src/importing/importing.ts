import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Kernel } from '../app/kernel.ts'
import type { RecordOf } from '../entity/entity.ts'
import type { Model } from '../entity/model.ts'
import type { Upload } from '../http/upload.ts'
import type { Context } from '../operation/context.ts'
import { service } from '../plugin/service.ts'
import { documentsOf } from './documents.ts'
import { Import, type ImportOptions } from './import.ts'
import { openFile } from './open-file.ts'
import { type Preview, previewDocuments, previewFile } from './preview.ts'
import type { RunOptions } from './progress.ts'
import { runImport } from './run.ts'
import { insertRun } from './runs.ts'

/** `CORE_IMPORT_MAX_MEGABYTES` */
export const importSettings = Type.Object({
  importMaxMegabytes: Type.Integer({ default: 512, minimum: 1, maximum: 10_240 }),
})

/** What an import does, for operations, the job and the command line. */
export interface Importing {
  /** Folder of uploads, and their size at most. */
  folder: string
  maxBytes: number
  /** What would become of a file's first rows. */
  preview(
    ctx: Context,
    model: Model,
    upload: Upload,
    options: Omit<ImportOptions, 'dryRun'>,
  ): Promise<Preview>
  /** Notes an import of an uploaded file, which is ours from then on. */
  begin(ctx: Context, model: Model, upload: Upload, options: ImportOptions): Promise<RecordOf<typeof Import>>
  /** Notes an import of somebody's own file, which is only read. */
  beginWith(
    ctx: Context,
    model: Model,
    file: { path: string; name: string },
    options: ImportOptions,
  ): Promise<string>
  /** Carries one out, or goes on with it; see `runImport`. */
  run(id: string, options?: Pick<RunOptions, 'signal' | 'onProgress'>): Promise<void>
}

export const importing = service<Importing>('core.importing')

export interface ImportingOptions {
  kernel: Kernel
  dataDir: string
  /** ISO 4217 code of amounts that name no currency. */
  currency: string
  settings: Static<typeof importSettings>
}

export function createImporting({ kernel, dataDir, currency, settings }: ImportingOptions): Importing {
  const folder = join(dataDir, 'imports')
  const reader = (ctx: Context) => ({ kernel, sql: ctx.db, actor: ctx.actor, currency })

  return {
    folder,
    maxBytes: settings.importMaxMegabytes * 1024 * 1024,
    async preview(ctx, model, { path, name }, options) {
      const documents = await documentsOf(model, path)
      if (documents) return previewDocuments(documents, path)
      const file = await openFile(reader(ctx), model, { path, name }, options)
      try {
        return await previewFile(ctx, file)
      } finally {
        await file.source.close()
      }
    },
    async begin(ctx, model, upload, options) {
      const id = ctx.newId()
      // Opened once here, so that a file nobody can read is refused at once and not by a job later.
      if (!(await documentsOf(model, upload.path))) {
        const file = await openFile(reader(ctx), model, upload, options)
        await file.source.close()
      }
      upload.keep()
      const { path, name: fileName } = upload
      await insertRun(ctx, { id, collection: model.collection, fileName, path, owned: true, options })
      return ctx.records(Import).get(id)
    },
    async beginWith(ctx, model, { path, name }, options) {
      const id = ctx.newId()
      await insertRun(ctx, { id, collection: model.collection, fileName: name, path, owned: false, options })
      return id
    },
    run: (id, options = {}) => runImport({ kernel, currency, ...options }, id),
  }
}
