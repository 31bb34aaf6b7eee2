import {
  Button,
  Card,
  EmptyState,
  Field,
  Link,
  notify,
  Page,
  type Row,
  t,
  useActor,
  useApi,
  useFetch,
  useList,
  useRecord,
  useRoute,
} from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { failed, fields, quiet, row, Sure, stack, Tick } from '../parts.tsx'
import type { Catalogue, Permission } from '../types.ts'
import { Matrix } from './matrix.tsx'

export interface Role extends Row {
  name: string
  description: string | null
  permissions: string[]
  portal: boolean
  secondFactor: boolean
}

/** A role that is there: what it may, and who has it. */
export function RolePage() {
  const { params } = useRoute()
  const { row: role, etag, error } = useRecord<Role>('roles', params.id)
  const { data } = useFetch<Catalogue>('/access/catalogue')
  if (error) return <EmptyState title={t('accounts.noRole')}>{String(error)}</EmptyState>
  if (!role || !data) return null
  return <RoleForm key={`${role.id} ${etag}`} role={role} etag={etag} permissions={data.permissions} />
}

export function NewRolePage() {
  const { data } = useFetch<Catalogue>('/access/catalogue')
  if (!data) return null
  return <RoleForm permissions={data.permissions} />
}

interface FormProps {
  role?: Role
  etag?: string | undefined
  permissions: readonly Permission[]
}

function useSave({ role, etag }: FormProps) {
  const api = useApi()
  const { go } = useRoute()
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  const path = role ? `/roles/${role.id}` : '/roles'
  const save = (body: object) =>
    attempt(async () => {
      await api.send<Role>(path, {
        method: role ? 'PATCH' : 'POST',
        body,
        ...(etag && { ifMatch: etag }),
      })
      notify(t('accounts.roleSaved'))
      go('/roles')
    })
  const remove = () =>
    attempt(async () => {
      await api.send(path, { method: 'DELETE', ...(etag && { ifMatch: etag }) })
      notify(t('accounts.roleDeleted'))
      go('/roles')
    })
  return { busy, save, remove }
}

/** Why this role is not this person's to change; undefined where it is. */
function useWhyFixed(role: Role | undefined): string | undefined {
  const { can } = useActor()
  if (!can('roles.write')) return t('accounts.rolesReadOnly')
  const lacking = role?.permissions.find((permission) => !can(permission))
  return lacking && t('accounts.roleTooWide', { permission: lacking })
}

const bar = {
  ...row,
  position: 'sticky',
  bottom: 0,
  padding: '12px 0',
  background: 'var(--page)',
  borderTop: '1px solid var(--line)',
} as const

function RoleForm(props: FormProps) {
  const { role, permissions } = props
  const { can } = useActor()
  const why = useWhyFixed(role)
  const { busy, save, remove } = useSave(props)
  const [values, setValues] = useState({
    name: role?.name ?? '',
    description: role?.description ?? null,
    secondFactor: role?.secondFactor ?? false,
    portal: role?.portal ?? false,
  })
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set(role?.permissions))
  const set = (name: keyof typeof values) => (value: unknown) =>
    setValues((old) => ({ ...old, [name]: value }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save({ ...values, permissions: [...granted].sort() })
  }
  return (
    <Page title={role?.name ?? t('accounts.newRole')} intro={t('accounts.roleIntro')}>
      {why ? <Card>{why}</Card> : null}
      <form onSubmit={submit} style={{ ...stack, gap: 18 }}>
        <Card>
          <div style={fields}>
            <Field
              name="name"
              field={{ kind: 'text', label: t('accounts.name'), required: true, maxLength: 80 }}
              value={values.name}
              onChange={set('name')}
            />
            <Field
              name="description"
              field={{ kind: 'text', label: t('accounts.description'), long: true, maxLength: 500 }}
              value={values.description}
              onChange={set('description')}
            />
            <div style={{ ...stack, gap: 8, marginTop: 14 }}>
              <Tick
                label={t('accounts.roleSecondFactor')}
                help={t('accounts.roleSecondFactorHelp')}
                checked={values.secondFactor}
                disabled={why !== undefined}
                onChange={set('secondFactor')}
              />
              <Tick
                label={t('accounts.rolePortal')}
                help={t('accounts.rolePortalHelp')}
                checked={values.portal}
                disabled={why !== undefined}
                onChange={set('portal')}
              />
              <Everything granted={granted} disabled={!can('*') || why !== undefined} onChange={setGranted} />
            </div>
          </div>
        </Card>
        <Matrix
          permissions={permissions}
          granted={granted}
          mayGive={can}
          fixed={why !== undefined}
          onChange={setGranted}
        />
        {why ? null : (
          <div style={bar}>
            <Button type="submit" variant="primary" busy={busy}>
              {t('accounts.save')}
            </Button>
            <Link to="/roles">{t('accounts.cancel')}</Link>
            {role && can('roles.delete') ? (
              <span style={{ marginLeft: 'auto' }}>
                <Sure
                  label={t('accounts.deleteRole')}
                  confirm={t('accounts.deleteRoleSure')}
                  busy={busy}
                  onConfirm={() => void remove()}
                />
              </span>
            ) : null}
          </div>
        )}
      </form>
      {role ? <People role={role} /> : null}
    </Page>
  )
}

interface EverythingProps {
  granted: ReadonlySet<string>
  disabled: boolean
  onChange: (granted: ReadonlySet<string>) => void
}

function Everything({ granted, disabled, onChange }: EverythingProps) {
  return (
    <Tick
      label={t('accounts.everything')}
      help={t(disabled ? 'accounts.everythingNot' : 'accounts.everythingHelp')}
      checked={granted.has('*')}
      disabled={disabled}
      onChange={(on) => onChange(new Set(on ? ['*'] : []))}
    />
  )
}

function People({ role }: { role: Role }) {
  const people = useList('users', { roleId: role.id, sort: 'name', limit: 50, total: 'exact' })
  if (people.error) return null
  return (
    <Card title={t('accounts.peopleInRole')} aside={people.total}>
      {people.rows.length === 0 ? <p style={quiet}>{t('accounts.nobodyInRole')}</p> : null}
      <div style={row}>
        {people.rows.map((person) => (
          <Link key={person.id} to={`/users/${person.id}`}>
            {String(person.name)}
          </Link>
        ))}
      </div>
    </Card>
  )
}
