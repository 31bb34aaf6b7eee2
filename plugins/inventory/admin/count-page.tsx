import {
  Badge,
  Button,
  Card,
  EmptyState,
  Grid,
  Link,
  Page,
  sayValue,
  Table,
  t,
  useActor,
  useFetch,
  useOperation,
  useRecord,
  useRoute,
} from '@bezel/admin-ui'
import { useState } from 'react'
import { failed, row, ScanField, Tick } from './parts.tsx'

interface Line {
  kind: 'piece' | 'stone'
  id: string
  number: string
  name: string | null
  status: string
}

interface Variance {
  totals: {
    expected: number
    found: number
    missing: number
    elsewhere: number
    shouldBeGone: number
    unknown: number
  }
  missing: Line[]
  elsewhere: Line[]
  shouldBeGone: Line[]
  unknown: { code: string }[]
  parcels: { parcelId: string; number: string; count: number; carat: number }[]
}

interface Scanned {
  code: string
  outcome: 'found' | 'elsewhere' | 'should_be_gone' | 'parcel' | 'ambiguous' | 'unknown'
  repeated: boolean
  number: string | null
  name: string | null
}

const tones = {
  found: 'good',
  elsewhere: 'warning',
  should_be_gone: 'problem',
  parcel: 'info',
  ambiguous: 'warning',
  unknown: 'problem',
} as const

function Numbers({ totals }: Pick<Variance, 'totals'>) {
  const shown: [string, number][] = [
    ['expected', totals.expected],
    ['found', totals.found],
    ['missing', totals.missing],
    ['elsewhere', totals.elsewhere],
    ['should_be_gone', totals.shouldBeGone],
    ['unknown', totals.unknown],
  ]
  return (
    <Grid min={130}>
      {shown.map(([name, value]) => (
        <Card key={name} title={t(`inventory.${name}`)}>
          <strong style={{ fontSize: 30, fontVariantNumeric: 'tabular-nums' }}>{value}</strong>
        </Card>
      ))}
    </Grid>
  )
}

function Goods({ title, lines }: { title: string; lines: Line[] }) {
  if (lines.length === 0) return null
  return (
    <Card title={title} aside={lines.length} flush>
      <Table
        label={title}
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          {
            title: t('inventory.number'),
            render: ({ kind, id, number }) => <Link to={`/${kind}s/${id}`}>{number}</Link>,
          },
          { title: t('inventory.name'), render: ({ name }) => name },
          { title: t('inventory.status'), render: ({ status }) => sayValue(String(status)) },
        ]}
      />
    </Card>
  )
}

function Parcels({ parcels }: Pick<Variance, 'parcels'>) {
  if (parcels.length === 0) return null
  return (
    <Card title={t('inventory.ofParcels')} flush>
      <Table
        label={t('inventory.ofParcels')}
        rows={parcels}
        rowKey={({ parcelId }) => parcelId}
        columns={[
          {
            title: t('inventory.number'),
            render: ({ parcelId, number }) => <Link to={`/parcels/${parcelId}`}>{number}</Link>,
          },
          { title: t('inventory.stones'), numeric: true, render: ({ count }) => count },
          { title: t('inventory.carats'), numeric: true, render: ({ carat }) => carat },
        ]}
      />
    </Card>
  )
}

/** Closing, with what it shall do to the books ticked one by one: nothing by itself. */
function Close({ id, onClosed }: { id: string; onClosed: () => void }) {
  const [closing, setClosing] = useState({ bookMissing: false, moveFound: false, correctParcels: false })
  const changes = ['stock-counts', 'pieces', 'stones', 'parcels', 'movements']
  const close = useOperation<object>({ path: '/stock-counts/:id/close', changes })
  const take = async () => {
    try {
      await close.run(closing, { id })
      onClosed()
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Card title={t('inventory.close')}>
      {(['bookMissing', 'moveFound', 'correctParcels'] as const).map((name) => (
        <Tick
          key={name}
          name={name}
          label={t(`inventory.${name}`)}
          value={closing[name]}
          onChange={(value) => setClosing((old) => ({ ...old, [name]: value }))}
        />
      ))}
      <Button variant="danger" busy={close.busy} onClick={() => void take()}>
        {t('inventory.close')}
      </Button>
    </Card>
  )
}

function Recent({ scanned }: { scanned: Scanned[] }) {
  if (scanned.length === 0) return <EmptyState title={t('inventory.noScans')} />
  return (
    <Card title={t('inventory.scanned')} flush>
      <Table
        label={t('inventory.scanned')}
        rows={scanned}
        rowKey={({ code }) => code}
        columns={[
          { title: t('inventory.number'), render: ({ number, code }) => number ?? code },
          { title: t('inventory.name'), render: ({ name }) => name },
          {
            title: '',
            render: ({ outcome, repeated }) => (
              <>
                <Badge tone={tones[outcome]}>{t(`inventory.${outcome}`)}</Badge>{' '}
                {repeated ? <Badge>{t('inventory.repeated')}</Badge> : null}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** The counter page of a stock count: scan on one side, what is found and missing on the other, always up to date. */
export function CountPage() {
  const { params } = useRoute()
  const { can } = useActor()
  const id = params.id ?? ''
  const count = useRecord('stock-counts', id)
  const variance = useFetch<Variance>(`/stock-counts/${id}/variance`)
  const scan = useOperation<object, { results: Scanned[] }>({ path: '/stock-counts/:id/scan' })
  const [scanned, setScanned] = useState<Scanned[]>([])
  const take = async (code: string) => {
    try {
      const { results } = await scan.run({ codes: [code] }, { id })
      setScanned((old) => [...results, ...old.filter((one) => one.code !== code)].slice(0, 12))
      variance.reload()
    } catch (error) {
      failed(error)
    }
  }
  const open = count.row?.status === 'open'
  const { data } = variance
  return (
    <Page
      title={String(count.row?.name ?? t('inventory.count'))}
      intro={open ? t('inventory.countIntro') : t('inventory.closed')}
    >
      {open ? (
        <ScanField
          label={t('inventory.scanField')}
          button={t('inventory.scan')}
          onScan={(code) => void take(code)}
        />
      ) : null}
      {data ? <Numbers totals={data.totals} /> : null}
      <div style={{ ...row, alignItems: 'start' }}>
        {open ? (
          <div style={{ flex: '1 1 340px' }}>
            <Recent scanned={scanned} />
          </div>
        ) : null}
        <div style={{ flex: '1 1 420px', display: 'grid', gap: 16 }}>
          {data && data.missing.length === 0 ? <p>{t('inventory.allFound')}</p> : null}
          {data ? <Goods title={t('inventory.elsewhere')} lines={data.elsewhere} /> : null}
          {data ? <Goods title={t('inventory.should_be_gone')} lines={data.shouldBeGone} /> : null}
          {data ? <Parcels parcels={data.parcels} /> : null}
          {data ? <Goods title={t('inventory.missing')} lines={data.missing} /> : null}
        </div>
      </div>
      {open && can('inventory.correct') ? <Close id={id} onClosed={count.reload} /> : null}
    </Page>
  )
}
