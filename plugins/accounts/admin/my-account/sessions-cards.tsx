import { Badge, Button, Card, notify, t, useApi, useFetch } from '@bezel/admin-ui'
import { deviceOf, failed, Line, Lines, networkOf, when } from '../parts.tsx'
import type { Place, Session } from '../types.ts'

/** Where one is signed in; every other place can be signed out. */
export function SessionsCard() {
  const api = useApi()
  const { data, reload } = useFetch<{ sessions: Session[] }>('/account/sessions')
  const sessions = data?.sessions ?? []
  const end = (id: string) =>
    api.send(`/account/sessions/${id}`, { method: 'DELETE', body: {} }).then(reload, failed)
  const endOthers = () =>
    api
      .send<{ ended: number }>('/account/sessions/end-others', { method: 'POST', body: {} })
      .then(({ ended }) => {
        notify(t('accounts.ended', { count: ended }))
        reload()
      }, failed)
  return (
    <Card
      title={t('accounts.sessions')}
      aside={
        sessions.length > 1 ? (
          <Button variant="danger" onClick={() => void endOthers()}>
            {t('accounts.endOthers')}
          </Button>
        ) : undefined
      }
    >
      <Lines label={t('accounts.sessions')}>
        {sessions.map(({ id, userAgent, lastSeenAt, current, ...place }) => (
          <Line
            key={id}
            title={
              <>
                {deviceOf(place, userAgent)}{' '}
                {current ? <Badge tone="good">{t('accounts.thisOne')}</Badge> : null}
              </>
            }
            detail={t('accounts.seen', { from: networkOf(place), at: when(lastSeenAt) })}
          >
            {current ? null : (
              <Button variant="danger" onClick={() => void end(id)}>
                {t('accounts.end')}
              </Button>
            )}
          </Line>
        ))}
      </Lines>
    </Card>
  )
}

interface Device extends Place {
  id: string
  name: string | null
  lastSeenAt: string
  rememberedUntil: string | null
}

/** Browsers one signed in with; remembered ones are not asked for a second factor. */
export function DevicesCard() {
  const api = useApi()
  const { data, reload } = useFetch<{ devices: Device[] }>('/account/devices')
  const forget = (id: string) =>
    api.send(`/account/devices/${id}`, { method: 'DELETE', body: {} }).then(reload, failed)
  if (!data?.devices.length) return null
  return (
    <Card title={t('accounts.devices')}>
      <Lines label={t('accounts.devices')}>
        {data.devices.map(({ id, name, lastSeenAt, rememberedUntil, ...place }) => (
          <Line
            key={id}
            title={
              <>
                {deviceOf(place, name)}{' '}
                {rememberedUntil ? (
                  <Badge tone="info">{t('accounts.rememberedUntil', { at: when(rememberedUntil) })}</Badge>
                ) : null}
              </>
            }
            detail={t('accounts.seen', { from: networkOf(place), at: when(lastSeenAt) })}
          >
            <Button variant="quiet" onClick={() => void forget(id)}>
              {t('accounts.forget')}
            </Button>
          </Line>
        ))}
      </Lines>
    </Card>
  )
}
