// Runs before the first drawing: sets the theme and the language, and asks the first questions while the rest is loading.

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

const ask = (path: string): [string, Promise<Response>] => {
  const answer = fetch(`/api/v1${path}`, { credentials: 'same-origin' })
  // Whoever takes it handles its failure.
  answer.catch(() => {})
  return [path, answer]
}
Object.assign(window, { bezelEarly: new Map([ask('/account'), ask('/account/options')]) })
