import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** Files of the repository, relative to its root: those in git and those that would be added to it. */
export function repositoryFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const names = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0')
  return names.filter(
    (name) => name !== '' && statSync(join(root, name), { throwIfNoEntry: false })?.isFile(),
  )
}

export function bytesOf(file: string): Buffer {
  return readFileSync(join(root, file))
}

/** The text of a file, or null when it is not text. */
export function textOf(file: string): string | null {
  const bytes = bytesOf(file)
  return bytes.subarray(0, 8000).includes(0) ? null : bytes.toString('utf8')
}
