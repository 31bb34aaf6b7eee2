import { existsSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../../../shared/data/jewelry-reference/', import.meta.url)

/** The reason to skip a test that needs the reference data, or false where it is there (as tap's `skip` wants it). */
export const skipWithoutReference: string | false = existsSync(FOLDER)
  ? false
  : 'the reference data ../shared/data/jewelry-reference is not on this machine'

/** One file of the reference data. */
export function reference<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as T
}
