import { Button, Card, CopyButton, Field, Link, Page, t, useApi, useFetch } from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { failed, quiet, row, stack, Tick } from '../parts.tsx'
import { Matrix } from '../roles/matrix.tsx'
import { covers } from '../roles/matrix-model.ts'
import type { Role } from '../roles/page.tsx'
import { RoleField } from '../roles/role-field.tsx'
import type { Catalogue } from '../types.ts'

const day = 24 * 3600 * 1000
const lives = { '30': 30, '90': 90, '365': 365, never: null } as const

type Life = keyof typeof lives

const endOf = (life: Life): string | null => {
  const days = lives[life]
  return days === null ? null : new Date(Date.now() + days * day).toISOString()
}

interface Made {
  name: string
  key: string
}

/** Makes a key for a program; its secret is shown this one time. */
export function NewKeyPage() {
  const [made, setMade] = useState<Made>()
  return (
    <Page title={t('accounts.newKey')} intro={t('accounts.newKeyIntro')}>
      {made ? <Shown made={made} /> : <KeyForm onMade={setMade} />}
    </Page>
  )
}

function Shown({ made: { name, key } }: { made: Made }) {
  return (
    <Card title={t('accounts.keyMade', { name })}>
      <div style={stack}>
        <p>{t('accounts.keyOnce')}</p>
        <div style={row}>
          <code
            data-testid="api-key"
            style={{
              flex: '1 1 280px',
              padding: '10px 14px',
              border: '1px solid var(--line)',
              borderRadius: 8,
              background: 'var(--sunken)',
              overflowWrap: 'anywhere',
              fontSize: 15,
            }}
          >
            {key}
          </code>
          <CopyButton text={key} label={name} />
        </div>
        <p style={quiet}>
          {t('accounts.keyUse')} <code>Authorization: Bearer …</code>
        </p>
        <div>
          <Link to="/api-keys">{t('accounts.toKeys')}</Link>
        </div>
      </div>
    </Card>
  )
}

function KeyForm({ onMade }: { onMade: (made: Made) => void }) {
  const api = useApi()
  const { data } = useFetch<Catalogue>('/access/catalogue')
  const [name, setName] = useState<unknown>(null)
  const [role, setRole] = useState<Role>()
  const [life, setLife] = useState<Life>('90')
  const [scopes, setScopes] = useState<ReadonlySet<string>>()
  const [busy, setBusy] = useState(false)
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const body = {
        name,
        roleId: role?.id,
        expiresAt: endOf(life),
        scopes: scopes ? [...scopes].sort() : null,
      }
      onMade(await api.send<Made>('/api-keys', { method: 'POST', body }))
    } catch (error) {
      failed(error)
      setBusy(false)
    }
  }
  const granted = new Set(role?.permissions)
  const reachable = data?.permissions.filter((one) => covers(granted, one.name)) ?? []
  const options = (Object.keys(lives) as Life[]).map((value) => ({
    value,
    label: t(`accounts.life_${value}`),
  }))
  return (
    <form onSubmit={(event) => void make(event)} style={{ ...stack, gap: 18 }}>
      <Card>
        <div style={{ ...stack, maxWidth: 520 }}>
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
            onChange={setName}
          />
          <RoleField value={role?.id ?? ''} onChange={setRole} />
          <Field
            name="life"
            field={{ kind: 'enum', label: t('accounts.expires'), options, required: true }}
            value={life}
            onChange={(value) => setLife((value as Life | null) ?? '90')}
          />
          <Tick
            label={t('accounts.narrow')}
            help={t('accounts.narrowHelp')}
            checked={scopes !== undefined}
            onChange={(on) => setScopes(on ? new Set() : undefined)}
          />
        </div>
      </Card>
      {scopes && role ? (
        <Matrix
          permissions={reachable}
          granted={scopes}
          mayGive={() => true}
          fixed={false}
          onChange={setScopes}
        />
      ) : null}
      <div style={row}>
        <Button type="submit" variant="primary" busy={busy} disabled={!role || !name}>
          {t('accounts.makeKey')}
        </Button>
        <Link to="/api-keys">{t('accounts.cancel')}</Link>
      </div>
    </form>
  )
}
