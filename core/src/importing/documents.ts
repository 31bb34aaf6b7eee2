import { open } from 'node:fs/promises'
import type { DocumentImport } from '../entity/entity.ts'
import type { Model } from '../entity/model.ts'

const HEAD_BYTES = 4096

/** The first bytes of a file as text, whatever its encoding: names and marks of formats are ASCII. */
async function headOf(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined)
  if (!file) return ''
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.toString('latin1', 0, bytesRead).replaceAll('\0', '')
  } finally {
    await file.close()
  }
}

/** How the entity reads this file, where it is none of the tables that every entity reads. */
export async function documentsOf({ entity }: Model, path: string): Promise<DocumentImport | undefined> {
  const documents = entity.import?.documents
  return documents?.matches(await headOf(path)) ? documents : undefined
}
