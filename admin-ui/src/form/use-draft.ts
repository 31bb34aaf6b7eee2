import { useCallback, useEffect, useState } from 'react'
import { useApp } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { type Draft, draftKey, dropDraft, readDraft, writeDraft } from './draft.ts'
import type { Values } from './values.ts'

export interface DraftControl {
  /** Found when the form opened, until it is used or thrown away. */
  found: Draft | undefined
  settle: () => void
  /** After saving, and when the draft is thrown away. */
  drop: () => void
}

const PAUSE = 600

export function useDraft(
  entity: EntityDescriptor,
  id: string | undefined,
  values: Values,
  dirty: boolean,
): DraftControl {
  const { manifest } = useApp()
  const key = draftKey(manifest.user.id, entity.collection, id)
  const [found, setFound] = useState(() => readDraft(localStorage, key, Date.now()))
  useEffect(() => {
    if (!dirty) return
    const timer = setTimeout(() => writeDraft(localStorage, key, entity, values, Date.now()), PAUSE)
    return () => clearTimeout(timer)
  }, [dirty, key, entity, values])
  const settle = useCallback(() => setFound(undefined), [])
  const drop = useCallback(() => {
    setFound(undefined)
    dropDraft(localStorage, key)
  }, [key])
  return { found, settle, drop }
}
