import type { ReactNode } from 'react'
import styles from '../record/rows-table.module.css'

export interface TableColumn<T> {
  title: string
  /** Lines up on the right, for amounts and counts. */
  numeric?: boolean
  render: (row: T) => ReactNode
}

export interface TableProps<T> {
  /** What the table lists, for those who hear it. */
  label: string
  columns: TableColumn<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
}

/** A plain table for rows one has at hand; lists of a collection are `ListPage`. */
export function Table<T>({ label, columns, rows, rowKey }: TableProps<T>) {
  return (
    <table className={`${styles.table} ${styles.stacked}`} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" className={column.numeric ? styles.numeric : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <td
                key={column.title}
                className={column.numeric ? styles.numeric : undefined}
                data-title={column.title}
              >
                {column.render(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
