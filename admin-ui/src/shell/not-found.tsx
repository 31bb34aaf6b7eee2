import { useT } from '../i18n/use-t.ts'
import { PanelFailure } from '../panels/boundary.tsx'
import { usePanels } from '../panels/use-panels.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFound() {
  const { t } = useT()
  const { failed } = usePanels()
  // The page most likely belongs to the panel that did not load: blame that, not the address.
  if (failed.length > 0) return <PanelFailure plugin={failed.join(', ')} size="page" />
  return (
    <EmptyState
      page
      icon="search"
      title={t('shell.notFound')}
      action={
        <LinkButton to="/" variant="primary">
          {t('shell.toHome')}
        </LinkButton>
      }
    >
      {t('shell.notFoundHelp')}
    </EmptyState>
  )
}
