import { type SetupOptions, signIn } from '@bezel/core'
import { customers } from '@bezel/customers/contract'
import { portalData } from './personal-data/contribute.ts'
import { identityProviderPort } from './ports/identity-provider.ts'
import { mailerPort } from './ports/mailer.ts'
import type { AccountsService } from './service.ts'
import type { AccountSettings } from './settings.ts'
import { accountsPolicy } from './sign-in/policy.ts'

/** Takes over how a password signs in, and tells customers what is held about them here. */
export function setUpAccounts({
  settings,
  publicUrl,
  production,
  adapters,
  use,
}: SetupOptions<AccountSettings>): AccountsService {
  const mailer = adapters(mailerPort)[0]?.provider
  use(signIn).takeOver(accountsPolicy)
  use(customers).personalData.contribute(portalData)
  return {
    settings,
    publicUrl,
    mailer,
    hasOutbox: !mailer && !production,
    providers: adapters(identityProviderPort).map(({ provider }) => provider),
  }
}
