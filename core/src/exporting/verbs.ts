import Type from 'typebox'
import type { Entity } from '../entity/entity.ts'
import { invalidQuery } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import type { Operation } from '../operation/operation.ts'
import type { ListInput } from '../query/parse-list.ts'
import { cellTooLong, tooManyRows } from '../transfer/errors.ts'
import type { WriteFormat } from '../transfer/write/types.ts'
import { exporting, mediaTypes } from './exporting.ts'

function formatOf(format: unknown): WriteFormat {
  const asked = format ?? 'csv'
  if (typeof asked === 'string' && Object.hasOwn(mediaTypes, asked)) return asked as WriteFormat
  const message = `must be one of: ${Object.keys(mediaTypes).join(', ')}`
  throw new Problem(invalidQuery, { errors: [{ pointer: '/query/format', message }] })
}

/** `GET /stones/export?format=xlsx&cut=Ideal`: everything a list finds, as a file. */
export function exportVerb(entity: Entity): Operation {
  const { collection } = entity
  return {
    kind: 'operation',
    name: `${collection}.export`,
    needs: `${collection}.read`,
    summary: `Export ${collection} as CSV, XLSX or NDJSON: all that the filters find`,
    input: Type.Unsafe<ListInput & { format?: unknown }>(Type.Any()),
    output: { file: Object.values(mediaTypes) },
    rest: `GET /${collection}/export`,
    lists: entity,
    errors: [invalidQuery, cellTooLong, tooManyRows],
    run: (ctx: Context, { format, ...input }: ListInput & { format?: unknown }) =>
      ctx.use(exporting).file(ctx, ctx.registry.of(entity), input, formatOf(format)),
  }
}
