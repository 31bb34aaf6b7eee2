import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useApp } from '../app/context.ts'
import { useValueContext, type ValueContext } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import { usePanels } from '../panels/use-panels.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import type { ListState } from './address.ts'
import type { MeasuredColumn } from './column-widths.ts'
import { cellText } from './columns.ts'
import { type Density, ROW_HEIGHT } from './density.ts'
import { HeaderCells } from './header-cells.tsx'
import { ListRow } from './list-row.tsx'
import styles from './list-table.module.css'
import { useColumnWidths } from './use-column-widths.ts'
import type { ListData } from './use-list-data.ts'
import type { Selection } from './use-selection.ts'
import { useThumbnailField } from './use-thumbnail-field.ts'

export interface ListTableProps {
  entity: EntityDescriptor
  entities: EntityDescriptor[]
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

const CHECKBOX = 40
const AHEAD = 40

/** A real table of which only the rows in sight exist; the next page is fetched well before the last row comes up. */
export function ListTable(props: ListTableProps) {
  const { entity, columns, data, selection, active, density, state, setState, query } = props
  const { t } = useT()
  const navigate = useNavigate()
  const scroller = useRef<HTMLDivElement>(null)
  const thumbnail = useThumbnailField(entity)
  const [editing, setEditing] = useState<{ id: string; field: string }>()
  const [hovered, setHovered] = useState(-1)
  const context = useValueContext()
  const widths = useWidths(props, context)
  const { column } = usePanels()
  const rows = useVirtualizer({
    count: data.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT[density],
    overscan: 12,
    initialRect: { width: 1200, height: 800 },
  })
  useFollow({ rows, scroller, active, query, density })
  const items = rows.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  const { hasMore, loadingMore, loadMore } = data
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= data.rows.length - AHEAD) loadMore()
  })

  const before = items[0]?.start ?? 0
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  const total = CHECKBOX + widths.reduce((sum, one) => sum + one, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className={styles.scroller} ref={scroller} data-stale={data.stale || undefined} data-density={density} tabIndex={0} role="region" aria-label={t('list.tableLabel', { label: entity.labelPlural })}>
      <table className={styles.table} style={{ width: total, '--row': `${ROW_HEIGHT[density]}px` } as CSSProperties} aria-rowcount={data.total ?? -1} aria-busy={data.loading || data.stale}>
        <colgroup>
          <col style={{ width: CHECKBOX }} />
          {columns.map((column, index) => <col key={column.name} style={{ width: widths[index] }} />)}
          <col />
        </colgroup>
        <thead><HeaderCells columns={columns} state={state} setState={setState} entity={entity} chosen={selection.ids.size} onAll={selection.all} onNone={selection.clear} loaded={data.rows.length} /></thead>
        <tbody>
          {before > 0 ? <tr aria-hidden="true" style={{ height: before }} /> : null}
          {items.map((item) => {
            const row = data.rows[item.index]
            if (!row) return null
            return (
              <ListRow
                key={row.id} row={row} index={item.index} entity={entity} columns={columns} thumbnail={thumbnail}
                context={context} select={t('list.select')} column={column} selected={selection.ids.has(row.id)} active={active === item.index} hovered={hovered === item.index}
                editing={editing?.id === row.id ? editing.field : undefined} onToggle={selection.toggle} onOpen={navigate} onHover={setHovered} onEdit={setEditing}
              />
            )
          })}
          {after > 0 ? <tr aria-hidden="true" style={{ height: after }} /> : null}
        </tbody>
      </table>
      <p className={styles.foot} role="status">{loadingMore ? t('list.loadingMore') : !hasMore && data.rows.length > 40 ? t('list.end') : null}</p>
    </div>
  )
}

const MEASURED = 60

function useWidths({ entities, columns, data, width, entity, query }: ListTableProps, context: ValueContext): number[] {
  const thumbnail = useThumbnailField(entity)
  const measured = (): MeasuredColumn[] => columns.map((field, index) => ({
    field,
    texts: data.rows.slice(0, MEASURED).map((row) => cellText((name) => entities.find((one) => one.collection === name), field, row, context)),
    ...(index === 0 && thumbnail ? { extra: 34 } : {}),
  }))
  const key = `${query} ${columns.map((column) => column.name).join()} ${data.rows.length > 0} ${data.stale} ${context.locale}`
  return useColumnWidths(measured, width - CHECKBOX - 12, key)
}

interface Follow {
  rows: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>
  scroller: React.RefObject<HTMLDivElement | null>
  active: number
  query: string
  density: Density
}

/** Keeps the row reached by keyboard in sight, goes back to the top for another question, and to the old place on return. */
function useFollow({ rows, scroller, active, query, density }: Follow): void {
  const { memory } = useApp()
  useEffect(() => {
    if (active < 0) return
    rows.scrollToIndex(active)
    // The focus goes along: Enter then opens the row's link, and screen readers say where one is.
    const frame = requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>('[data-active-row] a')?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [active, rows, scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the density is the trigger
  useEffect(() => rows.measure(), [density, rows])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const key = `scroll ${query}`
    element.scrollTop = Number(memory.get(key) ?? 0)
    return () => { memory.set(key, rows.scrollOffset ?? 0) }
  }, [query, scroller, memory, rows])
}
