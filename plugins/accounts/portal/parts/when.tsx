import { useT } from '@bezel/admin-ui/kit'
import { useAccount } from '../app/portal.ts'

/** A moment, in the person's own time zone. */
export function When({ at }: { at: string }) {
  const { locale } = useT()
  const { timeZone } = useAccount()
  const options = { dateStyle: 'medium', timeStyle: 'short', ...(timeZone && { timeZone }) } as const
  return <time dateTime={at}>{new Intl.DateTimeFormat(locale, options).format(new Date(at))}</time>
}
