import { type DragEvent, type ReactNode, useState } from 'react'
import { useT } from '../i18n/use-t.ts'
import styles from './board.module.css'

export interface BoardProps<T> {
  /** The states, in the order of the work. */
  columns: {
    id: string
    title: string /** Shown behind the count, for example the value of the column. */
    aside?: ReactNode
  }[]
  items: readonly T[]
  itemKey: (item: T) => string
  columnOf: (item: T) => string
  /** What a card says; keep it short. */
  render: (item: T) => ReactNode
  /** Called when a card was moved; show the item in its new column at once and put it back if that fails. */
  onMove: (item: T, column: string) => void
}

/** Cards in columns by state. They are moved by dragging, or by the choice on the card with the keyboard. */
export function Board<T>({ columns, items, itemKey, columnOf, render, onMove }: BoardProps<T>) {
  const { t } = useT()
  const [over, setOver] = useState<string>()
  const drop = (event: DragEvent, column: string): void => {
    event.preventDefault()
    setOver(undefined)
    const item = items.find((one) => itemKey(one) === event.dataTransfer.getData('text/plain'))
    if (item && columnOf(item) !== column) onMove(item, column)
  }
  return (
    <div className={styles.board}>
      {columns.map((column) => {
        const inside = items.filter((item) => columnOf(item) === column.id)
        return (
          <section
            key={column.id}
            className={styles.column}
            aria-label={column.title}
            data-over={over === column.id || undefined}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(column.id)
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => drop(event, column.id)}
          >
            <header>
              <h2>{column.title}</h2>
              <span>{inside.length}</span>
              {column.aside}
            </header>
            <ul>
              {inside.map((item) => (
                <li
                  key={itemKey(item)}
                  draggable
                  onDragStart={(event) => event.dataTransfer.setData('text/plain', itemKey(item))}
                >
                  {render(item)}
                  <select
                    aria-label={t('board.move')}
                    value={column.id}
                    onChange={(event) => onMove(item, event.target.value)}
                  >
                    {columns.map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.title}
                      </option>
                    ))}
                  </select>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
