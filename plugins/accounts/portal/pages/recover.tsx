import { useT } from '@bezel/admin-ui/kit'
import { Link, useNavigate } from 'react-router'
import { keepWaiting } from '../app/kept.ts'
import { usePortal } from '../app/portal.ts'
import { Entrance } from '../parts/entrance.tsx'
import { Field, Form } from '../parts/form.tsx'

export default function Recover() {
  const { t } = useT()
  const { api } = usePortal()
  const navigate = useNavigate()
  return (
    <Entrance
      title={t('recover.title')}
      lead={t('recover.lead')}
      below={<Link to="/">{t('recover.back')}</Link>}
    >
      <Form
        submit={t('recover.submit')}
        onSubmit={async ({ email = '' }) => {
          const { ticket } = await api.send<{ ticket: string }>('/account/recover', {
            method: 'POST',
            body: { email },
            anonymous: true,
          })
          keepWaiting('recover', { email, ticket })
          navigate('/reset')
        }}
      >
        <Field name="email" label={t('email')} type="email" autoComplete="email" required autoFocus />
      </Form>
    </Entrance>
  )
}
