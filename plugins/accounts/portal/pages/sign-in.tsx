import { forgetReturn, useT } from '@bezel/admin-ui/kit'
import { useEffect } from 'react'
import { Link } from 'react-router'
import type { Admission } from '../app/account.ts'
import { usePortal } from '../app/portal.ts'
import { Entrance } from '../parts/entrance.tsx'
import { Field, Form } from '../parts/form.tsx'
import { PasswordField } from '../parts/password.tsx'
import { OtherWays } from '../parts/providers.tsx'

export function SignIn() {
  const { t } = useT()
  const { api, offers, enter } = usePortal()
  // Who signs in here wants to be here, whatever was begun elsewhere in this tab.
  useEffect(forgetReturn, [])
  return (
    <Entrance
      title={t('signIn.title')}
      below={
        offers.registration ? (
          <p>
            {t('signIn.new')} <Link to="/sign-up">{t('signIn.signUp')}</Link>
          </p>
        ) : null
      }
    >
      <Form
        submit={t('signIn.submit')}
        onSubmit={async (body) =>
          enter(await api.send<Admission>('/auth/login', { method: 'POST', body, anonymous: true }))
        }
      >
        <Field
          name="email"
          label={t('signIn.who')}
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          required
          autoFocus
        />
        <PasswordField
          name="password"
          label={t('password.label')}
          autoComplete="current-password"
          help={<Link to="/recover">{t('signIn.forgot')}</Link>}
        />
      </Form>
      <OtherWays />
    </Entrance>
  )
}
