import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fill } from './names.ts'

/** Copies a template folder, its placeholders filled in. @returns the files written, relative to the target */
export async function copyTemplate(
  template: string,
  target: string,
  values: Record<string, string>,
): Promise<string[]> {
  const entries = await readdir(template, { withFileTypes: true, recursive: true })
  const written: string[] = []
  for (const entry of entries.filter((one) => one.isFile())) {
    const source = join(entry.parentPath, entry.name)
    // npm leaves files named .gitignore out of packages, so templates keep it under another name.
    const name = fill(relative(template, source), values).replace(/(^|\/)gitignore$/, '$1.gitignore')
    const file = join(target, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, fill(await readFile(source, 'utf8'), values), { flag: 'wx' })
    written.push(name)
  }
  return written.sort()
}

/** Whether something is already there that must not be written over. */
export function isTaken(target: string): boolean {
  return existsSync(target)
}
