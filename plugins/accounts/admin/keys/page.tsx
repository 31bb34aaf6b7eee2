import { Card, CopyButton, Link, Page, t } from '@bezel/admin-ui'
import { useState } from 'react'
import { quiet, row, stack } from '../parts.tsx'
import { KeyForm, type Made } from './form.tsx'

/** Makes a key for a program; its secret is shown this one time. */
export function NewKeyPage() {
  const [made, setMade] = useState<Made>()
  return (
    <Page title={t('accounts.newKey')} intro={t('accounts.newKeyIntro')}>
      {made ? <Shown made={made} /> : <KeyForm onMade={setMade} />}
    </Page>
  )
}

const secret = {
  flex: '1 1 280px',
  padding: '10px 14px',
  border: '1px solid var(--line)',
  borderRadius: 8,
  background: 'var(--sunken)',
  overflowWrap: 'anywhere',
  fontSize: 15,
} as const

function Shown({ made: { name, key } }: { made: Made }) {
  return (
    <Card title={t('accounts.keyMade', { name })}>
      <div style={stack}>
        <p>{t('accounts.keyOnce')}</p>
        <div style={row}>
          <code data-testid="api-key" style={secret}>
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
