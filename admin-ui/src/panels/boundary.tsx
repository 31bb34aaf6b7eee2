import { Component, type ReactNode } from 'react'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './boundary.module.css'

interface Props {
  plugin: string
  /** A whole page gets a page-sized explanation, a slot one line. */
  size: 'page' | 'slot'
  children: ReactNode
}

/** Keeps a plugin's mistake inside the plugin's own place. */
export class PanelBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <PanelFailure
        plugin={this.props.plugin}
        size={this.props.size}
        onRetry={() => this.setState({ failed: false })}
      />
    )
  }
}

export function PanelFailure({
  plugin,
  size,
  onRetry,
}: {
  plugin: string
  size: 'page' | 'slot'
  onRetry?: () => void
}) {
  if (size === 'slot')
    return (
      <p className={styles.slot} role="alert">
        {t('panel.slotFailed', { plugin })}
      </p>
    )
  return (
    <div role="alert">
      <EmptyState
        page
        icon="warning"
        title={t('panel.failed', { plugin })}
        action={
          <>
            <Button variant="primary" onClick={() => location.reload()}>
              {t('shell.reload')}
            </Button>
            {onRetry ? <Button onClick={onRetry}>{t('common.retry')}</Button> : null}
          </>
        }
      >
        {t('panel.failedHelp', { plugin })}
      </EmptyState>
    </div>
  )
}
