import { useTranslation } from 'react-i18next'

export type Translate = (key: string, values?: Record<string, unknown>) => string

/** `t` for components: they are drawn again when the language changes. */
export function useT(): { t: Translate; locale: string } {
  const { t, i18n } = useTranslation()
  return { t: t as Translate, locale: i18n.language }
}
