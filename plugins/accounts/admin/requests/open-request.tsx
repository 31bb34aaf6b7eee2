import { Badge, Button, Card, Field, notify, t, useActor, useOperation } from '@bezel/admin-ui'
import { useState } from 'react'
import { failed, quiet, row, Sure, stack, useDownload, when } from '../parts.tsx'
import { daysLeft } from './deadline.ts'
import type { DataRequest } from './types.ts'
import { Who } from './who.tsx'

function Deadline({ createdAt }: { createdAt: string }) {
  const count = daysLeft(createdAt, Date.now())
  if (count < 0) return <Badge tone="problem">{t('accounts.overdue')}</Badge>
  return <Badge tone={count < 8 ? 'warning' : 'info'}>{t('accounts.daysLeft', { count })}</Badge>
}

/** What waits for the staff, and what they can do about it. */
export function OpenRequest({ request }: { request: DataRequest }) {
  const { can } = useActor()
  const { kind, reason, createdAt } = request
  return (
    <Card title={t(`accounts.kind_${kind}`)} aside={<Deadline createdAt={createdAt} />}>
      <div style={stack}>
        <div style={row}>
          <Who request={request} />
          <span style={quiet}>{t('accounts.askedAt', { at: when(createdAt) })}</span>
        </div>
        {reason ? (
          <blockquote
            style={{
              margin: 0,
              paddingLeft: 12,
              borderLeft: '3px solid var(--line-strong)',
              whiteSpace: 'pre-line',
            }}
          >
            {reason}
          </blockquote>
        ) : null}
        {can('data-requests.write') ? <Decision request={request} /> : null}
      </div>
    </Card>
  )
}

function Decision({ request: { id, kind, customerId } }: { request: DataRequest }) {
  const { can } = useActor()
  const [answer, setAnswer] = useState<unknown>(null)
  const resolve = useOperation<object>({
    path: '/data-requests/:id/resolve',
    changes: ['data-requests', 'users', 'customers'],
  })
  const decide = async (decision: 'done' | 'refused') => {
    try {
      await resolve.run({ decision, ...(answer ? { answer } : {}) }, { id })
      notify(t(`accounts.request_${decision}`))
    } catch (error) {
      failed(error)
    }
  }
  return (
    <>
      <Field
        name={`answer-${id}`}
        field={{
          kind: 'text',
          label: t('accounts.answer'),
          long: true,
          maxLength: 2000,
          help: t(`accounts.answerHelp_${kind}`),
        }}
        value={answer}
        onChange={setAnswer}
      />
      <div style={row}>
        {customerId && can('customers.personal-data') ? <Download customerId={customerId} /> : null}
        <Button busy={resolve.busy} disabled={!answer} onClick={() => void decide('refused')}>
          {t('accounts.refuse')}
        </Button>
        {kind === 'copy' ? (
          <Button variant="primary" busy={resolve.busy} onClick={() => void decide('done')}>
            {t('accounts.carryOut_copy')}
          </Button>
        ) : can('customers.erase') ? (
          <Sure
            label={t('accounts.carryOut_erasure')}
            confirm={t('accounts.sure_erasure')}
            busy={resolve.busy}
            onConfirm={() => void decide('done')}
          />
        ) : (
          <span style={quiet}>{t('accounts.needsErase')}</span>
        )}
      </div>
    </>
  )
}

/** Everything held about the customer, as a file to hand over. */
function Download({ customerId }: { customerId: string }) {
  const { busy, download } = useDownload(
    `/customers/${customerId}/personal-data`,
    `personal-data-${customerId}.json`,
  )
  return (
    <Button icon="download" busy={busy} onClick={() => void download()}>
      {t('accounts.download')}
    </Button>
  )
}
