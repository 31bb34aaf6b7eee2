import { Button, Card, Link, notify, type Row, Table, t, useList, useOperation } from '@bezel/admin-ui'
import { nameOf, reasonOf } from './names.ts'

/** Merges that can still be undone. */
export function MergesCard({ onUndone }: { onUndone: () => void }) {
  const merges = useList('customer-merges', {
    'undoneAt[isNull]': true,
    sort: '-mergedAt',
    include: 'winner',
    limit: 20,
  })
  const undo = useOperation<object>({
    path: '/customer-merges/:id/undo',
    changes: ['customers', 'duplicate-pairs', 'customer-merges'],
  })
  const now = new Date().toISOString()
  const rows = merges.rows.filter(({ undoUntil }) => String(undoUntil) > now)
  if (rows.length === 0) return null

  const takeBack = async (id: string) => {
    try {
      await undo.run({}, { id })
      notify(t('customers.undone'))
      merges.reload()
      onUndone()
    } catch (error) {
      notify({ text: reasonOf(error), tone: 'problem' })
    }
  }
  return (
    <Card title={t('customers.merges')} flush>
      <Table
        label={t('customers.merges')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            title: t('customers.keep'),
            render: ({ winner, winnerId }) => (
              <Link to={`/customers/${String(winnerId)}`}>{nameOf(winner as Row)}</Link>
            ),
          },
          {
            title: t('customers.when'),
            render: ({ mergedAt }) => new Date(String(mergedAt)).toLocaleString(),
          },
          { title: t('customers.by'), render: ({ actor }) => String(actor) },
          {
            title: '',
            render: ({ id }) => (
              <Button busy={undo.busy} onClick={() => void takeBack(id)}>
                {t('customers.undo')}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  )
}
