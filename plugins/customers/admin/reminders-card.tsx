import { Button, Card, Link, notify, sayText, t, useActor, useList, useOperation } from '@bezel/admin-ui'
import { reasonOf } from './names.ts'

const line = { display: 'flex', alignItems: 'center', gap: 8, padding: '4px 0' } as const

function Reminders() {
  const reminders = useList('reminders', { status: 'open', sort: 'dueOn', limit: 8, total: 'exact' })
  const done = useOperation<object>({
    path: '/reminders/:id/done',
    changes: ['reminders', 'timeline-entries'],
  })
  const finish = async (id: string) => {
    try {
      await done.run({}, { id })
      reminders.reload()
    } catch (error) {
      notify({ text: reasonOf(error), tone: 'problem' })
    }
  }
  const day = (dueOn: unknown) =>
    new Date(`${String(dueOn)}T12:00:00`).toLocaleDateString(undefined, { month: 'short', day: 'numeric' })
  return (
    <Card title={t('customers.reminders')} aside={reminders.total}>
      {reminders.rows.length === 0 && !reminders.loading ? <p>{t('customers.noReminders')}</p> : null}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {reminders.rows.slice(0, 8).map(({ id, dueOn, title, customerId }) => (
          <li key={id} style={line}>
            <time dateTime={String(dueOn)} style={{ minWidth: '3.5rem' }}>
              {day(dueOn)}
            </time>
            <span style={{ flex: 1 }}>
              <Link to={`/customers/${String(customerId)}`}>{sayText(String(title))}</Link>
            </span>
            <Button variant="quiet" onClick={() => void finish(id)}>
              {t('customers.done')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Birthdays and anniversaries coming up, on the start page. */
export function RemindersCard() {
  return useActor().can('reminders.read') ? <Reminders /> : null
}
