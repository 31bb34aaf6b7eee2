import { Button, Card, EmptyState, Link, Page, Table, t, useApi, useRoute } from '@bezel/admin-ui'
import { useEffect, useState } from 'react'
import { Choice, failed, row, ScanField, Tick } from './parts.tsx'

interface Piece {
  id: string
  number: string
  name: string | null
}

interface Order {
  stock: string
  format: string
  barcode: string
  price: boolean
}

/** The server makes a file, which no JSON client reads: it goes straight into a download. */
async function download(csrfToken: string | undefined, body: object): Promise<void> {
  const answer = await fetch('/api/v1/pieces/tags', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken ?? '' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(((await answer.json()) as { detail: string }).detail)
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'tags'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The pieces in the address, read once; later ones are scanned. */
function usePieces() {
  const api = useApi()
  const { search } = useRoute()
  const asked = search.get('ids') ?? ''
  const [pieces, setPieces] = useState<Piece[]>([])
  useEffect(() => {
    if (!asked) return
    api
      .get<{ data: { id: string; itemNumber: string; name: string }[] }>(
        `/pieces?id[in]=${encodeURIComponent(asked)}&limit=200`,
      )
      .then(({ data }) =>
        setPieces(data.map(({ id, itemNumber, name }) => ({ id, number: itemNumber, name }))),
      )
      .catch(failed)
  }, [api, asked])
  const scan = async (code: string) => {
    try {
      const { matches } = await api.get<{ matches: (Piece & { kind: string })[] }>(
        `/lookup?code=${encodeURIComponent(code)}`,
      )
      const found = matches.find(({ kind }) => kind === 'piece')
      if (!found) throw new Error(t('inventory.onlyPieces'))
      setPieces((old) => [...old.filter(({ id }) => id !== found.id), found])
    } catch (error) {
      failed(error)
    }
  }
  const remove = (gone: string) => setPieces((old) => old.filter(({ id }) => id !== gone))
  return { pieces, scan, remove }
}

function Options({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const set = (name: keyof Order) => (value: string) =>
    onChange({ ...order, [name]: value === 'office' ? 'pdf' : value === 'label' ? 'zpl' : value })
  return (
    <Card>
      <div style={row}>
        <Choice
          name="stock"
          label={t('inventory.stock')}
          value={order.stock}
          options={['ratTail', 'dumbbell', 'ratTailSheet']}
          onChange={set('stock')}
        />
        <Choice
          name="format"
          label={t('inventory.format')}
          value={order.format === 'pdf' ? 'office' : 'label'}
          options={['office', 'label']}
          onChange={set('format')}
        />
        <Choice
          name="barcode"
          label={t('inventory.barcode')}
          value={order.barcode}
          options={['qr', 'code128']}
          onChange={set('barcode')}
        />
        <Tick
          name="price"
          label={t('inventory.withPrice')}
          value={order.price}
          onChange={(price) => onChange({ ...order, price })}
        />
      </div>
    </Card>
  )
}

/** Scan pieces, print their tags. */
export function TagsPage() {
  const api = useApi()
  const { pieces, scan, remove } = usePieces()
  const [order, setOrder] = useState<Order>({ stock: 'ratTail', format: 'pdf', barcode: 'qr', price: true })
  const [busy, setBusy] = useState(false)
  const print = async () => {
    setBusy(true)
    try {
      const { csrfToken } = await api.session()
      await download(csrfToken, { ...order, ids: pieces.map(({ id }) => id) })
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page
      title={t('inventory.tags')}
      intro={t('inventory.tagsIntro')}
      actions={
        <Button variant="primary" busy={busy} disabled={pieces.length === 0} onClick={() => void print()}>
          {t('inventory.print')} {pieces.length > 0 ? pieces.length : ''}
        </Button>
      }
    >
      <ScanField
        label={t('inventory.scanField')}
        button={t('inventory.add')}
        onScan={(code) => void scan(code)}
      />
      <Options order={order} onChange={setOrder} />
      {pieces.length === 0 ? (
        <EmptyState title={t('inventory.noTags')}>{t('inventory.noTagsWhy')}</EmptyState>
      ) : (
        <Card flush>
          <Table
            label={t('inventory.tags')}
            rows={pieces}
            rowKey={({ id }) => id}
            columns={[
              {
                title: t('inventory.number'),
                render: ({ id, number }) => <Link to={`/pieces/${id}`}>{number}</Link>,
              },
              { title: t('inventory.name'), render: ({ name }) => name },
              {
                title: '',
                render: ({ id }) => (
                  <Button variant="quiet" onClick={() => remove(id)}>
                    {t('inventory.remove')}
                  </Button>
                ),
              },
            ]}
          />
        </Card>
      )}
    </Page>
  )
}
