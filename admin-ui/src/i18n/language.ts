export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES
const KEY = 'bezel.language'

/** Chosen before, else the browser's, else English. */
export function initialLanguage(): Language {
  const wanted = readStored() ?? navigator.language.slice(0, 2)
  return wanted in LANGUAGES ? (wanted as Language) : 'en'
}

/** Tells the page which language it is in, and the next visit which one was chosen. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage may be forbidden; the choice then lasts for this page only.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
