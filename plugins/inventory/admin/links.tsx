import { Link, type SlotProps, t, useActor } from '@bezel/admin-ui'

// From a record to the page on which one works with it.

export function TagsLink({ record }: SlotProps) {
  const { can } = useActor()
  return record && can('pieces.read') ? (
    <Link to={`/tags?ids=${record.id}`}>{t('inventory.tags')}</Link>
  ) : null
}

export function CountLink({ record }: SlotProps) {
  const { can } = useActor()
  if (!record || !can('stock-counts.write')) return null
  return <Link to={`/stock-counts/${record.id}/count`}>{t('inventory.count')}</Link>
}

export function PreviewLink({ record }: SlotProps) {
  const { can } = useActor()
  if (!record || !can('inventory.price')) return null
  return <Link to={`/price-rules/${record.id}/preview`}>{t('inventory.preview')}</Link>
}
