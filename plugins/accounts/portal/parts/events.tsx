import { Badge, Button, Card, useT } from '@bezel/admin-ui/kit'
import { useCallback, useEffect, useState } from 'react'
import { useAccount, usePortal } from '../app/portal.ts'
import { hasText } from '../i18n/texts.ts'
import styles from '../styles/parts.module.css'
import { deviceName, type Place, useNetworkText } from './device.ts'
import { useDetailsText } from './event-details.ts'
import { Item, Items } from './list.tsx'
import { useAct } from './use-act.ts'
import { When } from './when.tsx'

interface SecurityEvent extends Place {
  id: string
  type: string
  details: string | null
  createdAt: string
}

interface Answer {
  events: SecurityEvent[]
  hasMore: boolean
}

/** What deserves a second look: somebody else may have done it. */
const alarming = /guesses|removed|new-device|recovery-code-used|reset|email-changed|unlinked/

/** What happened to the account, newest first; read anew whenever the account was. */
export function Events() {
  const { t } = useT()
  const account = useAccount()
  const { api } = usePortal()
  const act = useAct()
  const networkText = useNetworkText()
  const detailsText = useDetailsText()
  const [shown, setShown] = useState<Answer>()
  const more = useCallback(
    async (after: SecurityEvent[]) => {
      const before = after.at(-1)?.id
      const answer = await api.get<Answer>(`/account/security-events${before ? `?before=${before}` : ''}`)
      setShown({ events: [...after, ...answer.events], hasMore: answer.hasMore })
    },
    [api],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed the account is an event of it
  useEffect(() => void more([]).catch(() => {}), [more, account])
  if (!shown) return null
  return (
    <Card title={t('events.title')}>
      <p className={styles.lead}>{t('events.help')}</p>
      <Items>
        {shown.events.map(({ id, type, details, createdAt, ...place }) => (
          <Item
            key={id}
            title={hasText(`events.type.${type}`) ? t(`events.type.${type}`) : type}
            facts={
              <>
                {details ? `${detailsText(details)} · ` : null}
                <When at={createdAt} /> · {deviceName(place) ?? t('sessions.unknown')} · {networkText(place)}
              </>
            }
            action={alarming.test(type) ? <Badge tone="warning">{t('events.look')}</Badge> : null}
          />
        ))}
      </Items>
      {shown.hasMore ? (
        <Button onClick={() => void act(() => more(shown.events))}>{t('events.more')}</Button>
      ) : null}
    </Card>
  )
}
