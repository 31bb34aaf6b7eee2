import { useEffect, useMemo, useState } from 'react'
import { columnWidths, type MeasuredColumn } from './column-widths.ts'

const FONT = "15px 'Source Sans 3'"
const HEADER_FONT = "600 13.5px 'Source Sans 3'"

/** Columns sized to their content, measured once per set of columns so that nothing jumps while scrolling. */
export function useColumnWidths(columns: () => MeasuredColumn[], available: number, key: string): number[] {
  const [ready, setReady] = useState(() => document.fonts.check(FONT))
  useEffect(() => {
    if (!ready) void document.fonts.ready.then(() => setReady(true))
  }, [ready])
  // The key stands for the columns and for which rows are measured; reading their texts on every render would be slow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => columnWidths(columns(), available, measurer()), [key, available, ready])
}

function measurer(): (text: string, header: boolean) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return (text) => text.length * 8
  return (text, header) => {
    context.font = header ? HEADER_FONT : FONT
    return context.measureText(text).width
  }
}
