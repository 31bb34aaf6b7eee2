import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../../errors/problem.ts'
import { sheetMissing } from '../../errors.ts'
import type { Input } from '../input.ts'
import { type Origin, Source } from '../source.ts'
import { type TableBatch, tableRows } from '../table.ts'
import type { ReadHint, RowSource } from '../types.ts'
import { sheetRecords } from './sheet.ts'
import { ZipFile } from './unzip.ts'
import { readWorkbook, type SheetInfo, type Workbook } from './workbook.ts'

/** Opens the hinted sheet of a workbook, or its first visible one with data. */
export async function openWorkbook(bytes: Input, hint: ReadHint): Promise<RowSource> {
  const spooled = bytes.path === undefined ? await spool(bytes) : undefined
  let zip: ZipFile | undefined
  const close = async () => {
    await bytes.close()
    await zip?.close()
    zip = undefined
    if (spooled) await rm(spooled.folder, { recursive: true, force: true })
  }
  try {
    zip = await ZipFile.open(spooled?.path ?? (bytes.path as string))
    const workbook = await readWorkbook(zip)
    const { sheet, batches } = await chooseSheet(zip, workbook, hint.sheet)
    const rows = await tableRows(batches, hint)
    const names = workbook.sheets.map(({ name }) => name)
    return new Source(
      rows,
      originOf(zip, sheet, names, bytes.bytesTotal ?? bytes.bytesRead, close),
      hint.skipRows ?? 0,
    )
  } catch (error) {
    await close()
    throw error
  }
}

/** A ZIP's directory stands at its end, so a stream must have arrived before it can be read. */
async function spool(bytes: Input): Promise<{ folder: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bezel-import-'))
  const path = join(folder, 'workbook.xlsx')
  try {
    await pipeline(bytes.chunks(), createWriteStream(path, { mode: 0o600 }))
    return { folder, path }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

interface Chosen {
  sheet: SheetInfo
  batches: AsyncGenerator<TableBatch>
}

async function chooseSheet(zip: ZipFile, workbook: Workbook, wanted: string | undefined): Promise<Chosen> {
  const visible = workbook.sheets.filter(({ hidden }) => !hidden)
  const candidates =
    wanted === undefined
      ? visible.length > 0
        ? visible
        : workbook.sheets
      : workbook.sheets.filter(({ name }) => name === wanted)
  for (const sheet of candidates) {
    const batches = sheetRecords(zip, sheet.entry, workbook)
    const first = await batches.next()
    if (!first.done && first.value.records.length > 0)
      return { sheet, batches: prepend(first.value, batches) }
    await batches.return(undefined)
  }
  const names = workbook.sheets.map(({ name }) => `"${name}"`).join(', ')
  throw new Problem(sheetMissing, {
    detail:
      wanted === undefined
        ? 'The workbook has no sheet with data.'
        : `The workbook has no sheet "${wanted}" with data. Its sheets: ${names}.`,
  })
}

async function* prepend(first: TableBatch, rest: AsyncGenerator<TableBatch>): AsyncGenerator<TableBatch> {
  yield first
  yield* rest
}

function originOf(
  zip: ZipFile,
  sheet: SheetInfo,
  sheets: string[],
  bytesTotal: number,
  close: () => Promise<void>,
): Origin {
  return {
    format: 'xlsx',
    sheet: sheet.name,
    sheets,
    get bytesRead() {
      return Math.min(zip.bytesRead, bytesTotal)
    },
    bytesTotal,
    close,
  }
}
