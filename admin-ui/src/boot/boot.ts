// Runs before the first paint, outside the module graph: sets the theme and starts the first two requests
// while the browser is still fetching the shell.
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

const get = (path: string): Promise<Response> => {
  const answer = fetch(`/api/v1${path}`, { credentials: 'same-origin' })
  // Whoever takes the request handles its failure; an unhandled rejection would only be noise.
  answer.catch(() => {})
  return answer
}
const early: EarlyRequests = { session: get('/auth/session'), manifest: get('/admin/manifest') }
Object.assign(window, { bezelEarly: early })
