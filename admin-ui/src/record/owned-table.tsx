import type { Row } from '../api/types.ts'
import { useEntity } from '../app/context.ts'
import type { RelationDescriptor } from '../entity/types.ts'
import { ownedFields } from '../form/values.ts'
import { useT } from '../i18n/use-t.ts'
import { Card } from '../ui/card.tsx'
import { RowsTable } from './rows-table.tsx'

/** The parts of a record, read only here: the form changes them together with their parent. */
export function OwnedTable({ relation, rows }: { relation: RelationDescriptor; rows: Row[] }) {
  const { t } = useT()
  const target = useEntity(relation.collection)
  if (!target) return null
  const used = ownedFields(target, relation).filter((field) =>
    rows.some((row) => row[field.name] !== null && row[field.name] !== undefined),
  )
  return (
    <Card
      title={relation.label}
      aside={<small>{rows.length > 0 ? rows.length : t('record.noRelated')}</small>}
      flush
    >
      {rows.length > 0 ? <RowsTable entity={target} fields={used} rows={rows} /> : null}
    </Card>
  )
}
