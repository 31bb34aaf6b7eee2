import { readdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Draft } from './draft.ts'

async function nextNumber(folder: URL): Promise<string> {
  const files = await readdir(folder)
  const numbers = files.map((file) => Number(/^(\d+)_/.exec(file)?.[1] ?? 0))
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0')
}

/**
 * Writes a draft into the plugin's folder of migrations, under the next number. A file that exists is never replaced.
 * @returns the path of the new file
 */
export async function writeDraft(folder: URL, { name, sql }: Draft): Promise<string> {
  const file = new URL(`${await nextNumber(folder)}_${name}.sql`, folder)
  await writeFile(file, sql, { flag: 'wx' })
  return fileURLToPath(file)
}
