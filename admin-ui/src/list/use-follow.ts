import type { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import { useApp } from '../app/context.ts'
import type { Density } from './density.ts'

export type RowVirtualizer = ReturnType<typeof useVirtualizer<HTMLElement, Element>>

interface Follow {
  rows: RowVirtualizer
  scroller: RefObject<HTMLElement | null>
  active: number
  query: string
  density: Density
}

/** Keeps the row reached by keyboard in sight, goes back to the top for another question, and to the old place on return. */
export function useFollow({ rows, scroller, active, query, density }: Follow): void {
  const { memory } = useApp()
  useEffect(() => {
    if (active < 0) return
    rows.scrollToIndex(active)
    // The focus goes along: Enter then opens the row's link, and screen readers say where one is.
    const frame = requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>('[data-active-row] a')?.focus({ preventScroll: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [active, rows, scroller])
  const measured = useRef(density)
  useEffect(() => {
    if (measured.current === density) return
    measured.current = density
    rows.measure()
  }, [density, rows])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const key = `scroll ${query}`
    const place = Number(memory.get(key) ?? 0)
    // Setting what is already so would lay the whole page out.
    if (place !== (rows.scrollOffset ?? 0)) element.scrollTop = place
    return () => {
      memory.set(key, rows.scrollOffset ?? 0)
    }
  }, [query, scroller, memory, rows])
}
