import { Badge, EmptyState, Page, t, useFetch } from '@bezel/admin-ui'
import { stack } from '../parts.tsx'
import type { Account } from '../types.ts'
import { DataCard } from './data-card.tsx'
import { EmailCard } from './email-card.tsx'
import { EventsCard } from './events-card.tsx'
import { IdentitiesCard } from './identities-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { Picture } from './picture.tsx'
import { ProfileCard } from './profile-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { DevicesCard, SessionsCard } from './sessions-cards.tsx'

const columns = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
  gap: 18,
  alignItems: 'start',
} as const

/** Everything about who is signed in: what others see of them, and how they get in. */
export function MyAccountPage() {
  const { data: account, error, reload } = useFetch<Account>('/account')
  if (error) return <EmptyState title={t('accounts.noAccount')}>{String(error)}</EmptyState>
  if (!account) return null
  return (
    <Page title={t('accounts.myAccount')} intro={t('accounts.myAccountIntro')}>
      <header style={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 18 }}>
        <Picture account={account} onChanged={reload} />
        <div>
          <div style={{ fontSize: 20, fontWeight: 600 }}>{account.name}</div>
          <div style={{ color: 'var(--ink-2)', overflowWrap: 'anywhere' }}>{account.email}</div>
          <Badge>{account.role}</Badge>
        </div>
      </header>
      <div style={columns}>
        <div style={{ ...stack, gap: 18 }}>
          <ProfileCard key={account.id} account={account} onSaved={reload} />
          <EmailCard account={account} onChanged={reload} />
          <PasswordCard account={account} onChanged={reload} />
          <DataCard />
        </div>
        <div style={{ ...stack, gap: 18 }}>
          <SecondFactorCard account={account} onChanged={reload} />
          <IdentitiesCard />
          <SessionsCard />
          <DevicesCard />
          <EventsCard account={account} />
        </div>
      </div>
    </Page>
  )
}
