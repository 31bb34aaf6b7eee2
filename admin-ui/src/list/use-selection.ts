import { useCallback, useRef, useState } from 'react'
import type { Row } from '../api/types.ts'

export interface Selection {
  ids: ReadonlySet<string>
  toggle: (index: number, range: boolean) => void
  all: () => void
  clear: () => void
  /** Chooses just these. */
  only: (ids: readonly string[]) => void
}

/** Chosen rows by id. With `range` everything between this row and the last one toggled follows it. */
export function useSelection(rows: readonly Row[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set())
  const last = useRef<number>(undefined)
  const latest = useRef(rows)
  latest.current = rows

  const toggle = useCallback((index: number, range: boolean) => {
    const from = range && last.current !== undefined ? last.current : index
    last.current = index
    setIds((old) => toggled(old, latest.current, from, index))
  }, [])
  const all = useCallback(() => setIds(new Set(latest.current.map((row) => row.id))), [])
  const clear = useCallback(() => setIds(new Set()), [])
  const only = useCallback((chosen: readonly string[]) => setIds(new Set(chosen)), [])
  return { ids, toggle, all, clear, only }
}

function toggled(
  old: ReadonlySet<string>,
  rows: readonly Row[],
  from: number,
  to: number,
): ReadonlySet<string> {
  const target = rows[to]
  if (!target) return old
  const next = new Set(old)
  const select = !old.has(target.id)
  for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (select) next.add(row.id)
    else next.delete(row.id)
  }
  return next
}
