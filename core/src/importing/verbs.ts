import Type, { type Static } from 'typebox'
import type { Entity } from '../entity/entity.ts'
import type { Upload } from '../http/upload.ts'
import type { Context } from '../operation/context.ts'
import type { Operation } from '../operation/operation.ts'
import { mappingInvalid, nothingMapped } from './errors.ts'
import { Import } from './import.ts'
import { importing } from './importing.ts'
import { runImports } from './job.ts'
import { previewSchema } from './preview.ts'

const file = Type.Unsafe<Upload>({
  description: 'CSV (any delimiter and encoding), XLSX, NDJSON or a JSON array',
})
const mapping = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Array(Type.String()), Type.Null()]),
  {
    description:
      'Header → field, or null to leave the column out. Headers not named are mapped by themselves.',
  },
)
const defaults = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Field → value where the file has none',
})
const howToRead = { file, mapping: Type.Optional(mapping), defaults: Type.Optional(defaults) }
const previewInput = Type.Object(howToRead, { additionalProperties: false })
const importInput = Type.Object(
  { ...howToRead, dryRun: Type.Optional(Type.Boolean({ description: 'Check everything, keep nothing' })) },
  { additionalProperties: false },
)

/** `POST /stones/import`: takes the file and answers at once; a job does the work. */
export function importVerb(entity: Entity): Operation {
  const { collection } = entity
  return {
    kind: 'operation',
    name: `${collection}.import`,
    needs: `${collection}.write`,
    summary: `Import ${collection} from a file: CSV, XLSX or NDJSON`,
    input: importInput,
    output: Import,
    rest: `POST /${collection}/import`,
    status: 202,
    upload: importing,
    errors: [mappingInvalid, nothingMapped],
    async run(ctx: Context, input: Static<typeof importInput>) {
      const { file: upload, dryRun = false, ...options } = input
      const made = await ctx
        .use(importing)
        .begin(ctx, ctx.registry.of(entity), upload, { ...options, dryRun })
      ctx.enqueue(runImports.name, { id: made.id }, { key: `import:${made.id}` })
      return made
    },
  }
}

/** `POST /stones/import/preview`: how the columns would be mapped, and what the first rows would become. */
export function importPreviewVerb(entity: Entity): Operation {
  const { collection } = entity
  return {
    kind: 'operation',
    name: `${collection}.import-preview`,
    needs: `${collection}.write`,
    summary: `Show how a file would be imported into ${collection}, writing nothing`,
    input: previewInput,
    output: previewSchema,
    rest: `POST /${collection}/import/preview`,
    upload: importing,
    errors: [mappingInvalid, nothingMapped],
    run(ctx: Context, { file: upload, ...options }: Static<typeof previewInput>) {
      return ctx.use(importing).preview(ctx, ctx.registry.of(entity), upload, options)
    },
  }
}
