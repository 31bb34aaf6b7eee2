import { type ReactNode, useMemo } from 'react'
import { manifestIn } from '../i18n/labels.ts'
import { useT } from '../i18n/use-t.ts'
import { usePanels } from '../panels/use-panels.ts'
import { AppContext, useApp } from './context.ts'

/** Everything below reads the manifest in the language of the page. */
export function Labelled({ children }: { children: ReactNode }) {
  const app = useApp()
  const { locale } = useT()
  // Panels bring words along, so there are more of them when another one has arrived.
  const panels = usePanels()
  const value = useMemo(
    () => (locale === 'en' || !panels ? app : { ...app, manifest: manifestIn(app.manifest, locale) }),
    [app, locale, panels],
  )
  return <AppContext value={value}>{children}</AppContext>
}
