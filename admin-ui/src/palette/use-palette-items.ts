import { useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListAnswer } from '../api/types.ts'
import { useApi, useApp } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import { loadLanguage } from '../i18n/i18n.ts'
import { useT } from '../i18n/use-t.ts'
import { usePanels } from '../panels/use-panels.ts'
import { recentlyOpened } from '../record/recent.ts'
import {
  actionItems,
  matching,
  type PaletteGroup,
  type PaletteItem,
  pageItems,
  recentItems,
} from './palette-model.ts'

const PER_COLLECTION = 5

/** What the palette offers for a text: recent records for none, else pages, actions and found records. */
export function usePaletteItems(text: string): { groups: PaletteGroup[]; searching: boolean } {
  const { t } = useT()
  const { manifest } = useApp()
  const { pages: panelPages } = usePanels()
  const settings = useSettings()
  const records = useRecords(text)
  const groups = useMemo(() => {
    const pages = pageItems(manifest, panelPages, t)
    const actions = [...actionItems(manifest, t), ...settings]
    if (text.trim() === '')
      return [
        { title: t('palette.recent'), items: recentItems(recentlyOpened(), manifest.entities).slice(0, 5) },
        { title: t('palette.pages'), items: pages },
        { title: t('palette.actions'), items: actions },
      ]
    return [
      { title: t('palette.pages'), items: matching(pages, text, 6) },
      // Before the records: those arrive later, and must not push away what Enter is about to choose.
      { title: t('palette.actions'), items: matching(actions, text, 4) },
      { title: t('palette.records'), items: records.items },
    ]
  }, [manifest, panelPages, settings, records.items, text, t])
  return { groups: groups.filter((group) => group.items.length > 0), searching: records.searching }
}

function useRecords(text: string): { items: PaletteItem[]; searching: boolean } {
  const api = useApi()
  const { manifest } = useApp()
  const [q] = useDebouncedValue(text.trim(), 90)
  const reachable = new Set(manifest.nav.map((entry) => entry.to))
  const searchable = manifest.entities.filter(
    (entity) => entity.searchable && reachable.has(`/${entity.collection}`),
  )
  return useQueries({
    queries: searchable.map((entity) => ({
      queryKey: ['palette', entity.collection, q],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<ListAnswer>(
          `/${entity.collection}?${new URLSearchParams({ q, limit: String(PER_COLLECTION) })}`,
          signal,
        ),
      enabled: q.length >= 2,
      retry: false,
    })),
    combine: (results) => ({
      searching: results.some((result) => result.isFetching),
      items: results.flatMap((result, index) => {
        const entity = searchable[index]
        return entity
          ? (result.data?.data ?? []).map(
              (row): PaletteItem => ({
                id: `record ${row.id}`,
                label: titleOf(entity, row),
                hint: entity.label,
                icon: 'file',
                to: `/${entity.collection}/${row.id}`,
              }),
            )
          : []
      }),
    }),
  })
}

function useSettings(): PaletteItem[] {
  const { t, locale } = useT()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { signOut } = useApp()
  // The scheme is read from the page; its setting is what makes that old.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => {
    const dark = document.documentElement.dataset.mantineColorScheme === 'dark'
    return [
      {
        id: 'theme',
        label: t('palette.toggleTheme', { theme: t(dark ? 'shell.light' : 'shell.dark') }),
        icon: dark ? 'sun' : 'moon',
        run: () => setColorScheme(dark ? 'light' : 'dark'),
      },
      {
        id: 'language',
        label: t('palette.toggleLanguage'),
        icon: 'globe',
        run: () => void loadLanguage(locale === 'de' ? 'en' : 'de'),
      },
      { id: 'sign-out', label: t('shell.signOut'), icon: 'signOut', run: () => void signOut() },
    ]
  }, [t, locale, colorScheme, setColorScheme, signOut])
}
