import { existsSync, readFileSync } from 'node:fs'

const DATA = new URL('../../../../../shared/data/', import.meta.url)

/** The reason to skip a test that needs a folder of the shared data, or false where it is there. */
export function skipWithout(folder: string): string | false {
  return existsSync(new URL(folder, DATA)) ? false : `../shared/data/${folder} is not on this machine`
}

/** A JSON file of the shared data. */
export function sharedJson<T>(path: string): T {
  return JSON.parse(sharedText(path)) as T
}

/** A text file of the shared data. */
export function sharedText(path: string): string {
  return readFileSync(new URL(path, DATA), 'utf8')
}
