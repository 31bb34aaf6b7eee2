import { useSyncExternalStore } from 'react'
import { useApp } from '../app/context.ts'
import type { PanelSnapshot } from './registry.ts'

/** What the panels contribute by now; drawn again when another panel has arrived. */
export function usePanels(): PanelSnapshot {
  const { panels } = useApp()
  return useSyncExternalStore(panels.subscribe, panels.snapshot)
}
