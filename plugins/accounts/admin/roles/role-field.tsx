import { t, useActor, useList } from '@bezel/admin-ui'
import { apart, select } from '../parts.tsx'
import type { Role } from './page.tsx'

interface Props {
  value: string
  onChange: (role: Role | undefined) => void
}

/** One of the staff's roles. Those that hold more than the person at the screen cannot be given, and say so. */
export function RoleField({ value, onChange }: Props) {
  const { can } = useActor()
  const { rows } = useList<Role>('roles', { portal: false, sort: 'name', limit: 100 })
  return (
    <label style={{ ...apart, display: 'block' }}>
      <span style={{ display: 'block', fontWeight: 500, marginBottom: 4 }}>{t('accounts.role')}</span>
      <select
        name="roleId"
        required
        value={value}
        style={select}
        onChange={({ target }) => onChange(rows.find(({ id }) => id === target.value))}
      >
        <option value="">{t('accounts.choose')}</option>
        {rows.map((role) => {
          const mine = role.permissions.every(can)
          return (
            <option key={role.id} value={role.id} disabled={!mine}>
              {mine ? role.name : t('accounts.widerRole', { name: role.name })}
            </option>
          )
        })}
      </select>
    </label>
  )
}
