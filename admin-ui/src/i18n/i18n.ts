import i18next from 'i18next'
import { en } from './en.ts'
import { LABELS } from './labels.ts'
import { type Language, rememberLanguage } from './language.ts'

/** Starts with English in hand; a second language is fetched only by those who use it. */
export async function startI18n(language: Language): Promise<void> {
  await i18next.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  i18next.services.formatter?.add('inline', (value: unknown) => inSentence(String(value)))
  if (language !== 'en') await loadLanguage(language)
}

/** A label inside an English sentence: `Custom field` → `custom field`, but `API key` stays. */
export const inSentence = (label: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

/** Switches every text on the page and remembers the choice. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'de' && !i18next.hasResourceBundle('de', 'translation')) {
    const [{ de }, { deLabels }] = await Promise.all([import('./de.ts'), import('./de-labels.ts')])
    i18next.addResourceBundle('de', 'translation', de)
    // Panels may have brought theirs already.
    i18next.addResourceBundle('de', LABELS, deLabels, true, false)
  }
  await i18next.changeLanguage(language)
  rememberLanguage(language)
}

/** The text of a key in the current language, for code outside components. */
export const t = (key: string, values: Record<string, unknown> = {}): string => i18next.t(key, values)
