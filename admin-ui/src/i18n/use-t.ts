import i18next, { type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'

export type Translate = (key: string, values?: Record<string, unknown>) => string

interface Words {
  t: Translate
  locale: string
}

const subscribe = (listener: () => void): (() => void) => {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

// A hook of our own: the one of react-i18next copies and rebinds its functions on every call, which a table of a
// thousand cells feels. One `t` per language also keeps memoized work memoized.
const words = new Map<string, Words>()

const current = (): Words => {
  const locale = i18next.language
  const known = words.get(locale)
  if (known) return known
  const fixed = i18next.getFixedT(locale) as TFunction & Translate
  const made = { t: (key: string, values: Record<string, unknown> = {}) => fixed(key, values), locale }
  words.set(locale, made)
  return made
}

/** `t` for components: they are drawn again when the language changes. */
export const useT = (): Words => useSyncExternalStore(subscribe, current)
