import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { useApp } from '../app/context.ts'
import { useT } from '../i18n/use-t.ts'
import { followLiveChanges } from './live-changes.ts'
import { OfflineBanner } from './offline-banner.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Pages } from './routes.tsx'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'
import { usePaletteKey } from './use-palette-key.ts'

const Palette = lazy(() => import('../palette/palette.tsx').then((module) => ({ default: module.Palette })))

/** The frame around every page: navigation, command palette, live changes, panels. */
export function Shell() {
  const { t } = useT()
  const { manifest, panels } = useApp()
  const [paletteOpen, setPaletteOpen] = useState(false)
  usePaletteKey(() => setPaletteOpen((open) => !open))
  useLiveChanges()
  usePageFocus()
  useEffect(() => panels.load(manifest.panels), [panels, manifest.panels])

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Sidebar onPalette={() => setPaletteOpen(true)} />
      <div className={styles.content}>
        <OfflineBanner />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Suspense>
            <Pages />
          </Suspense>
        </main>
      </div>
      <PhoneBar onPalette={() => setPaletteOpen(true)} />
      {paletteOpen ? (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function useLiveChanges(): void {
  const { api, manifest } = useApp()
  const queryClient = useQueryClient()
  const collections = manifest.entities
    .map((entity) => entity.collection)
    .sort()
    .join(',')
  useEffect(
    () => followLiveChanges({ api, queryClient, collections: collections.split(',') }),
    [api, queryClient, collections],
  )
}

/** After a change of page the reading starts at its top, also for those who hear it. */
function usePageFocus(): void {
  const { pathname } = useLocation()
  const [first] = useState(pathname)
  useEffect(() => {
    if (pathname !== first) document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname, first])
}
