import { Button, Card, Field, Link, t, useApi, useFetch } from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { apart, failed, fields, row, stack, Tick } from '../parts.tsx'
import { Matrix } from '../roles/matrix.tsx'
import { covers } from '../roles/matrix-model.ts'
import type { Role } from '../roles/page.tsx'
import { RoleField } from '../roles/role-field.tsx'
import { StoreTicks } from '../store-ticks.tsx'
import type { Catalogue } from '../types.ts'
import { endOf, type Life, lives } from './life.ts'

export interface Made {
  name: string
  key: string
}

interface Wanted {
  name: unknown
  role: Role | undefined
  life: Life
  day: string | null
  stores: string[]
  /** Undefined for all that the role gives. */
  scopes: ReadonlySet<string> | undefined
}

const nothing: Wanted = {
  name: null,
  role: undefined,
  life: '90',
  day: null,
  stores: [],
  scopes: undefined,
}

const bodyOf = ({ name, role, life, day, stores, scopes }: Wanted) => ({
  name,
  roleId: role?.id,
  expiresAt: endOf(life, day, Date.now()),
  stores: stores.length > 0 ? stores : null,
  scopes: scopes ? [...scopes].sort() : null,
})

/** What a key is for, and what it is limited to: a part of a role, stores, a time. */
export function KeyForm({ onMade }: { onMade: (made: Made) => void }) {
  const api = useApi()
  const [wanted, setWanted] = useState(nothing)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<Wanted>) => setWanted((old) => ({ ...old, ...change }))
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      onMade(await api.send<Made>('/api-keys', { method: 'POST', body: bodyOf(wanted) }))
    } catch (error) {
      failed(error)
      setBusy(false)
    }
  }
  const { name, role, life, day, stores, scopes } = wanted
  const isWhole = role && name && (life !== 'day' || day) && scopes?.size !== 0
  return (
    <form onSubmit={(event) => void make(event)} style={{ ...stack, gap: 18 }}>
      <Card>
        <div style={{ ...fields, maxWidth: 520 }}>
          <Field
            name="name"
            field={{
              kind: 'text',
              label: t('accounts.name'),
              help: t('accounts.keyNameHelp'),
              required: true,
              maxLength: 120,
            }}
            value={name}
            onChange={(value) => set({ name: value })}
          />
          <RoleField
            value={role?.id ?? ''}
            onChange={(chosen) => set({ role: chosen, scopes: scopes && new Set() })}
          />
          <LifeFields life={life} day={day} onChange={set} />
          <StoreTicks
            chosen={stores}
            help={t('accounts.keyStoresHelp')}
            onChange={(chosen) => set({ stores: chosen })}
          />
          <div style={apart}>
            <Tick
              label={t('accounts.narrow')}
              help={t(role ? 'accounts.narrowHelp' : 'accounts.narrowFirst')}
              checked={scopes !== undefined}
              disabled={!role}
              onChange={(on) => set({ scopes: on ? new Set() : undefined })}
            />
          </div>
        </div>
      </Card>
      {scopes && role ? (
        <Scopes role={role} scopes={scopes} onChange={(chosen) => set({ scopes: chosen })} />
      ) : null}
      <div style={row}>
        <Button type="submit" variant="primary" busy={busy} disabled={!isWhole}>
          {t('accounts.makeKey')}
        </Button>
        <Link to="/api-keys">{t('accounts.cancel')}</Link>
      </div>
    </form>
  )
}

interface LifeProps {
  life: Life
  day: string | null
  onChange: (change: Partial<Wanted>) => void
}

function LifeFields({ life, day, onChange }: LifeProps) {
  const options = lives.map((value) => ({ value, label: t(`accounts.life_${value}`) }))
  return (
    <>
      <Field
        name="life"
        field={{ kind: 'enum', label: t('accounts.expires'), options, required: true }}
        value={life}
        onChange={(value) => onChange({ life: (value as Life | null) ?? '90' })}
      />
      {life === 'day' ? (
        <Field
          name="day"
          field={{ kind: 'date', label: t('accounts.lastDay'), required: true }}
          value={day}
          onChange={(value) => onChange({ day: value as string | null })}
        />
      ) : null}
    </>
  )
}

interface ScopesProps {
  role: Role
  scopes: ReadonlySet<string>
  onChange: (scopes: ReadonlySet<string>) => void
}

function Scopes({ role, scopes, onChange }: ScopesProps) {
  const { data } = useFetch<Catalogue>('/access/catalogue')
  const granted = new Set(role.permissions)
  return (
    <Matrix
      permissions={data?.permissions.filter((one) => covers(granted, one.name)) ?? []}
      granted={scopes}
      mayGive={() => true}
      fixed={false}
      onChange={onChange}
    />
  )
}
