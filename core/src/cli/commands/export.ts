import { extname } from 'node:path'
import { system } from '../../access/actor.ts'
import { exporting } from '../../exporting/exporting.ts'
import { listInputFromQuery } from '../../http/list-input.ts'
import { parseList } from '../../query/parse-list.ts'
import type { WriteFormat } from '../../transfer/write/types.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { modelFor, serviceOf } from '../model-for.ts'
import { writeWholeFile } from '../whole-file.ts'
import { withApp } from '../with-app.ts'

const formats: Readonly<Record<string, WriteFormat>> = {
  '.csv': 'csv',
  '.xlsx': 'xlsx',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
}

/** `bezel export <collection> <file> [--query 'carat[gte]=1&sort=-price']`: all records that the filters find. */
export async function run({ positional: [collection, file], flags, json }: Arguments): Promise<void> {
  if (!collection || !file) throw new UsageError('Say what to export where: bezel export <collection> <file>')
  const format = formats[extname(file).toLowerCase()]
  if (!format) throw new UsageError(`"${file}" does not tell the format. End it in .csv, .xlsx or .ndjson.`)
  const query = flags.get('query')
  const asked = Object.fromEntries(new URLSearchParams(typeof query === 'string' ? query : ''))
  await withApp(async (app) => {
    const model = modelFor(app, collection, 'export')
    const service = serviceOf(app, exporting)
    const question = parseList(system, model, { ...listInputFromQuery(asked), limit: undefined }, app.kernel)
    const records = await writeWholeFile(file, (out) => service.write(system, model, question, format, out))
    process.stdout.write(
      json ? `${JSON.stringify({ records, file })}\n` : `Exported ${records} ${collection} to ${file}.\n`,
    )
  })
}
