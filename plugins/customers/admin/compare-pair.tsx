import { Button, Card, Link, notify, type Row, Table, t, useFetch, useOperation } from '@bezel/admin-ui'
import { useState } from 'react'
import { labelOf, nameOf, reasonOf, valueText } from './names.ts'

type Side = 'winner' | 'loser'
type Fields = Record<string, unknown>
type Preview = { winner: Fields; loser: Fields; result: Fields; conflicts: { field: string; taken: Side }[] }

const CHANGES = ['customers', 'duplicate-pairs', 'customer-merges']
const isKnown = (value: unknown) => valueText(value) !== '–'

interface ChoiceProps {
  field: string
  side: Side
  value: unknown
  chosen: Side
  /** Without a choice both sides agree, or only one of them says anything. */
  open: boolean
  onChoose: (side: Side) => void
}

function Choice({ field, side, value, chosen, open, onChoose }: ChoiceProps) {
  if (!open) return <span>{valueText(value)}</span>
  return (
    <label>
      <input type="radio" name={field} checked={chosen === side} onChange={() => onChoose(side)} />{' '}
      {valueText(value)}
    </label>
  )
}

/** Two customers side by side: which one stays, whose values stand, merge, or say that they are two. */
export function ComparePair({ pair, onSettled }: { pair: Row; onSettled: () => void }) {
  const [swapped, setSwapped] = useState(false)
  const [choices, setChoices] = useState<Record<string, Side>>({})
  const both = [pair.first as Row, pair.second as Row]
  const [winner, loser] = (swapped ? both.reverse() : both) as [Row, Row]
  const preview = useFetch<Preview>(`/customers/${winner.id}/merge-preview?loserId=${loser.id}`)
  const merge = useOperation<{ loserId: string; choices: Record<string, Side> }, Row>({
    path: '/customers/:id/merge',
    changes: CHANGES,
  })
  const undo = useOperation<object>({ path: '/customer-merges/:id/undo', changes: CHANGES })
  const different = useOperation<object>({ path: '/duplicate-pairs/:id/different', changes: CHANGES })

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
      onSettled()
    } catch (error) {
      notify({ text: reasonOf(error), tone: 'problem' })
    }
  }
  const takeBack = (id: string) =>
    attempt(async () => {
      await undo.run({}, { id })
      notify(t('customers.undone'))
    })
  const join = () =>
    attempt(async () => {
      const made = await merge.run({ loserId: loser.id, choices }, { id: winner.id })
      notify({
        text: t('customers.merged'),
        action: { label: t('customers.undo'), run: () => void takeBack(made.id) },
      })
    })
  const part = () =>
    attempt(async () => {
      await different.run({}, { id: pair.id })
      notify(t('customers.markedDifferent'))
    })
  const swap = () => {
    setSwapped(!swapped)
    setChoices({})
  }

  const plan = preview.data
  const conflicts = new Map(plan?.conflicts.map(({ field, taken }) => [field, taken]))
  const fields = Object.keys(plan?.result ?? {}).filter(
    (field) => isKnown(plan?.winner[field]) || isKnown(plan?.loser[field]),
  )
  const cell = (field: string, side: Side) => (
    <Choice
      field={field}
      side={side}
      value={plan?.[side][field]}
      open={conflicts.has(field)}
      chosen={choices[field] ?? conflicts.get(field) ?? 'winner'}
      onChoose={(taken) => setChoices({ ...choices, [field]: taken })}
    />
  )
  const heading = (label: string, row: Row) => `${label}: ${nameOf(row)}`

  return (
    <Card
      title={`${nameOf(winner)} · ${nameOf(loser)}`}
      aside={
        <span style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Button onClick={swap}>{t('customers.swap')}</Button>
          <Button busy={different.busy} onClick={() => void part()}>
            {t('customers.different')}
          </Button>
          <Button variant="primary" busy={merge.busy} disabled={!plan} onClick={() => void join()}>
            {t('customers.merge')}
          </Button>
        </span>
      }
    >
      {preview.error ? <p>{reasonOf(preview.error)}</p> : null}
      <p>
        <Link to={`/customers/${winner.id}`}>{nameOf(winner)}</Link> ←{' '}
        <Link to={`/customers/${loser.id}`}>{nameOf(loser)}</Link>
        {'. '}
        {t('customers.both')}
      </p>
      <Table
        label={t('customers.compare')}
        rows={fields}
        rowKey={(field) => field}
        columns={[
          { title: t('customers.field'), render: labelOf },
          { title: heading(t('customers.keep'), winner), render: (field) => cell(field, 'winner') },
          { title: heading(t('customers.other'), loser), render: (field) => cell(field, 'loser') },
        ]}
      />
    </Card>
  )
}
