import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a build was made from and what it made; kept beside its outputs, so deleting dist rebuilds. */
export interface Stamp {
  hash: string
  /** Files or folders, relative to the package, whose content decides. */
  inputs: string[]
  outputs: string[]
  /** Outputs of the build before, kept once more for a running server that may still import them. */
  previous: string[]
}

export const stampFile = (folder: string) => join(folder, 'dist/.stamp.json')

export function readStamp(folder: string): Stamp | null {
  try {
    return JSON.parse(readFileSync(stampFile(folder), 'utf8')) as Stamp
  } catch {
    return null
  }
}

/** Records a finished build and removes what neither it nor the one before made. */
export function writeStamp(folder: string, made: Pick<Stamp, 'hash' | 'inputs' | 'outputs'>): void {
  const old = readStamp(folder)
  const previous = (old?.outputs ?? []).filter((file) => !made.outputs.includes(file))
  const gone = (old?.previous ?? []).filter(
    (file) => !made.outputs.includes(file) && !previous.includes(file),
  )
  for (const file of gone) rmSync(join(folder, file), { force: true })
  mkdirSync(dirname(stampFile(folder)), { recursive: true })
  writeFileSync(stampFile(folder), JSON.stringify({ ...made, previous } satisfies Stamp, null, 1))
}

/** One hash over the content of files and folders (those absent count as absent) and over the build itself. */
export function contentHash(folder: string, inputs: string[]): string {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
  for (const input of inputs) {
    for (const file of filesIn(join(folder, input))) {
      hash.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

const NOT_INPUTS = new Set(['node_modules', 'dist', 'test', '.tap'])

/** All files below a path, sorted; the path itself when it is a file, none when it is absent. */
export function filesIn(path: string): string[] {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) return []
  if (!info.isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => !NOT_INPUTS.has(name))
  return names.sort().flatMap((name) => filesIn(join(path, name)))
}
