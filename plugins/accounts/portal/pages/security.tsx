import { Card, notify, useT } from '@bezel/admin-ui/kit'
import { useAccount, usePortal } from '../app/portal.ts'
import { Devices } from '../parts/devices.tsx'
import { useTitle } from '../parts/entrance.tsx'
import { Events } from '../parts/events.tsx'
import { Form } from '../parts/form.tsx'
import { Identities } from '../parts/identities.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passkeys } from '../parts/passkeys.tsx'
import { NewPassword, PasswordField } from '../parts/password.tsx'
import { RecoveryCodes, useShownOnce } from '../parts/recovery-codes.tsx'
import { Sessions } from '../parts/sessions.tsx'
import { Totp } from '../parts/totp.tsx'

export default function Security() {
  const { t } = useT()
  const { secondFactor } = useAccount()
  const { offers } = usePortal()
  const { show, shown } = useShownOnce()
  useTitle(t('nav.security'))
  return (
    <>
      <h1>{t('nav.security')}</h1>
      {secondFactor.required && secondFactor.methods.length === 0 ? (
        <Notice tone="warning">{t('profile.needsFactor')}</Notice>
      ) : null}
      {shown}
      <Card title={t('second.title')}>
        <Totp onCodes={show} />
        {secondFactor.totp || secondFactor.passkeys > 0 ? <RecoveryCodes onCodes={show} /> : null}
      </Card>
      {offers.passkeys ? <Passkeys onCodes={show} /> : null}
      <ChangePassword />
      <Sessions />
      <Devices />
      {offers.providers.length > 0 ? <Identities /> : null}
      <Events />
    </>
  )
}

function ChangePassword() {
  const { t } = useT()
  const { hasPassword, name, email, username } = useAccount()
  const { api, guarded, refresh } = usePortal()
  return (
    <Card title={t('password.label')}>
      <Form
        submit={t(hasPassword ? 'password.change' : 'password.set')}
        blame={hasPassword ? 'current' : 'password'}
        onSubmit={async ({ current, password }) => {
          const body = { password, ...(current && { current }) }
          await guarded(() => api.send('/account/password', { method: 'POST', body }))
          notify(t('password.changed'))
          await refresh()
        }}
      >
        {hasPassword ? (
          <PasswordField name="current" label={t('password.yours')} autoComplete="current-password" />
        ) : null}
        <NewPassword label={t('password.new')} own={[name, email, username ?? '']} />
      </Form>
    </Card>
  )
}
