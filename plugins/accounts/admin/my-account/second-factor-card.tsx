import {
  addPasskey,
  Badge,
  Button,
  Card,
  Field,
  hasPasskeys,
  RecoveryCodes,
  TotpSetup,
  t,
  useApi,
  useFetch,
} from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { apart, deviceOf, failed, fields, Line, Lines, row, Sure, stack, when } from '../parts.tsx'
import type { Account, Session } from '../types.ts'

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
  const [naming, setNaming] = useState(false)
  const possible = options?.passkeys && hasPasskeys()
  const added = (codes: string[] | null) => {
    setNaming(false)
    onAdded(codes)
    reload()
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
        {possible && !naming ? (
          <Button onClick={() => setNaming(true)}>{t('accounts.addPasskey')}</Button>
        ) : null}
      </Line>
      {naming ? (
        <li>
          <NewPasskey onAdded={added} onCancel={() => setNaming(false)} />
        </li>
      ) : null}
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

interface NewPasskeyProps {
  onAdded: (codes: string[] | null) => void
  onCancel: () => void
}

function NewPasskey({ onAdded, onCancel }: NewPasskeyProps) {
  const api = useApi()
  const [name, setName] = useState<unknown>()
  const { data } = useFetch<{ sessions: Session[] }>('/account/sessions')
  // Called as the browser it is made in, which the server knows by the session, until the person writes something.
  const own = data?.sessions.find(({ current }) => current)
  const shown = name === undefined && own ? deviceOf(own) : (name ?? '')
  const [busy, setBusy] = useState(false)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      onAdded(await addPasskey(api, String(shown)))
    } catch (error) {
      failed(error)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void add(event)} style={{ ...fields, paddingBottom: 12 }}>
      <Field
        name="passkeyName"
        field={{
          kind: 'text',
          label: t('accounts.passkeyName'),
          help: t('accounts.passkeyNameHelp'),
          required: true,
          maxLength: 80,
        }}
        value={shown}
        onChange={(value) => setName(value ?? '')}
      />
      <div style={{ ...row, ...apart }}>
        <Button onClick={onCancel}>{t('accounts.cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!shown}>
          {t('accounts.makePasskey')}
        </Button>
      </div>
    </form>
  )
}
