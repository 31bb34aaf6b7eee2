import {
  Badge,
  Button,
  Card,
  Field,
  notify,
  type Row,
  type SlotProps,
  say,
  sayValue,
  t,
  useActor,
  useFetch,
  useOperation,
} from '@bezel/admin-ui'
import { useState } from 'react'
import { failed, row } from './parts.tsx'

interface Transition {
  name: string
  label: string
  needs: ('reason' | 'counterparty' | 'location')[]
  path: string
}

interface Allowed {
  status: string
  transitions: Transition[]
}

interface FormProps {
  collection: string
  transition: Transition
  onDone: () => void
  onCancel: () => void
}

/** What a transition needs to be told, and the button that takes it. */
function TransitionForm({ collection, transition, onDone, onCancel }: FormProps) {
  const [said, setSaid] = useState<Record<string, unknown>>({})
  const operation = useOperation<object>({ path: transition.path, changes: [collection, 'movements'] })
  const set = (name: string) => (value: unknown) => setSaid((old) => ({ ...old, [name]: value ?? undefined }))
  const take = async () => {
    try {
      await operation.run(said)
      notify({ text: say(transition.label), tone: 'done' })
      onDone()
    } catch (error) {
      failed(error)
    }
  }
  return (
    <div style={{ marginTop: 16, maxWidth: 420 }}>
      {transition.needs.includes('counterparty') ? (
        <Field
          name="counterparty"
          field={{ kind: 'text', label: t('inventory.counterparty'), required: true }}
          value={said.counterparty}
          onChange={set('counterparty')}
        />
      ) : null}
      {transition.needs.includes('location') ? (
        <Field
          name="locationId"
          field={{
            kind: 'reference',
            label: t('inventory.location'),
            collection: 'locations',
            required: true,
          }}
          value={said.locationId}
          onChange={set('locationId')}
        />
      ) : null}
      <Field
        name="reason"
        field={{ kind: 'text', label: t('inventory.reason'), required: transition.needs.includes('reason') }}
        value={said.reason}
        onChange={set('reason')}
      />
      <div style={{ ...row, marginTop: 12 }}>
        <Button variant="primary" busy={operation.busy} onClick={() => void take()}>
          {say(transition.label)}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('inventory.cancel')}
        </Button>
      </div>
    </div>
  )
}

function Possible({ collection, record }: { collection: string; record: Row }) {
  const { data, reload } = useFetch<Allowed>(`/${collection}/${record.id}/allowed-transitions`)
  const [chosen, setChosen] = useState<Transition>()
  const done = () => {
    setChosen(undefined)
    reload()
  }
  if (!data) return null
  return (
    <Card title={t('inventory.possible')} aside={<Badge tone="info">{sayValue(data.status)}</Badge>}>
      {data.transitions.length === 0 ? <p>{t('inventory.nothing')}</p> : null}
      <div style={row}>
        {data.transitions.map((transition) => (
          <Button
            key={transition.name}
            aria-pressed={chosen?.name === transition.name}
            onClick={() => setChosen(transition)}
          >
            {say(transition.label)}
          </Button>
        ))}
      </div>
      {chosen ? (
        <TransitionForm
          key={chosen.name}
          collection={collection}
          transition={chosen}
          onDone={done}
          onCancel={() => setChosen(undefined)}
        />
      ) : null}
    </Card>
  )
}

/** One button for each thing that can happen to a piece or stone now. */
export function Transitions({ entity, record }: SlotProps) {
  const { can } = useActor()
  if (!entity || !record || !can('inventory.move')) return null
  return <Possible key={String(record.version)} collection={entity.collection} record={record} />
}
