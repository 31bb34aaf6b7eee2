import { Link } from 'react-router'
import type { Row } from '../api/types.ts'
import { useEntity } from '../app/context.ts'
import type { EntityDescriptor, RelationDescriptor } from '../entity/types.ts'
import { inputId } from '../form/input-id.ts'
import { ownedFields } from '../form/values.ts'
import { useT } from '../i18n/use-t.ts'
import { Card } from '../ui/card.tsx'
import styles from './owned-tables.module.css'
import { RowsTable } from './rows-table.tsx'

interface Props {
  entity: EntityDescriptor
  row: Row
  relations: RelationDescriptor[]
}

/** The parts of a record, read only here: the form changes them together with their parent. Those without rows share a line. */
export function OwnedTables({ entity, row, relations }: Props) {
  const rowsOf = ({ name }: RelationDescriptor): Row[] => (row[name] ?? []) as Row[]
  const empty = relations.filter((relation) => rowsOf(relation).length === 0)
  return (
    <>
      {relations
        .filter((relation) => !empty.includes(relation))
        .map((relation) => (
          <OwnedTable key={relation.name} relation={relation} rows={rowsOf(relation)} />
        ))}
      {empty.length > 0 && entity.can.update ? <NoneYet entity={entity} row={row} relations={empty} /> : null}
    </>
  )
}

function OwnedTable({ relation, rows }: { relation: RelationDescriptor; rows: Row[] }) {
  const target = useEntity(relation.collection)
  if (!target) return null
  const used = ownedFields(target, relation).filter((field) =>
    rows.some((row) => row[field.name] !== null && row[field.name] !== undefined),
  )
  return (
    <Card title={relation.label} aside={<small>{rows.length}</small>} flush>
      <RowsTable entity={target} fields={used} rows={rows} />
    </Card>
  )
}

/** What could be noted and is not, each a way to the place where one does. */
function NoneYet({ entity, row, relations }: Props) {
  const { t } = useT()
  return (
    <p className={styles.none}>
      <span>{t('record.nothingNoted')}</span>
      {relations.map(({ name, label }) => (
        <Link key={name} to={`/${entity.collection}/${row.id}/edit#${inputId(name)}`}>
          {label}
        </Link>
      ))}
    </p>
  )
}
