import { useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { keepWaiting } from '../app/kept.ts'
import { usePortal } from '../app/portal.ts'
import { Entrance } from '../parts/entrance.tsx'
import { Field, Form, type Values } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { NewPassword } from '../parts/password.tsx'
import { OtherWays } from '../parts/providers.tsx'

export default function SignUp() {
  const { t, locale } = useT()
  const { api, offers } = usePortal()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const below = (
    <p>
      {t('signUp.have')} <Link to="/">{t('signIn.submit')}</Link>
    </p>
  )
  async function register(values: Values): Promise<void> {
    const body = { ...values, language: locale }
    const { ticket } = await api.send<{ ticket: string }>('/account/register', {
      method: 'POST',
      body,
      anonymous: true,
    })
    keepWaiting('register', { email: values.email ?? '', ticket })
    navigate('/confirm')
  }
  if (!offers.registration)
    return (
      <Entrance title={t('signUp.title')} below={below}>
        <Notice tone="info">{t('problem.ACCOUNTS_REGISTRATION_CLOSED')}</Notice>
      </Entrance>
    )
  return (
    <Entrance title={t('signUp.title')} lead={t('signUp.lead')} below={below}>
      <Form submit={t('signUp.submit')} onSubmit={register}>
        <Field
          name="name"
          label={t('name')}
          autoComplete="name"
          maxLength={120}
          required
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          name="email"
          label={t('email')}
          type="email"
          autoComplete="email"
          maxLength={320}
          required
          onChange={(event) => setEmail(event.target.value)}
        />
        <NewPassword label={t('password.choose')} own={[name, email]} />
      </Form>
      <OtherWays passkey={false} />
    </Entrance>
  )
}
