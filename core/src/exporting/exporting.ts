import { Transform, type Writable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Model } from '../entity/model.ts'
import { overloaded } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import type { MadeFile } from '../operation/operation.ts'
import { service } from '../plugin/service.ts'
import type { ListQuery } from '../query/list-query.ts'
import { type ListInput, parseList } from '../query/parse-list.ts'
import { createWriter } from '../transfer/write/create-writer.ts'
import type { WriteFormat } from '../transfer/write/types.ts'
import { shapeOf } from './export-column.ts'
import { writeExport } from './write-export.ts'

export const mediaTypes: Readonly<Record<WriteFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson; charset=utf-8',
}

/** Exports under way in one process: each keeps a connection for as long as its reader takes. */
const MOST_AT_ONCE = 3
/** A reader that takes nothing for so long is gone. */
const STALL_MS = 60_000

export interface Exporting {
  /** A file of all records that a list's question finds, made as it is read. @throws Problem INVALID_QUERY, OVERLOADED */
  file(ctx: Context, model: Model, input: ListInput, format: WriteFormat): MadeFile
  /** Writes such a file. @returns how many records are in it */
  write(actor: Actor, model: Model, query: ListQuery, format: WriteFormat, out: Writable): Promise<number>
}

export const exporting = service<Exporting>('core.exporting')

/** A stream that is destroyed when nobody reads from it any more. */
function watchedStream(): { content: Transform; unwatch(): void } {
  let taken = performance.now()
  const content = new Transform({
    transform(chunk, _, done) {
      taken = performance.now()
      done(null, chunk)
    },
  })
  const timer = setInterval(() => {
    const waits = content.readableLength > 0
    if (waits && performance.now() - taken > STALL_MS)
      content.destroy(new Error('Nobody reads the export any more.'))
  }, STALL_MS / 4)
  timer.unref()
  return { content, unwatch: () => clearInterval(timer) }
}

export function createExporting(kernel: Kernel): Exporting {
  let underWay = 0

  async function write(
    actor: Actor,
    model: Model,
    query: ListQuery,
    format: WriteFormat,
    out: Writable,
  ): Promise<number> {
    const shape = shapeOf(actor, model)
    let begun = false
    try {
      return await kernel.database.transaction(async (tx) => {
        await tx.query('set transaction isolation level repeatable read, read only')
        const context = { sql: tx, actor, kinds: { keyring: kernel.keyring }, shape, query }
        return writeExport(context, format === 'ndjson', (columns) => {
          begun = true
          return createWriter(format, out, columns, { bom: true, sheetName: model.labelPlural })
        })
      })
    } catch (error) {
      if (begun && !(error instanceof Problem)) throw new Error('The export broke off.', { cause: error })
      throw error
    }
  }

  return {
    write,
    file(ctx, model, input, format) {
      const query = parseList(
        ctx.actor,
        model,
        { ...input, limit: undefined, cursor: undefined, total: false },
        ctx,
      )
      if (underWay >= MOST_AT_ONCE)
        throw new Problem(overloaded, {
          detail: 'Other exports are under way. Try again shortly.',
          retryAfterSeconds: 10,
        })
      underWay += 1
      const { content, unwatch } = watchedStream()
      write(ctx.actor, model, query, format, content)
        .catch((error) => content.destroy(error as Error))
        .finally(() => {
          underWay -= 1
          unwatch()
        })
      return { name: `${model.collection}.${format}`, mediaType: mediaTypes[format], content }
    },
  }
}
