// Runs before the first paint, outside the module graph: sets the theme and starts the first requests
// while the browser is still fetching the shell.

import type { ListAnswer } from '../api/types.ts'
import { keptManifest } from '../app/manifest.ts'
import type { AdminManifest } from '../entity/types.ts'
import { firstList } from '../list/first-list.ts'
import type { EarlyRequests } from './early.ts'

// React makes errors while it is loaded, and noting where would have the whole of the shell parsed once more.
Error.stackTraceLimit = 0

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
const scheme = stored('bezel.theme') ?? 'auto'
const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
const language = stored('bezel.language')
if (language) document.documentElement.lang = language

const kept = keptManifest()
const early: EarlyRequests = { answers: new Map(), kept }
Object.assign(window, { bezelEarly: early })

function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const answer = fetch(`/api/v1${path}`, { credentials: 'same-origin', headers })
  early.answers.set(path, answer)
  return answer
}

async function jsonOf<T>(answer: Promise<Response>): Promise<T | undefined> {
  const response = (await answer).clone()
  return response.ok ? ((await response.json()) as T) : undefined
}

/** The rows are what a person waits for, so they are asked for as soon as it is known how. */
function askForList(manifest: AdminManifest | undefined): void {
  const list = manifest && firstList(manifest, location)
  if (list) early.list = { ...list, answer: jsonOf<ListAnswer>(ask(list.path)).catch(() => undefined) }
}

// Whoever takes a request handles its failure; an unhandled rejection would only be noise.
const quietly = (work: Promise<unknown>): void => void work.catch(() => {})
if (kept) askForList(kept.manifest)
const manifest = ask('/admin/manifest', kept && { 'if-none-match': kept.etag })
quietly(kept ? manifest : jsonOf<AdminManifest>(manifest).then(askForList))
quietly(ask('/auth/session'))
