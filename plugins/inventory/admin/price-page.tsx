import {
  Badge,
  Button,
  Card,
  EmptyState,
  Link,
  Money,
  type MoneyValue,
  notify,
  Page,
  sayValue,
  Table,
  t,
  useApi,
  useOperation,
  useRecord,
  useRoute,
} from '@bezel/admin-ui'
import { useEffect, useState } from 'react'
import { failed, row } from './parts.tsx'

const outcomes = ['raised', 'lowered', 'new', 'review', 'unchanged', 'refused'] as const
type Outcome = (typeof outcomes)[number]

interface Priced {
  id: string
  itemNumber: string
  name: string
  outcome: Outcome
  current: MoneyValue | null
  price: MoneyValue | null
  flags: string[]
  refusal: string | null
  explanation: { step: string; text: string; amount: number }[]
}

interface Preview {
  counts: Record<Outcome, number>
  currency: string
  currentTotal: number
  newTotal: number
  spots: { id: string; metal: string; amount: number; currency: string }[]
  rows: Priced[]
  nextCursor: string | null
}

const tones = {
  raised: 'good',
  lowered: 'info',
  new: 'info',
  review: 'warning',
  unchanged: 'neutral',
  refused: 'problem',
} as const

/** Reads the preview again whenever the kind of rows asked for changes. */
function usePreview(id: string, outcome: string | undefined) {
  const api = useApi()
  const [round, setRound] = useState(0)
  const [data, setData] = useState<Preview>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round reads the same again
  useEffect(() => {
    let current = true
    const body = { limit: 100, ...(outcome && { outcome }) }
    api
      .send<Preview>(`/price-rules/${id}/preview`, { method: 'POST', body })
      .then((preview) => current && setData(preview))
      .catch(failed)
    return () => {
      current = false
    }
  }, [api, id, outcome, round])
  return { data, reload: () => setRound((now) => now + 1) }
}

function Steps({
  explanation,
  currency,
  refusal,
}: Pick<Priced, 'explanation' | 'refusal'> & { currency: string }) {
  if (refusal) return <small>{refusal}</small>
  return (
    <details>
      <summary>{t('inventory.steps')}</summary>
      <ol style={{ margin: 0, paddingLeft: 18, fontSize: 13 }}>
        {explanation.map(({ step, text, amount }) => (
          <li key={`${step} ${text}`}>
            {text}: <Money value={{ amount, currency }} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function Rows({
  rows,
  currency,
  onAccept,
}: {
  rows: Priced[]
  currency: string
  onAccept: (id: string) => void
}) {
  if (rows.length === 0) return <EmptyState title={t('inventory.noRows')} />
  return (
    <Card flush>
      <Table
        label={t('inventory.preview')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            title: t('inventory.number'),
            render: ({ id, itemNumber }) => <Link to={`/pieces/${id}`}>{itemNumber}</Link>,
          },
          { title: t('inventory.name'), render: ({ name }) => name },
          {
            title: t('inventory.priceNow'),
            numeric: true,
            render: ({ current }) => <Money value={current} />,
          },
          { title: t('inventory.priceThen'), numeric: true, render: ({ price }) => <Money value={price} /> },
          {
            title: '',
            render: ({ outcome, flags }) => (
              <>
                <Badge tone={tones[outcome]}>{t(`inventory.${outcome}`)}</Badge>{' '}
                <small>{flags.map(sayValue).join(', ')}</small>
              </>
            ),
          },
          { title: t('inventory.why'), render: (priced) => <Steps {...priced} currency={currency} /> },
          {
            title: '',
            render: ({ id, outcome }) =>
              outcome === 'review' ? (
                <Button onClick={() => onAccept(id)}>{t('inventory.accept')}</Button>
              ) : null,
          },
        ]}
      />
    </Card>
  )
}

interface Applied {
  applied: number
  skipped: number
  nextCursor: string | null
}

/** What a price rule would do, and the button that does it, a batch at a time. */
export function PricePage() {
  const { params, search, setSearch } = useRoute()
  const id = params.id ?? ''
  const outcome = search.get('outcome') ?? undefined
  const rule = useRecord('price-rules', id)
  const { data, reload } = usePreview(id, outcome)
  const apply = useOperation<object, Applied>({
    path: '/price-rules/:id/apply',
    changes: ['pieces', 'price-changes'],
  })
  const take = async (only?: string) => {
    const spotIds = data?.spots.map((spot) => spot.id)
    const named = only && { pieceIds: [only], reviewedIds: [only] }
    const sum = { applied: 0, skipped: 0 }
    try {
      let cursor: string | null = null
      do {
        const batch: Applied = await apply.run({ spotIds, ...named, ...(cursor && { cursor }) }, { id })
        sum.applied += batch.applied
        sum.skipped += batch.skipped
        cursor = batch.nextCursor
      } while (cursor)
      notify({ text: t('inventory.applied', sum), tone: 'done' })
      reload()
    } catch (error) {
      failed(error)
    }
  }
  const show = (next?: string) => setSearch(new URLSearchParams(next ? { outcome: next } : {}))
  return (
    <Page
      title={String(rule.row?.name ?? t('inventory.preview'))}
      intro={t('inventory.previewIntro')}
      actions={
        <Button variant="primary" busy={apply.busy} disabled={!data} onClick={() => void take()}>
          {t('inventory.apply')}
        </Button>
      }
    >
      {data ? (
        <>
          <div style={row}>
            <Button aria-pressed={!outcome} onClick={() => show()}>
              {t('inventory.all')}
            </Button>
            {outcomes.map((name) => (
              <Button key={name} aria-pressed={outcome === name} onClick={() => show(name)}>
                {t(`inventory.${name}`)} {data.counts[name]}
              </Button>
            ))}
            <span style={{ marginLeft: 'auto' }}>
              {t('inventory.value')}: <Money value={{ amount: data.currentTotal, currency: data.currency }} />{' '}
              →{' '}
              <strong>
                <Money value={{ amount: data.newTotal, currency: data.currency }} />
              </strong>
            </span>
          </div>
          <Rows rows={data.rows} currency={data.currency} onAccept={(piece) => void take(piece)} />
        </>
      ) : null}
    </Page>
  )
}
