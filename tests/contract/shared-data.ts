import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../shared/data/', import.meta.url)

/** What to pass as a test's `skip`: false where the shared data is present, else why the test is skipped. */
export function without(path: string): string | false {
  return existsSync(new URL(path, folder)) ? false : `needs ../shared/data/${path}`
}

export function sharedData(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8')
}

/** The lines of a file, without empty ones. */
export function sharedLines(path: string): string[] {
  return sharedData(path)
    .split(/\r?\n/)
    .filter((line) => line !== '')
}
