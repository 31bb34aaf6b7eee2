import i18next from 'i18next'
import type { ComponentType } from 'react'
import type { PanelEntry } from '../entity/types.ts'
import { LABELS } from '../i18n/labels.ts'
import type { CellProps, FieldInputProps, Panel, PanelPage, SlotPart, SlotProps } from '../sdk/panel.ts'

export type PanelState = 'waiting' | 'ready' | 'failed'

/** A component and the plugin to name when it fails. */
export interface Contribution<Props> {
  plugin: string
  component: ComponentType<Props>
}

interface Loaded {
  plugin: string
  panel: Panel
}

export interface PanelSnapshot {
  pages: (PanelPage & { plugin: string })[]
  slots: (name: string) => Contribution<SlotProps>[]
  /** Relations of a collection's records that panels show themselves. */
  shown: (collection: string) => ReadonlySet<string>
  column: (key: string) => Contribution<CellProps> | undefined
  field: (key: string) => Contribution<FieldInputProps> | undefined
  state: (plugin: string) => PanelState
  /** Panels that could not be loaded. */
  failed: string[]
  /** No panel is still on its way. */
  settled: boolean
}

export interface PanelRegistry {
  load: (panels: readonly PanelEntry[]) => void
  subscribe: (listener: () => void) => () => void
  snapshot: () => PanelSnapshot
}

/** Loads the panels' bundles, each for itself: one that fails is noted and the others work. */
export function createPanelRegistry(importer: (url: string) => Promise<unknown>): PanelRegistry {
  const states = new Map<string, PanelState>()
  const loaded: Loaded[] = []
  const listeners = new Set<() => void>()
  let snapshot = snapshotOf(loaded, states)

  const publish = (): void => {
    snapshot = snapshotOf(loaded, states)
    for (const listener of listeners) listener()
  }
  async function loadOne({ plugin, entry }: PanelEntry): Promise<void> {
    try {
      const panel = panelOf(await importer(entry))
      addMessages(plugin, panel)
      loaded.push({ plugin, panel })
      states.set(plugin, 'ready')
    } catch (error) {
      states.set(plugin, 'failed')
      console.error(`The panel of plugin "${plugin}" could not be loaded from ${entry}.`, error)
    }
    publish()
  }
  return {
    load(panels) {
      const fresh = panels.filter((panel) => !states.has(panel.plugin))
      for (const panel of fresh) states.set(panel.plugin, 'waiting')
      if (fresh.length > 0) publish()
      for (const panel of fresh) void loadOne(panel)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    snapshot: () => snapshot,
  }
}

function panelOf(module: unknown): Panel {
  const panel = (module as { default?: unknown }).default
  if (typeof panel !== 'object' || panel === null)
    throw new Error('A panel must `export default definePanel({ … })`.')
  return panel as Panel
}

function addMessages(plugin: string, panel: Panel): void {
  for (const [language, texts] of Object.entries(panel.messages ?? {})) {
    i18next.addResourceBundle(language, 'translation', { [plugin]: texts }, true)
  }
  for (const [language, words] of Object.entries(panel.labels ?? {}))
    i18next.addResourceBundle(language, LABELS, words, true, false)
}

const PLACES = ['main', 'side']

function partOf(part: ComponentType<SlotProps> | SlotPart | undefined): SlotPart | undefined {
  return typeof part === 'object' && 'shows' in part
    ? part
    : part && { component: part as ComponentType<SlotProps>, shows: [] }
}

function snapshotOf(loaded: readonly Loaded[], states: ReadonlyMap<string, PanelState>): PanelSnapshot {
  const all = [...loaded].sort((a, b) => a.plugin.localeCompare(b.plugin))
  const stateList = [...states]
  const each = <T>(pick: (panel: Panel) => ComponentType<T> | undefined): Contribution<T>[] =>
    all.flatMap(({ plugin, panel }) => {
      const component = pick(panel)
      return component ? [{ plugin, component }] : []
    })
  return {
    pages: all.flatMap(({ plugin, panel }) => (panel.pages ?? []).map((page) => ({ ...page, plugin }))),
    slots: (name) => each((panel) => partOf(panel.slots?.[name])?.component),
    shown: (collection) =>
      new Set(
        all.flatMap(({ panel }) =>
          PLACES.flatMap((place) => partOf(panel.slots?.[`${collection}.record.${place}`])?.shows ?? []),
        ),
      ),
    column: (key) => each((panel) => panel.columns?.[key])[0],
    field: (key) => each((panel) => panel.fields?.[key])[0],
    state: (plugin) => states.get(plugin) ?? 'waiting',
    failed: stateList.filter(([, state]) => state === 'failed').map(([plugin]) => plugin),
    settled: stateList.every(([, state]) => state !== 'waiting'),
  }
}
