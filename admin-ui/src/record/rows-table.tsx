import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Row } from '../api/types.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { isNumeric } from '../fields/format.ts'
import { useT } from '../i18n/use-t.ts'
import { Cell } from '../list/cell.tsx'
import styles from './rows-table.module.css'

interface Props {
  entity: EntityDescriptor
  fields: FieldDescriptor[]
  rows: Row[]
  /** The first column leads to the record. */
  linked?: boolean
  /** A last column with something to do. */
  action?: (row: Row) => ReactNode
}

/** A short table inside a card. */
export function RowsTable({ entity, fields, rows, linked = false, action }: Props) {
  const { t } = useT()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field.name} scope="col" className={isNumeric(field) ? styles.numeric : undefined}>
              {field.label}
            </th>
          ))}
          {action ? (
            <th scope="col">
              <span className="visually-hidden">{t('common.actions')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {fields.map((field, index) => (
              <td key={field.name} className={isNumeric(field) ? styles.numeric : undefined}>
                {linked && index === 0 ? (
                  <Link to={`/${entity.collection}/${row.id}`}>
                    <Cell entity={entity} field={field} row={row} />
                  </Link>
                ) : (
                  <Cell entity={entity} field={field} row={row} />
                )}
              </td>
            ))}
            {action ? <td className={styles.action}>{action(row)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
