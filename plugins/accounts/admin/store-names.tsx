import { Badge, type CellProps, useActor, useList } from '@bezel/admin-ui'
import { row } from './parts.tsx'

/** Stores that somebody, or a key, is limited to, by their names for whoever may read those. */
export function StoreNames({ value }: CellProps) {
  const { can } = useActor()
  if (!Array.isArray(value) || value.length === 0) return '–'
  return can('stores.read') ? <Names ids={value} /> : <Badges texts={value.map(shortId)} />
}

const shortId = (id: unknown): string => String(id).slice(-8)

/** Every cell of a list asks the same, which is fetched once. */
function Names({ ids }: { ids: unknown[] }) {
  const { rows } = useList('stores', { sort: 'name', limit: 100 })
  const names = new Map<unknown, string>(rows.map(({ id, name }) => [id, String(name)]))
  return <Badges texts={ids.map((id) => names.get(id) ?? shortId(id))} />
}

const Badges = ({ texts }: { texts: string[] }) => (
  <span style={{ ...row, gap: 4 }}>
    {texts.map((text) => (
      <Badge key={text}>{text}</Badge>
    ))}
  </span>
)
