import { createContext, useContext, useMemo } from 'react'
import type { Api } from '../api/client.ts'
import type { AdminManifest, EntityDescriptor } from '../entity/types.ts'
import type { PanelRegistry } from '../panels/registry.ts'

export interface AppContextValue {
  api: Api
  manifest: AdminManifest
  panels: PanelRegistry
  signOut: () => Promise<void>
  /** What pages remember for each other while the admin is open: where a list was scrolled to, which list one came from. */
  memory: Map<string, unknown>
}

export const AppContext = createContext<AppContextValue | null>(null)

export function useApp(): AppContextValue {
  const value = useContext(AppContext)
  if (!value) throw new Error('This component only works inside the admin shell.')
  return value
}

export const useApi = (): Api => useApp().api

/** The descriptor of a collection; undefined when the actor may not see it. */
export function useEntity(collection: string | undefined): EntityDescriptor | undefined {
  const { manifest } = useApp()
  return collection ? manifest.entities.find((entity) => entity.collection === collection) : undefined
}

/** Names of all collections the actor may see. */
export function useVisible(): ReadonlySet<string> {
  const { entities } = useApp().manifest
  return useMemo(() => new Set(entities.map((entity) => entity.collection)), [entities])
}
