import { service } from '@bezel/core'
import type { IdentityProvider } from './ports/identity-provider.ts'
import type { Mailer } from './ports/mailer.ts'
import type { AccountSettings } from './settings.ts'

/** What the parts of this plugin share. Nothing in it changes. */
export interface AccountsService {
  settings: AccountSettings
  /** The address people use, without a slash at its end; links begin with it. */
  publicUrl: string
  /** Undefined where no adapter delivers mail. */
  mailer: Mailer | undefined
  /** Mails are kept for looking at instead of sent. */
  hasOutbox: boolean
  providers: readonly IdentityProvider[]
}

export const accounts = service<AccountsService>('accounts')
