import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import styles from './account.module.css'
import { CopyButton } from './copy-button.tsx'

export interface RecoveryCodesProps {
  codes: readonly string[]
  onKept: () => void
}

function download(codes: readonly string[]): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }))
  link.download = `recovery-codes-${location.host.replace(/\W+/g, '-')}.txt`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Recovery codes, shown this one time. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useT()
  return (
    <section className={styles.codes} aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{t('factor.codesTitle')}</h2>
      <p className={styles.help}>{t('factor.codesHelp')}</p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={styles.buttons}>
        <CopyButton text={codes.join('\n')} label={t('factor.codesTitle')} />
        <Button icon="download" onClick={() => download(codes)}>
          {t('factor.keep')}
        </Button>
        <Button variant="primary" onClick={onKept}>
          {t('factor.kept')}
        </Button>
      </div>
    </section>
  )
}
