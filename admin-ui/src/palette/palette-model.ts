import { API } from '../api/client.ts'
import type { AdminManifest, EntityDescriptor } from '../entity/types.ts'
import type { Translate } from '../i18n/use-t.ts'
import type { Opened } from '../record/recent.ts'
import { GROUP_ICONS } from '../shell/nav-model.ts'
import type { IconName } from '../ui/icon.tsx'

export interface PaletteItem {
  id: string
  label: string
  /** Where it belongs, shown at the end of the line. */
  hint?: string
  icon: IconName
  /** Where Enter leads; an item without an address does something itself. */
  to?: string
  run?: () => void
}

export interface PaletteGroup {
  title: string
  items: PaletteItem[]
}

/** All pages of the navigation, with those that panels added. */
export function pageItems(
  manifest: AdminManifest,
  panelPages: readonly { path: string; title: string }[],
  t: Translate,
): PaletteItem[] {
  const nav = manifest.nav.map(({ label, to, group }) => ({
    id: `page ${to}`,
    label,
    hint: t(`shell.groups.${group}`),
    icon: GROUP_ICONS[group],
    to,
  }))
  const known = new Set(nav.map((item) => item.to))
  const extra = panelPages
    .filter(({ path }) => !path.includes(':') && !known.has(path))
    .map(({ path, title }) => ({ id: `page ${path}`, label: title, icon: 'file' as const, to: path }))
  return [{ id: 'page /', label: t('shell.home'), icon: 'home', to: '/' }, ...nav, ...extra]
}

/** What can be started from anywhere. */
export function actionItems(manifest: AdminManifest, t: Translate): PaletteItem[] {
  const reachable = new Set(manifest.nav.map((entry) => entry.to))
  return manifest.entities
    .filter((entity) => reachable.has(`/${entity.collection}`))
    .flatMap((entity) => entityActions(entity, t))
}

function entityActions(
  { collection, label, labelPlural, can }: EntityDescriptor,
  t: Translate,
): PaletteItem[] {
  return [
    ...(can.create
      ? [
          {
            id: `new ${collection}`,
            label: t('palette.newOf', { label }),
            icon: 'plus' as const,
            to: `/${collection}/new`,
          },
        ]
      : []),
    ...(can.import
      ? [
          {
            id: `import ${collection}`,
            label: t('palette.importOf', { label: labelPlural }),
            icon: 'upload' as const,
            to: `/${collection}/import`,
          },
        ]
      : []),
    ...(can.export
      ? [
          {
            id: `export ${collection}`,
            label: t('palette.exportOf', { label: labelPlural }),
            icon: 'download' as const,
            run: () => location.assign(`${API}/${collection}/export?format=csv`),
          },
        ]
      : []),
  ]
}

export function recentItems(recent: readonly Opened[], entities: readonly EntityDescriptor[]): PaletteItem[] {
  return recent.flatMap(({ collection, id, title }) => {
    const entity = entities.find((one) => one.collection === collection)
    return entity
      ? [
          {
            id: `record ${id}`,
            label: title,
            hint: entity.label,
            icon: 'clock' as const,
            to: `/${collection}/${id}`,
          },
        ]
      : []
  })
}

/** Items whose label or hint contains every word, those that start with the text first. */
export function matching(items: readonly PaletteItem[], text: string, limit: number): PaletteItem[] {
  const words = fold(text).split(/\s+/).filter(Boolean)
  const fits = items.filter((item) => {
    const whole = fold(`${item.label} ${item.hint ?? ''}`)
    return words.every((word) => whole.includes(word))
  })
  const starts = (item: PaletteItem): number => (fold(item.label).startsWith(words[0] ?? '') ? 0 : 1)
  return [...fits].sort((a, b) => starts(a) - starts(b)).slice(0, limit)
}

/** Small letters without accents. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
