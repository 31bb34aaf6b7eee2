import {
  Badge,
  Button,
  Card,
  EmptyState,
  Link,
  notify,
  Page,
  type Row,
  Table,
  t,
  useList,
  useOperation,
  useRoute,
} from '@bezel/admin-ui'
import { ComparePair } from './compare-pair.tsx'
import { MergesCard } from './merges-card.tsx'
import { labelOf, nameOf, reasonOf } from './names.ts'

type Reasons = { fields?: { field: string; agreement: string; weight: number }[] }

const tones = { certain: 'warning', likely: 'info', possible: 'neutral' } as const

/** What speaks most for the two being one. */
const whyOf = ({ reasons }: Row): string =>
  ((reasons as Reasons).fields ?? [])
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 4)
    .map(({ field }) => labelOf(field))
    .join(', ')

function LookButton({ onDone }: { onDone: () => void }) {
  const find = useOperation<object, { checked: number; found: number }>({
    path: '/duplicate-pairs/find',
    changes: ['duplicate-pairs'],
  })
  const look = async () => {
    try {
      notify(t('customers.looked', { ...(await find.run({})) }))
      onDone()
    } catch (error) {
      notify({ text: reasonOf(error), tone: 'problem' })
    }
  }
  return (
    <Button variant="primary" busy={find.busy} onClick={() => void look()}>
      {t('customers.look')}
    </Button>
  )
}

/** Pairs of customers who may be one, to compare and decide. */
export function DuplicatesPage() {
  const { search, setSearch } = useRoute()
  const pairs = useList('duplicate-pairs', {
    status: 'open',
    sort: 'level,-score',
    include: 'first,second',
    limit: 50,
    total: 'exact',
  })
  const rows = pairs.rows.filter(({ first, second }) => first && second)
  const chosen = rows.find(({ id }) => id === search.get('pair'))
  const open = (pair?: string) => setSearch(new URLSearchParams(pair ? { pair } : {}))
  const settled = () => {
    open()
    pairs.reload()
  }

  if (chosen) {
    return (
      <Page
        title={t('customers.duplicates')}
        actions={<Button onClick={() => open()}>{t('customers.back')}</Button>}
      >
        <ComparePair key={chosen.id} pair={chosen} onSettled={settled} />
      </Page>
    )
  }
  return (
    <Page
      title={t('customers.duplicates')}
      intro={t('customers.duplicatesIntro')}
      actions={<LookButton onDone={pairs.reload} />}
    >
      {rows.length === 0 && !pairs.loading ? (
        <EmptyState title={t('customers.noDuplicates')}>{t('customers.noDuplicatesWhy')}</EmptyState>
      ) : (
        <Card title={t('customers.pairs')} aside={pairs.total} flush>
          <Table
            label={t('customers.pairs')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                title: t('customers.who'),
                render: ({ first, second }) => (
                  <>
                    <Link to={`/customers/${(first as Row).id}`}>{nameOf(first as Row)}</Link>
                    {' · '}
                    <Link to={`/customers/${(second as Row).id}`}>{nameOf(second as Row)}</Link>
                  </>
                ),
              },
              {
                title: t('customers.level'),
                render: ({ level }) => (
                  <Badge tone={tones[level as keyof typeof tones]}>
                    {t(`customers.level_${String(level)}`)}
                  </Badge>
                ),
              },
              { title: t('customers.why'), render: whyOf },
              {
                title: '',
                render: (pair) => <Button onClick={() => open(pair.id)}>{t('customers.compare')}</Button>,
              },
            ]}
          />
          {pairs.hasMore ? <Button onClick={pairs.loadMore}>{t('customers.more')}</Button> : null}
        </Card>
      )}
      <MergesCard onUndone={pairs.reload} />
    </Page>
  )
}
