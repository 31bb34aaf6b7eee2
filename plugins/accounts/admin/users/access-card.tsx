import {
  Badge,
  Button,
  Card,
  Link,
  notify,
  type SlotProps,
  t,
  useActor,
  useApi,
  useFetch,
  useRecord,
} from '@bezel/admin-ui'
import { useState } from 'react'
import { deviceOf, failed, Line, Lines, networkOf, quiet, row, Sure, stack, when } from '../parts.tsx'
import type { Session } from '../types.ts'

interface Access {
  hasPassword: boolean
  locked: boolean
  secondFactorRequired: boolean
  totp: boolean
  passkeys: number
  sessions: Session[]
}

/** How a colleague signs in, where they are now, and what can be done about it. */
export function AccessCard({ record }: SlotProps) {
  const id = record?.id ?? ''
  const { data, reload } = useFetch<Access>(id ? `/users/${id}/access` : null)
  const { can } = useActor()
  if (!data) return null
  const protectedBy = [
    ...(data.totp ? [t('accounts.app')] : []),
    ...(data.passkeys > 0 ? [t('accounts.passkeyCount', { count: data.passkeys })] : []),
  ]
  return (
    <Card title={t('accounts.access')}>
      <div style={stack}>
        <div style={row}>
          {data.locked ? <Badge tone="warning">{t('accounts.locked')}</Badge> : null}
          <Badge tone={protectedBy.length > 0 ? 'good' : data.secondFactorRequired ? 'warning' : 'neutral'}>
            {protectedBy.length > 0 ? protectedBy.join(', ') : t('accounts.noSecondFactor')}
          </Badge>
          {can('access.explain') ? (
            <Link to={`/access/explain?user=${id}`}>{t('accounts.explain')}</Link>
          ) : null}
        </div>
        {data.sessions.length === 0 ? <p style={quiet}>{t('accounts.noSessions')}</p> : null}
        <Lines label={t('accounts.sessions')}>
          {data.sessions.map(({ id, userAgent, lastSeenAt, ...place }) => (
            <Line
              key={id}
              title={deviceOf(place, userAgent)}
              detail={t('accounts.seen', { from: networkOf(place), at: when(lastSeenAt) })}
            >
              {can('users.write') ? (
                <EndSession path={`/users/${record?.id}/sessions/${id}`} onDone={reload} />
              ) : null}
            </Line>
          ))}
        </Lines>
        {data.locked && can('users.write') ? <Unlock id={id} onDone={reload} /> : null}
      </div>
    </Card>
  )
}

function EndSession({ path, onDone }: { path: string; onDone: () => void }) {
  const api = useApi()
  const [busy, setBusy] = useState(false)
  const end = async () => {
    setBusy(true)
    try {
      await api.send(path, { method: 'DELETE', body: {} })
      notify(t('accounts.signedOutThere'))
      onDone()
    } catch (error) {
      failed(error)
      setBusy(false)
    }
  }
  return (
    <Button variant="danger" busy={busy} onClick={() => void end()}>
      {t('accounts.end')}
    </Button>
  )
}

function Unlock({ id, onDone }: { id: string; onDone: () => void }) {
  const api = useApi()
  const unlock = () =>
    api.send(`/users/${id}/unlock`, { method: 'POST', body: {} }).then(() => {
      notify(t('accounts.unlocked'))
      onDone()
    }, failed)
  return (
    <div>
      <Button onClick={() => void unlock()}>{t('accounts.unlock')}</Button>
    </div>
  )
}

/** Suspends somebody, or lets them in again. */
export function SuspendButton({ record }: SlotProps) {
  const { can, id: me } = useActor()
  const { row: user, etag, reload } = useRecord('users', record?.id)
  const api = useApi()
  const [busy, setBusy] = useState(false)
  if (!user || !can('users.write') || user.id === me) return null
  const set = async (active: boolean) => {
    setBusy(true)
    try {
      await api.send(`/users/${user.id}`, {
        method: 'PATCH',
        body: { active },
        ...(etag && { ifMatch: etag }),
      })
      notify(t(active ? 'accounts.activated' : 'accounts.suspended', { name: user.name }))
      reload()
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  if (!user.active)
    return (
      <Button busy={busy} onClick={() => void set(true)}>
        {t('accounts.activate')}
      </Button>
    )
  return (
    <Sure
      label={t('accounts.suspend')}
      confirm={t('accounts.suspendSure')}
      busy={busy}
      onConfirm={() => void set(false)}
    />
  )
}
