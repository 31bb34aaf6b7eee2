import { useT } from '@bezel/admin-ui/kit'
import { usePortal } from '../app/portal.ts'
import { hasText } from '../i18n/texts.ts'

/** Words for the details of a security event, which the server tells as codes; empty where there are none. */
export function useDetailsText(): (details: string | null) => string {
  const { t } = useT()
  const { offers } = usePortal()
  const way = (code: string): string =>
    hasText(`events.method.${code}`)
      ? t(`events.method.${code}`)
      : (offers.providers.find(({ id }) => id === code)?.label ?? code)
  return (details) => {
    if (!details) return ''
    if (details === 'by-colleague') return t('events.byColleague')
    const [, others] = /^others:(\d+)$/.exec(details) ?? []
    return others ? t('events.others', { count: Number(others) }) : details.split(', ').map(way).join(', ')
  }
}
