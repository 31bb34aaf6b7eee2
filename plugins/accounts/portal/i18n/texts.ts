import { type Language, rememberLanguage } from '@bezel/admin-ui/kit'
import i18next from 'i18next'
import { en } from './en.ts'

/** Starts with English in hand; a second language is fetched only by those who use it. */
export async function startTexts(language: Language): Promise<void> {
  await i18next.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  if (language !== 'en') await setLanguage(language)
}

/** Switches every text on the page and remembers the choice. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'de' && !i18next.hasResourceBundle('de', 'translation')) {
    const { de } = await import('./de.ts')
    i18next.addResourceBundle('de', 'translation', de)
  }
  await i18next.changeLanguage(language)
  rememberLanguage(language)
}

/** Whether there is a text of this key. */
export const hasText = (key: string): boolean => i18next.exists(key)
