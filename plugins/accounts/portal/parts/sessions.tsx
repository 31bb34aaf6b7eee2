import { Badge, Button, Card, useT } from '@bezel/admin-ui/kit'
import { usePortal } from '../app/portal.ts'
import { deviceName, type Place, useNetworkText } from './device.ts'
import { Item, Items } from './list.tsx'
import { useAct } from './use-act.ts'
import { useAsked } from './use-asked.ts'
import { When } from './when.tsx'

interface Session extends Place {
  id: string
  lastSeenAt: string
  current: boolean
}

/** Where the person is signed in; each can be ended. */
export function Sessions() {
  const { t } = useT()
  const { api } = usePortal()
  const { data, reload } = useAsked<{ sessions: Session[] }>('/account/sessions')
  const act = useAct()
  const networkText = useNetworkText()
  const sessions = data?.sessions ?? []

  const end = (id: string): Promise<void> =>
    act(async () => {
      await api.send(`/account/sessions/${id}`, { method: 'DELETE' })
      await reload()
    }, t('sessions.ended'))
  const endOthers = (): Promise<void> =>
    act(async () => {
      await api.send('/account/sessions/end-others', { method: 'POST', body: {} })
      await reload()
    }, t('sessions.ended'))
  return (
    <Card
      title={t('sessions.title')}
      aside={
        sessions.length > 1 ? (
          <Button onClick={() => void endOthers()}>{t('sessions.endOthers')}</Button>
        ) : null
      }
    >
      <Items>
        {sessions.map((session) => (
          <Item
            key={session.id}
            title={deviceName(session) ?? t('sessions.unknown')}
            facts={
              <>
                {networkText(session)} · <When at={session.lastSeenAt} />
              </>
            }
            action={
              session.current ? (
                <Badge tone="good">{t('sessions.here')}</Badge>
              ) : (
                <Button
                  variant="danger"
                  aria-label={`${t('sessions.end')}: ${deviceName(session) ?? session.address}`}
                  onClick={() => void end(session.id)}
                >
                  {t('sessions.end')}
                </Button>
              )
            }
          />
        ))}
      </Items>
    </Card>
  )
}
