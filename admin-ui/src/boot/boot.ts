// Runs before the first paint, outside the module graph: sets the theme and starts the first requests
// while the browser is still fetching the shell.
import { cachedManifest } from '../app/manifest.ts'
import type { AdminManifest } from '../entity/types.ts'
import { firstList } from '../list/first-list.ts'
import type { EarlyRequests } from './early.ts'

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

const cached = cachedManifest()
const early: EarlyRequests = { answers: new Map(), cached }
Object.assign(window, { bezelEarly: early })

function ask(path: string): Promise<Response> {
  const answer = fetch(`/api/v1${path}`, { credentials: 'same-origin' })
  early.answers.set(path, answer)
  return answer
}

async function jsonOf<T>(answer: Promise<Response>): Promise<T | undefined> {
  const response = (await answer).clone()
  return response.ok ? ((await response.json()) as T) : undefined
}

/** The rows are what a person waits for, so they are asked for as soon as it is known how. */
async function askForList(manifest: AdminManifest | undefined): Promise<void> {
  const list = manifest && firstList(manifest, location)
  if (!list) return
  early.list = list
  const answer = await jsonOf<NonNullable<typeof early.list.answer>>(ask(list.path))
  if (answer) early.list.answer = answer
}

// Whoever takes a request handles its failure; an unhandled rejection would only be noise.
const quietly = (work: Promise<unknown>): void => void work.catch(() => {})
if (cached) quietly(askForList(cached))
const manifest = ask('/admin/manifest')
quietly(cached ? manifest : jsonOf<AdminManifest>(manifest).then(askForList))
quietly(ask('/auth/session'))
