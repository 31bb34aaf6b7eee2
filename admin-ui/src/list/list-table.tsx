import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useRef } from 'react'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useValueContext } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import type { ListState } from './address.ts'
import { type Density, ROW_HEIGHT } from './density.ts'
import { HeaderCells } from './header-cells.tsx'
import styles from './list-table.module.css'
import { TableRows } from './table-rows.tsx'
import { CHECKBOX, useColumnWidths } from './use-column-widths.ts'
import { useFollow } from './use-follow.ts'
import type { ListData } from './use-list-data.ts'
import type { Selection } from './use-selection.ts'
import { observeSize, scrollWhereNeeded } from './virtual-list.ts'

export interface ListTableProps {
  entity: EntityDescriptor
  columns: FieldDescriptor[]
  data: ListData
  query: string
  selection: Selection
  active: number
  width: number
  density: Density
  state: ListState
  setState: (state: ListState) => void
}

/** Rows before the last loaded one at which the next page is fetched. */
const AHEAD = 80

/** A real table of which only the rows in sight exist; the next page comes well before the last row is reached. */
export function ListTable(props: ListTableProps) {
  const { entity, columns, data, selection, density, state, setState } = props
  const { t } = useT()
  const scroller = useRef<HTMLElement>(null)
  const context = useValueContext()
  const widths = useColumnWidths(props, context)
  const rows = useVirtualizer<HTMLElement, Element>({
    count: data.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT[density],
    overscan: 12,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    observeElementRect: observeSize,
    scrollToFn: scrollWhereNeeded,
  })
  useFollow({ ...props, rows, scroller })
  useNextPage(data, rows.getVirtualItems().at(-1)?.index ?? 0)
  const total = CHECKBOX + widths.reduce((sum, one) => sum + one, 0)
  const style = { width: total, '--row': `${ROW_HEIGHT[density]}px` } as CSSProperties
  return (
    <section
      className={styles.scroller}
      ref={scroller}
      data-stale={data.stale || undefined}
      data-density={density}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('list.tableLabel', { label: entity.labelPlural })}
    >
      <table
        className={styles.table}
        style={style}
        aria-rowcount={data.total ?? -1}
        aria-busy={data.loading || data.stale}
      >
        <colgroup>
          <col style={{ width: CHECKBOX }} />
          {columns.map((column, index) => (
            <col key={column.name} style={{ width: widths[index] }} />
          ))}
          <col />
        </colgroup>
        <thead>
          <HeaderCells
            {...{ columns, state, setState, entity }}
            chosen={selection.ids.size}
            onAll={selection.all}
            onNone={selection.clear}
            loaded={data.rows.length}
          />
        </thead>
        <TableRows {...props} rows={rows} context={context} />
      </table>
      <Foot data={data} />
    </section>
  )
}

function useNextPage({ hasMore, loadingMore, loadMore, rows }: ListData, lastShown: number): void {
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - AHEAD) loadMore()
  })
}

/** A short list needs no word about its end. */
const SHORT = 40

function Foot({ data }: { data: ListData }) {
  const { t } = useT()
  const end = !data.hasMore && data.rows.length > SHORT ? t('list.end') : null
  return (
    <p className={styles.foot} role="status">
      {data.loadingMore ? t('list.loadingMore') : end}
    </p>
  )
}
