import {
  Badge,
  Button,
  Card,
  Link,
  notify,
  type SlotProps,
  sayText,
  sayValue,
  Timeline,
  t,
  useActor,
  useFetch,
  useList,
  useOperation,
} from '@bezel/admin-ui'
import { reasonOf } from './names.ts'

interface Consent {
  channel: string
  state: 'given' | 'withdrawn' | 'unknown'
  source: string | null
}

const tones = { given: 'good', withdrawn: 'problem', unknown: 'neutral' } as const
const row = { display: 'flex', alignItems: 'center', gap: 8, padding: '4px 0' } as const
const plain = { listStyle: 'none', margin: 0, padding: 0 } as const

/** What the customer agreed to, by channel, and a button to note another word. */
function ConsentOf({ id }: { id: string }) {
  const { can } = useActor()
  const { data = [], reload } = useFetch<Consent[]>(`/customers/${id}/consents/current`)
  const record = useOperation<object>({
    path: '/customers/:id/consents',
    changes: ['consents', 'timeline-entries'],
  })
  const note = async ({ channel, state }: Consent) => {
    try {
      const next = state === 'given' ? 'withdrawn' : 'given'
      await record.run({ channel, state: next, source: t('customers.saidAtCounter') }, { id })
      reload()
    } catch (error) {
      notify({ text: reasonOf(error), tone: 'problem' })
    }
  }
  return (
    <Card title={t('customers.consent')}>
      <ul style={plain}>
        {data.map((one) => (
          <li key={one.channel} style={row}>
            <span style={{ flex: 1 }}>{sayValue(one.channel)}</span>
            <Badge tone={tones[one.state]}>{t(`customers.consent_${one.state}`)}</Badge>
            {can('customers.consent') ? (
              <Button variant="quiet" busy={record.busy} onClick={() => void note(one)}>
                {t(one.state === 'given' ? 'customers.withdraw' : 'customers.give')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface Relative {
  relationId: string
  type: string
  customerId: string | null
  name: string
  note: string | null
}

/** Who belongs to the customer, whichever of the two it was noted with. */
function RelativesOf({ id }: { id: string }) {
  const { data } = useFetch<Relative[]>(`/customers/${id}/relatives`)
  if (!data) return null
  return (
    <Card title={t('customers.relatives')}>
      {data.length === 0 ? <p>{t('customers.noRelatives')}</p> : null}
      <ul style={plain}>
        {data.map(({ relationId, type, customerId, name, note }) => (
          <li key={relationId} style={row}>
            <Badge>{sayValue(type)}</Badge>
            {customerId ? <Link to={`/customers/${customerId}`}>{name}</Link> : <span>{name}</span>}
            {note ? <small>{note}</small> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function TimelineOf({ id }: { id: string }) {
  const entries = useList('timeline-entries', { customerId: id, sort: '-at', limit: 15 })
  const shown = entries.rows.map(({ id: key, at, summary, actor }) => ({
    id: key,
    at: String(at),
    title: sayText(String(summary)),
    by: String(actor),
  }))
  if (entries.loading) return null
  return (
    <Card title={t('customers.timeline')}>
      <Timeline entries={shown} empty={t('customers.noTimeline')} />
      {entries.hasMore ? <Button onClick={entries.loadMore}>{t('customers.more')}</Button> : null}
    </Card>
  )
}

/** Relatives, consent and the timeline beside a customer's facts, each for those who may see it. */
export function CustomerSide({ record }: SlotProps) {
  const { can } = useActor()
  if (!record) return null
  const { id } = record
  return (
    <>
      {can('customer-relations.read') ? <RelativesOf id={id} /> : null}
      {can('consents.read') ? <ConsentOf id={id} /> : null}
      {can('timeline-entries.read') ? <TimelineOf id={id} /> : null}
    </>
  )
}

/** A customer as a card for the address book of a phone. */
export function VcardLink({ record }: SlotProps) {
  if (!record) return null
  return (
    <a href={`/api/v1/customers/${record.id}/vcard?version=3`} download>
      {t('customers.vcard')}
    </a>
  )
}
