import {
  ApiProblem,
  Button,
  Card,
  Field,
  Link,
  notify,
  Page,
  t,
  useActor,
  useOperation,
  useRoute,
} from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { apart, failed, fields, quiet, row } from '../parts.tsx'
import type { Role } from '../roles/page.tsx'
import { RoleField } from '../roles/role-field.tsx'
import { StoreTicks } from '../store-ticks.tsx'

export function InviteButton() {
  const { can } = useActor()
  const { go } = useRoute()
  if (!can('invitations.write')) return null
  return (
    <Button variant="primary" onClick={() => go('/invitations/new')}>
      {t('accounts.invite')}
    </Button>
  )
}

const errorsOf = (error: unknown): Record<string, string> =>
  error instanceof ApiProblem
    ? Object.fromEntries(error.errors.map(({ pointer, message }) => [pointer.slice(1), message]))
    : {}

/** Asks a colleague to join, in a role. */
export function InvitePage() {
  const { go } = useRoute()
  const [values, setValues] = useState<{ email?: unknown; name?: unknown }>({})
  const [role, setRole] = useState<Role>()
  const [stores, setStores] = useState<string[]>([])
  const invite = useOperation<object>({ path: '/invitations', changes: ['invitations'] })
  const errors = errorsOf(invite.error)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await invite.run({ ...values, roleId: role?.id, stores: stores.length > 0 ? stores : null })
      notify(t('accounts.invited', { email: values.email }))
      go('/invitations')
    } catch (error) {
      if (Object.keys(errorsOf(error)).length === 0) failed(error)
    }
  }
  return (
    <Page title={t('accounts.invite')} intro={t('accounts.inviteIntro')}>
      <Card>
        <form onSubmit={(event) => void send(event)} style={{ ...fields, maxWidth: 520 }}>
          {(['name', 'email'] as const).map((name) => (
            <Field
              key={name}
              name={name}
              field={{
                kind: name === 'email' ? 'email' : 'text',
                label: t(`accounts.${name}`),
                required: true,
              }}
              value={values[name]}
              error={errors[name]}
              onChange={(value) => setValues((old) => ({ ...old, [name]: value }))}
            />
          ))}
          <RoleField value={role?.id ?? ''} onChange={setRole} />
          {role?.description ? <p style={quiet}>{role.description}</p> : null}
          {role?.secondFactor ? <p style={quiet}>{t('accounts.inviteSecondFactor')}</p> : null}
          <StoreTicks chosen={stores} help={t('accounts.storesHelp')} onChange={setStores} />
          <div style={{ ...row, ...apart }}>
            <Button type="submit" variant="primary" busy={invite.busy} disabled={!role}>
              {t('accounts.sendInvitation')}
            </Button>
            <Link to="/users">{t('accounts.cancel')}</Link>
          </div>
        </form>
      </Card>
    </Page>
  )
}
