import { useEffect } from 'react'
import type { Row } from '../api/types.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'

export interface Opened {
  collection: string
  id: string
  title: string
}

const KEY = 'bezel.recent'
const KEPT = 12

/** The records opened last in this tab, newest first; they are forgotten with the tab, for names are personal. */
export function recentlyOpened(): Opened[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Opened[]
  } catch {
    return []
  }
}

export function useRememberOpened(entity: EntityDescriptor, row: Row | undefined): void {
  const { collection } = entity
  const id = row?.id
  const title = row ? titleOf(entity, row) : ''
  useEffect(() => {
    if (!id) return
    const others = recentlyOpened().filter((one) => one.id !== id)
    try {
      sessionStorage.setItem(KEY, JSON.stringify([{ collection, id, title }, ...others].slice(0, KEPT)))
    } catch {
      // Without storage there is no list of recent records; nothing else depends on it.
    }
  }, [collection, id, title])
}

export function forgetOpened(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Nothing was stored then either.
  }
}
