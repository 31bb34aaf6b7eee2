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
/** Texts without values, by language and key: looking one up anew searches it for values and for other keys. */
const texts = new Map<string, string>()

const plain = (fixed: TFunction & Translate, locale: string, key: string): string => {
  const place = `${locale} ${key}`
  const text = texts.get(place) ?? fixed(key)
  // One that is not there may still come with a panel.
  if (text !== key) texts.set(place, text)
  return text
}

const current = (): Words => {
  const locale = i18next.language
  const known = words.get(locale)
  if (known) return known
  const fixed = i18next.getFixedT(locale) as TFunction & Translate
  const t: Translate = (key, values) => (values ? fixed(key, values) : plain(fixed, locale, key))
  const made = { t, locale }
  words.set(locale, made)
  return made
}

/** `t` for components: they are drawn again when the language changes. */
export const useT = (): Words => useSyncExternalStore(subscribe, current)
