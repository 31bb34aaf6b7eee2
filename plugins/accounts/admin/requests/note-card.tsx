import { Button, Card, Field, notify, t, useOperation } from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { apart, failed, fields, row } from '../parts.tsx'
import type { Kind } from './types.ts'

const kinds: Kind[] = ['copy', 'erasure']

/** What a customer asked at the counter, by telephone or by letter. */
export function NoteCard({ onClose }: { onClose: () => void }) {
  const [customerId, setCustomer] = useState<unknown>(null)
  const [kind, setKind] = useState<unknown>('copy')
  const [reason, setReason] = useState<unknown>(null)
  const note = useOperation<object>({ path: '/data-requests', changes: ['data-requests'] })
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await note.run({ customerId, kind, ...(reason ? { reason } : {}) })
      notify(t('accounts.noted'))
      onClose()
    } catch (error) {
      failed(error)
    }
  }
  const options = kinds.map((value) => ({ value, label: t(`accounts.kind_${value}`) }))
  return (
    <Card title={t('accounts.noteRequest')}>
      <form onSubmit={(event) => void send(event)} style={{ ...fields, maxWidth: 560 }}>
        <Field
          name="customer"
          field={{
            kind: 'reference',
            label: t('accounts.customer'),
            collection: 'customers',
            required: true,
          }}
          value={customerId}
          onChange={setCustomer}
        />
        <Field
          name="kind"
          field={{ kind: 'enum', label: t('accounts.wish'), options, required: true }}
          value={kind}
          onChange={setKind}
        />
        <Field
          name="reason"
          field={{ kind: 'text', label: t('accounts.theirWords'), long: true, maxLength: 2000 }}
          value={reason}
          onChange={setReason}
        />
        <div style={{ ...row, ...apart }}>
          <Button onClick={onClose}>{t('accounts.cancel')}</Button>
          <Button type="submit" variant="primary" busy={note.busy} disabled={!customerId || !kind}>
            {t('accounts.noteIt')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
