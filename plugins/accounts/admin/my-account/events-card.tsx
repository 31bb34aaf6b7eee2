import { Button, Card, t, useApi } from '@bezel/admin-ui'
import { useCallback, useEffect, useState } from 'react'
import { detailsOf, EventBadge } from '../event-columns.tsx'
import { deviceOf, failed, Line, Lines, networkOf, quiet, when } from '../parts.tsx'
import type { Account, Place } from '../types.ts'

interface SecurityEvent extends Place {
  id: string
  type: string
  userAgent: string | null
  details: string | null
  createdAt: string
}

interface Answer {
  events: SecurityEvent[]
  hasMore: boolean
}

/** What happened to one's account, newest first; read anew whenever the account was. */
export function EventsCard({ account }: { account: Account }) {
  const api = useApi()
  const [shown, setShown] = useState<Answer>({ events: [], hasMore: false })
  const more = useCallback(
    async (after: SecurityEvent[]) => {
      const before = after.at(-1)?.id
      const answer = await api.get<Answer>(`/account/security-events${before ? `?before=${before}` : ''}`)
      setShown({ events: [...after, ...answer.events], hasMore: answer.hasMore })
    },
    [api],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed the account is an event of it
  useEffect(() => void more([]).catch(failed), [more, account])
  const { events, hasMore } = shown
  if (events.length === 0) return null
  return (
    <Card title={t('accounts.events')}>
      <p style={{ ...quiet, marginBottom: 8 }}>{t('accounts.eventsHelp')}</p>
      <Lines label={t('accounts.events')}>
        {events.map(({ id, type, details, userAgent, createdAt, ...place }) => (
          <Line
            key={id}
            title={<EventBadge type={type} />}
            detail={[
              ...(details ? [detailsOf(details)] : []),
              t('accounts.eventFrom', {
                at: when(createdAt),
                device: deviceOf(place, userAgent),
                from: networkOf(place),
              }),
            ].join(' · ')}
          />
        ))}
      </Lines>
      {hasMore ? <Button onClick={() => void more(events).catch(failed)}>{t('accounts.more')}</Button> : null}
    </Card>
  )
}
