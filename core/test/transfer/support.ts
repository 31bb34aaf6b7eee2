import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import {
  openRows,
  type ReadHint,
  type RowSource,
  type SourceRow,
  type Value,
} from '../../src/transfer/index.ts'

const DATA = new URL('../../../../shared/data/', import.meta.url)

/** The path of a file of the shared data. */
export function sharedPath(name: string): string {
  return fileURLToPath(new URL(name, DATA))
}

export function sharedText(name: string): string {
  return readFileSync(sharedPath(name), 'utf8')
}

/** The reason to skip a test that needs a part of the shared data, or false where it is there. */
export function skipWithout(name: string): string | false {
  return existsSync(sharedPath(name)) ? false : `../shared/data/${name} is not on this machine`
}

/** A stream of the text or bytes, in pieces of `size` bytes. */
export function streamOf(content: string | Buffer, size = 1 << 16): Readable {
  const bytes = Buffer.from(content)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
  return Readable.from(pieces, { objectMode: false })
}

export async function collect(source: RowSource): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  for await (const batch of source) rows.push(...batch)
  return rows
}

/** Opens the content, reads it to its end. */
export async function readAll(
  content: string | Buffer,
  hint: ReadHint = {},
): Promise<{ source: RowSource; rows: SourceRow[]; values: Value[][] }> {
  const source = await openRows(streamOf(content), hint)
  const rows = await collect(source)
  return { source, rows, values: rows.map(({ values }) => values) }
}

/** A folder that goes away with the test. */
export async function temporaryFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bezel-transfer-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}
