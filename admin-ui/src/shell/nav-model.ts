import type { AdminManifest, NavEntry, NavGroup } from '../entity/types.ts'
import type { IconName } from '../ui/icon.tsx'

export const GROUPS: readonly NavGroup[] = ['Sell', 'Customers', 'Inventory', 'Care', 'Insights', 'Settings']

export const GROUP_ICONS: Record<NavGroup, IconName> = {
  Sell: 'sell',
  Customers: 'customers',
  Inventory: 'gem',
  Care: 'care',
  Insights: 'chart',
  Settings: 'settings',
}

export interface NavSection {
  group: NavGroup
  entries: NavEntry[]
}

/** The groups that have something in them, in the order of the work; an address appears once. */
export function navSections(manifest: AdminManifest): NavSection[] {
  const seen = new Set<string>()
  const entries = manifest.nav.filter((entry) => !seen.has(entry.to) && seen.add(entry.to))
  return GROUPS.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) })).filter(
    (section) => section.entries.length > 0,
  )
}

/** The entry whose page, or a page below it, is open: the longest address wins. */
export function activeEntry(sections: readonly NavSection[], pathname: string): NavEntry | undefined {
  const below = (entry: NavEntry): boolean => pathname === entry.to || pathname.startsWith(`${entry.to}/`)
  return sections
    .flatMap((section) => section.entries)
    .filter(below)
    .sort((a, b) => b.to.length - a.to.length)[0]
}
