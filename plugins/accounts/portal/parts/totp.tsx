import { Badge, Button, useT } from '@bezel/admin-ui/kit'
import { lazy, Suspense, useState } from 'react'
import { useAccount, usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { CodeField } from './code.tsx'
import { Form } from './form.tsx'
import { Item, Items } from './list.tsx'
import { useAct } from './use-act.ts'

const QrCode = lazy(() => import('./qr-code.tsx'))

interface Begun {
  secret: string
  uri: string
}

/** The authenticator app: set up by scanning or typing its key, removed again. */
export function Totp({ onCodes }: { onCodes: (codes: string[] | null) => void }) {
  const { t } = useT()
  const { secondFactor } = useAccount()
  const { api, refresh } = usePortal()
  const [begun, setBegun] = useState<Begun>()
  const act = useAct()

  const begin = (): Promise<void> =>
    act(async () => setBegun(await api.send<Begun>('/account/totp', { method: 'POST', body: {} })))
  const remove = (): Promise<void> =>
    act(async () => {
      await api.send('/account/totp', { method: 'DELETE' })
      await refresh()
    }, t('totp.removed'))
  async function confirm(code: string): Promise<void> {
    const path = '/account/totp/confirm'
    const { recoveryCodes } = await api.send<{ recoveryCodes: string[] | null }>(path, {
      method: 'POST',
      body: { code },
    })
    setBegun(undefined)
    onCodes(recoveryCodes)
    await refresh()
  }
  if (begun) return <SetUp {...begun} onCode={confirm} onCancel={() => setBegun(undefined)} />
  const action = secondFactor.totp ? (
    <Button variant="danger" onClick={() => void remove()}>
      {t('remove')}
    </Button>
  ) : (
    <Button onClick={() => void begin()}>{t('totp.begin')}</Button>
  )
  return (
    <>
      <p className={styles.lead}>{t('totp.help')}</p>
      <Items>
        <Item
          title={t('totp.name')}
          facts={
            <Badge tone={secondFactor.totp ? 'good' : 'neutral'}>{t(secondFactor.totp ? 'on' : 'off')}</Badge>
          }
          action={action}
        />
      </Items>
    </>
  )
}

interface SetUpProps extends Begun {
  onCode: (code: string) => Promise<void>
  onCancel: () => void
}

function SetUp({ secret, uri, onCode, onCancel }: SetUpProps) {
  const { t } = useT()
  return (
    <>
      <p className={styles.lead}>{t('totp.scan')}</p>
      <div className={styles.scan}>
        <Suspense>
          <QrCode text={uri} label={t('totp.qr')} />
        </Suspense>
        <p>
          {t('totp.key')} <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </div>
      <Form
        submit={t('totp.confirm')}
        blame="code"
        onSubmit={({ code = '' }) => onCode(code)}
        aside={
          <Button variant="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        }
      >
        <CodeField label={t('second.totp.label')} />
      </Form>
    </>
  )
}
