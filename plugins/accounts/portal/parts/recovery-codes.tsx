import { Button, Card, notify, useT } from '@bezel/admin-ui/kit'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAccount, usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { Item, Items } from './list.tsx'
import { useAct } from './use-act.ts'

/** Codes that are shown once: they are gone with the page, and nobody has them but the person. */
export function useShownOnce(): { show: (codes: string[] | null) => void; shown: ReactNode } {
  const [codes, setCodes] = useState<string[] | null>(null)
  return { show: setCodes, shown: codes ? <Codes codes={codes} onDone={() => setCodes(null)} /> : null }
}

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useT()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.focus()
    ref.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div ref={ref} tabIndex={-1} className={styles.once}>
      <Card title={t('codes.title')}>
        <p className={styles.lead}>{t('codes.help')}</p>
        <ol className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <div className={styles.line}>
          <Button
            icon="file"
            onClick={() =>
              void navigator.clipboard.writeText(codes.join('\n')).then(() => notify(t('codes.copied')))
            }
          >
            {t('codes.copy')}
          </Button>
          <Button variant="primary" onClick={onDone}>
            {t('codes.done')}
          </Button>
        </div>
      </Card>
    </div>
  )
}

/** How many are left, and new ones. */
export function RecoveryCodes({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useT()
  const { secondFactor } = useAccount()
  const { api, refresh } = usePortal()
  const act = useAct()
  const make = (): Promise<void> =>
    act(async () => {
      const path = '/account/recovery-codes'
      const made = await api.send<{ recoveryCodes: string[] }>(path, { method: 'POST', body: {} })
      onCodes(made.recoveryCodes)
      await refresh()
    })
  return (
    <Items>
      <Item
        title={t('codes.name')}
        facts={t('codes.left', { count: secondFactor.recoveryCodesLeft })}
        action={<Button onClick={() => void make()}>{t('codes.make')}</Button>}
      />
    </Items>
  )
}
