import { Badge, Button, Card, EmptyState, Page, t, useActor, useList } from '@bezel/admin-ui'
import { useState } from 'react'
import { Line, Lines, when } from '../parts.tsx'
import { NoteCard } from './note-card.tsx'
import { OpenRequest } from './open-request.tsx'
import type { DataRequest } from './types.ts'
import { Who } from './who.tsx'

/** What people asked about their data: the open ones first, the nearest deadline on top. */
export function RequestsPage() {
  const open = useList<DataRequest>('data-requests', {
    status: 'open',
    sort: 'createdAt',
    include: 'user,customer',
    limit: 50,
  })
  const { can } = useActor()
  const [noting, setNoting] = useState(false)
  const mayNote = can('data-requests.write') && can('customers.read')
  const note = <Button onClick={() => setNoting(true)}>{t('accounts.noteRequest')}</Button>
  return (
    <Page
      title={t('accounts.requests')}
      intro={t('accounts.requestsIntro')}
      {...(mayNote && !noting ? { actions: note } : {})}
    >
      {noting ? <NoteCard onClose={() => setNoting(false)} /> : null}
      {open.rows.length === 0 && !open.loading && !noting ? (
        <EmptyState icon="check" title={t('accounts.noRequests')}>
          {t('accounts.noRequestsWhy')}
        </EmptyState>
      ) : null}
      {open.rows.map((request) => (
        <OpenRequest key={request.id} request={request} />
      ))}
      <Handled />
    </Page>
  )
}

function Handled() {
  const { rows } = useList<DataRequest>('data-requests', {
    'status[ne]': 'open',
    sort: '-handledAt',
    include: 'user,customer',
    limit: 20,
  })
  if (rows.length === 0) return null
  return (
    <Card title={t('accounts.handled')}>
      <Lines label={t('accounts.handled')}>
        {rows.map((request) => (
          <Line
            key={request.id}
            title={
              <>
                {t(`accounts.kind_${request.kind}`)} · <Who request={request} />
              </>
            }
            detail={[when(request.handledAt), request.answer].filter(Boolean).join(' · ')}
          >
            <Badge tone={request.status === 'done' ? 'good' : 'neutral'}>
              {t(`accounts.request_${request.status}`)}
            </Badge>
          </Line>
        ))}
      </Lines>
    </Card>
  )
}
