import {
  addPasskey,
  Badge,
  Button,
  Card,
  hasPasskeys,
  RecoveryCodes,
  TotpSetup,
  t,
  useApi,
  useFetch,
} from '@bezel/admin-ui'
import { useState } from 'react'
import { failed, Line, Lines, Sure, stack, when } from '../parts.tsx'
import type { Account } from '../types.ts'

interface Passkey {
  id: string
  name: string
  backedUp: boolean
  createdAt: string
  lastUsedAt: string | null
}

interface Props {
  account: Account
  onChanged: () => void
}

/** The second factor: app, passkeys and recovery codes. */
export function SecondFactorCard({ account, onChanged }: Props) {
  const [codes, setCodes] = useState<string[] | null>(null)
  const [settingUp, setSettingUp] = useState(false)
  const api = useApi()
  const { totp, methods } = account.secondFactor
  const done = (recoveryCodes: string[] | null) => {
    setSettingUp(false)
    setCodes(recoveryCodes)
    onChanged()
  }
  return (
    <Card
      title={t('accounts.secondFactor')}
      aside={
        <Badge tone={methods.length > 0 ? 'good' : 'warning'}>
          {t(methods.length > 0 ? 'accounts.on' : 'accounts.off')}
        </Badge>
      }
    >
      {codes ? <RecoveryCodes codes={codes} onKept={() => setCodes(null)} /> : null}
      {settingUp ? <TotpSetup api={api} onDone={done} onCancel={() => setSettingUp(false)} /> : null}
      {codes || settingUp ? null : (
        <div style={stack}>
          <Lines label={t('accounts.secondFactor')}>
            <AppLine on={totp} onSetUp={() => setSettingUp(true)} onChanged={onChanged} />
            {methods.length > 0 ? <CodesLine account={account} onCodes={done} /> : null}
          </Lines>
          <Passkeys onAdded={done} onChanged={onChanged} />
        </div>
      )}
    </Card>
  )
}

function AppLine({ on, onSetUp, onChanged }: { on: boolean; onSetUp: () => void; onChanged: () => void }) {
  const api = useApi()
  const remove = () => api.send('/account/totp', { method: 'DELETE', body: {} }).then(onChanged, failed)
  return (
    <Line title={t('accounts.app')} detail={t(on ? 'accounts.appOn' : 'accounts.appOff')}>
      {on ? (
        <Sure
          label={t('accounts.remove')}
          confirm={t('accounts.removeApp')}
          onConfirm={() => void remove()}
        />
      ) : (
        <Button onClick={onSetUp}>{t('accounts.setUp')}</Button>
      )}
    </Line>
  )
}

function CodesLine({ account, onCodes }: { account: Account; onCodes: (codes: string[]) => void }) {
  const api = useApi()
  const renew = () =>
    api
      .send<{ recoveryCodes: string[] }>('/account/recovery-codes', { method: 'POST', body: {} })
      .then(({ recoveryCodes }) => onCodes(recoveryCodes), failed)
  const count = account.secondFactor.recoveryCodesLeft
  return (
    <Line title={t('accounts.recoveryCodes')} detail={t('accounts.codesLeft', { count })}>
      <Sure
        label={t('accounts.newCodes')}
        confirm={t('accounts.replaceCodes')}
        onConfirm={() => void renew()}
      />
    </Line>
  )
}

interface PasskeysProps {
  onAdded: (codes: string[] | null) => void
  onChanged: () => void
}

function Passkeys({ onAdded, onChanged }: PasskeysProps) {
  const api = useApi()
  const { data, reload } = useFetch<{ passkeys: Passkey[] }>('/account/passkeys')
  const { data: options } = useFetch<{ passkeys: boolean }>('/account/options')
  const [busy, setBusy] = useState(false)
  const possible = options?.passkeys && hasPasskeys()
  const add = async () => {
    setBusy(true)
    try {
      onAdded(await addPasskey(api, t('accounts.passkeyName', { date: when(new Date().toISOString()) })))
      reload()
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  const remove = (id: string) =>
    api.send(`/account/passkeys/${id}`, { method: 'DELETE', body: {} }).then(() => {
      reload()
      onChanged()
    }, failed)
  return (
    <Lines label={t('accounts.passkeys')}>
      <Line
        title={t('accounts.passkeys')}
        detail={t(possible ? 'accounts.passkeysHelp' : 'accounts.noPasskeys')}
      >
        {possible ? (
          <Button busy={busy} onClick={() => void add()}>
            {t('accounts.addPasskey')}
          </Button>
        ) : null}
      </Line>
      {data?.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <Line
          key={id}
          title={name}
          detail={t('accounts.passkeyUsed', { made: when(createdAt), used: when(lastUsedAt) })}
        >
          <Sure
            label={t('accounts.remove')}
            confirm={t('accounts.removePasskey')}
            onConfirm={() => void remove(id)}
          />
        </Line>
      ))}
    </Lines>
  )
}
