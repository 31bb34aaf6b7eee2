import { Badge, type CellProps, sayValue } from '@bezel/admin-ui'

/** Those that a mail tells of: a look at them may be worth it. */
const alarming = /guesses|removed|new-device|recovery-code-used|reset/

export const EventBadge = ({ type }: { type: string }) => (
  <Badge tone={alarming.test(type) ? 'warning' : 'neutral'}>{sayValue(type.replaceAll('-', '_'))}</Badge>
)

export const EventType = ({ value }: CellProps) => <EventBadge type={String(value)} />
