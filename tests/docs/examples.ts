import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of a document. */
export interface Example {
  /** `docs/guides/use-the-api.md:12` */
  place: string
  language: string
  /** Marked as one that cannot run by itself: it leaves out what its reader has to fill in. */
  sketch: boolean
  text: string
}

const fence = /^```(\w+)?([^\n]*)\n([\s\S]*?)^```$/gm

function examplesIn(file: string): Example[] {
  const document = readFileSync(file, 'utf8')
  return [...document.matchAll(fence)].map(({ 1: language = '', 2: info = '', 3: text = '', index }) => ({
    place: `${file}:${document.slice(0, index).split('\n').length}`,
    language,
    sketch: info.trim() === 'sketch',
    text,
  }))
}

/** Every fenced block of the README and the guides, in the order they are read. */
export function examples(): Example[] {
  const guides = readdirSync('docs/guides').map((name) => join('docs/guides', name))
  return ['README.md', ...guides.sort()].flatMap(examplesIn)
}
