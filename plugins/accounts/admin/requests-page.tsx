import {
  Badge,
  Button,
  Card,
  EmptyState,
  Field,
  Link,
  notify,
  Page,
  type Row,
  t,
  useActor,
  useApi,
  useList,
  useOperation,
} from '@bezel/admin-ui'
import { useState } from 'react'
import { failed, quiet, row, Sure, stack, when } from './parts.tsx'

interface DataRequest extends Row {
  kind: 'erasure' | 'copy'
  status: 'open' | 'done' | 'refused'
  reason: string | null
  answer: string | null
  customerId: string | null
  userId: string | null
  user: Row | null
  customer: Row | null
  createdAt: string
  handledAt: string | null
}

const day = 24 * 3600 * 1000

/** One month from the day it was asked (GDPR, article 12). */
export function daysLeft(createdAt: string, now: number): number {
  const deadline = new Date(createdAt)
  deadline.setMonth(deadline.getMonth() + 1)
  return Math.ceil((deadline.getTime() - now) / day)
}

/** What people asked about their data: the open ones first, the nearest deadline on top. */
export function RequestsPage() {
  const open = useList<DataRequest>('data-requests', {
    status: 'open',
    sort: 'createdAt',
    include: 'user,customer',
    limit: 50,
  })
  const handled = useList<DataRequest>('data-requests', {
    'status[ne]': 'open',
    sort: '-handledAt',
    include: 'user,customer',
    limit: 20,
  })
  return (
    <Page title={t('accounts.requests')} intro={t('accounts.requestsIntro')}>
      {open.rows.length === 0 && !open.loading ? (
        <EmptyState icon="check" title={t('accounts.noRequests')}>
          {t('accounts.noRequestsWhy')}
        </EmptyState>
      ) : null}
      {open.rows.map((request) => (
        <OpenRequest key={request.id} request={request} />
      ))}
      {handled.rows.length > 0 ? (
        <Card title={t('accounts.handled')}>
          {handled.rows.map((request) => (
            <p key={request.id} style={{ ...row, padding: '6px 0' }}>
              <Badge tone={request.status === 'done' ? 'good' : 'neutral'}>
                {t(`accounts.request_${request.status}`)}
              </Badge>
              {t(`accounts.kind_${request.kind}`)} · <Who request={request} />
              <span style={quiet}>
                {when(request.handledAt)} {request.answer}
              </span>
            </p>
          ))}
        </Card>
      ) : null}
    </Page>
  )
}

function Who({ request: { customerId, userId, user } }: { request: DataRequest }) {
  if (customerId)
    return <Link to={`/customers/${customerId}`}>{String(user?.name ?? t('accounts.customer'))}</Link>
  if (userId) return <Link to={`/users/${userId}`}>{String(user?.name ?? t('accounts.person'))}</Link>
  return <span>{t('accounts.erased')}</span>
}

function Deadline({ createdAt }: { createdAt: string }) {
  const count = daysLeft(createdAt, Date.now())
  if (count < 0) return <Badge tone="problem">{t('accounts.overdue')}</Badge>
  return <Badge tone={count < 8 ? 'warning' : 'info'}>{t('accounts.daysLeft', { count })}</Badge>
}

function OpenRequest({ request }: { request: DataRequest }) {
  const { can } = useActor()
  const [answer, setAnswer] = useState<unknown>(null)
  const resolve = useOperation<object>({
    path: '/data-requests/:id/resolve',
    changes: ['data-requests', 'users', 'customers'],
  })
  const { id, kind, reason, createdAt, customerId } = request
  const decide = async (decision: 'done' | 'refused') => {
    try {
      await resolve.run({ decision, ...(answer ? { answer } : {}) }, { id })
      notify(t(`accounts.request_${decision}`))
    } catch (error) {
      failed(error)
    }
  }
  const mayCarryOut = kind !== 'erasure' || can('customers.erase')
  return (
    <Card title={t(`accounts.kind_${kind}`)} aside={<Deadline createdAt={createdAt} />}>
      <div style={stack}>
        <p>
          <Who request={request} />{' '}
          <span style={quiet}>{t('accounts.askedAt', { at: when(createdAt) })}</span>
        </p>
        {reason ? (
          <blockquote style={{ margin: 0, paddingLeft: 12, borderLeft: '3px solid var(--line-strong)' }}>
            {reason}
          </blockquote>
        ) : null}
        {can('data-requests.write') ? (
          <>
            <Field
              name={`answer-${id}`}
              field={{
                kind: 'text',
                label: t('accounts.answer'),
                long: true,
                maxLength: 2000,
                help: t('accounts.answerHelp'),
              }}
              value={answer}
              onChange={setAnswer}
            />
            <div style={row}>
              {customerId && can('customers.personal-data') ? <Download customerId={customerId} /> : null}
              <Button busy={resolve.busy} disabled={!answer} onClick={() => void decide('refused')}>
                {t('accounts.refuse')}
              </Button>
              {mayCarryOut ? (
                <Sure
                  label={t(`accounts.carryOut_${kind}`)}
                  confirm={t(`accounts.sure_${kind}`)}
                  busy={resolve.busy}
                  onConfirm={() => void decide('done')}
                />
              ) : (
                <span style={quiet}>{t('accounts.needsErase')}</span>
              )}
            </div>
          </>
        ) : null}
      </div>
    </Card>
  )
}

/** Everything held about the customer, as a file to hand over. */
function Download({ customerId }: { customerId: string }) {
  const api = useApi()
  const download = async () => {
    try {
      const data = await api.get<object>(`/customers/${customerId}/personal-data`)
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }))
      link.download = `personal-data-${customerId}.json`
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Button icon="download" onClick={() => void download()}>
      {t('accounts.download')}
    </Button>
  )
}
