import { useEffect, useMemo, useState } from 'react'
import type { ValueContext } from '../fields/value.tsx'
import { columnWidths, type MeasuredColumn } from './column-widths.ts'
import { cellText } from './columns.ts'
import type { ListTableProps } from './list-table.tsx'
import { thumbnailField } from './shown-fields.ts'

/** Width of the column with the checkboxes, px. */
export const CHECKBOX = 40
const SCROLL_BAR = 12
const THUMBNAIL = 34
/** Rows that are measured: those one sees first. */
const MEASURED = 36
const FONT = "15px 'Source Sans 3'"
const HEADER_FONT = "600 13.5px 'Source Sans 3'"

type Props = Pick<ListTableProps, 'entity' | 'columns' | 'data' | 'query' | 'width'>

/** Columns sized to their content, measured once per set of columns so that nothing jumps while scrolling. */
export function useColumnWidths(props: Props, context: ValueContext): number[] {
  const { columns, data, query, width } = props
  const [ready, setReady] = useState(() => document.fonts.check(FONT))
  useEffect(() => {
    if (!ready) void document.fonts.ready.then(() => setReady(true))
  }, [ready])
  const available = width - CHECKBOX - SCROLL_BAR
  const key = `${query} ${columns.map((column) => column.name).join()} ${data.rows.length > 0} ${data.stale} ${context.locale}`
  // The key stands for the columns and for which rows are measured; reading their texts on every render would be slow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => columnWidths(measuredColumns(props, context), available, measurer()),
    [key, available, ready],
  )
}

function measuredColumns({ entity, columns, data }: Props, context: ValueContext): MeasuredColumn[] {
  const lookup = (name: string | undefined) => context.entities.find((one) => one.collection === name)
  const rows = data.rows.slice(0, MEASURED)
  const extra = thumbnailField(entity) ? THUMBNAIL : 0
  return columns.map((field, index) => ({
    field,
    texts: rows.map((row) => cellText(lookup, field, row, context)),
    ...(index === 0 ? { extra } : {}),
  }))
}

function measurer(): (text: string, header: boolean) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return (text) => text.length * 8
  return (text, header) => {
    context.font = header ? HEADER_FONT : FONT
    return context.measureText(text).width
  }
}
