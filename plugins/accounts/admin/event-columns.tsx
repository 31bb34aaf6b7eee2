import { Badge, type CellProps, sayValue, t } from '@bezel/admin-ui'

/** Those that a mail tells of: a look at them may be worth it. */
const alarming = /guesses|removed|new-device|recovery-code-used|reset/

export const EventBadge = ({ type }: { type: string }) => (
  <Badge tone={alarming.test(type) ? 'warning' : 'neutral'}>{sayValue(type.replaceAll('-', '_'))}</Badge>
)

export const EventType = ({ value }: CellProps) => <EventBadge type={String(value)} />

const methods = ['password', 'passkey', 'totp', 'recovery-code', 'link']

/** Providers are called as their adapters are. */
const wayOf = (code: string): string =>
  methods.includes(code) ? t(`accounts.eventMethod_${code.replaceAll('-', '_')}`) : code

/** Words for the details of a security event, which the server tells as codes. */
export function detailsOf(details: string): string {
  if (details === 'by-colleague') return t('accounts.eventByColleague')
  const [, others] = /^others:(\d+)$/.exec(details) ?? []
  if (others) return t('accounts.eventOthers', { count: Number(others) })
  return details.split(', ').map(wayOf).join(', ')
}

export const EventDetails = ({ value }: CellProps) => (value ? detailsOf(String(value)) : null)
