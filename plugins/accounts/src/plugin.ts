import { crud, definePlugin, User } from '@bezel/core'
import { followMerges } from '@bezel/customers/contract'
import { DataRequest, extensions, Invitation, SecurityEvent, StoredMail } from './entities.ts'
import * as errors from './errors.ts'
import { german } from './german.ts'
import { identityOperations } from './identities/operations.ts'
import { identitySignIn } from './identities/sign-in.ts'
import { invitationOperations } from './invitations/operations.ts'
import { sendMail, tellEvent, tidyAccounts } from './mails/jobs.ts'
import { passkeyOperations } from './passkeys/operations.ts'
import { passkeyUse } from './passkeys/use.ts'
import { personalDataOperations } from './personal-data/operations.ts'
import { identityProviderPort } from './ports/identity-provider.ts'
import { mailerPort } from './ports/mailer.ts'
import { emailOperations } from './profile/email.ts'
import { profileOperations } from './profile/operations.ts'
import { passwordOperations } from './recover/operations.ts'
import { registerOperations } from './register/operations.ts'
import { secondFactorOperations } from './second-factors/operations.ts'
import { securityOperations } from './security/operations.ts'
import { accounts } from './service.ts'
import { deviceOperations } from './sessions/devices.ts'
import { sessionOperations } from './sessions/operations.ts'
import { settingsSchema } from './settings.ts'
import { setUpAccounts } from './setup.ts'
import { signInOperations } from './sign-in/operations.ts'
import { userOperations } from './users/operations.ts'

export default definePlugin({
  name: 'accounts',
  version: '1.0.0',
  core: '^1.0.0',
  needs: { customers: '^1.0.0' },
  config: settingsSchema,
  entities: [SecurityEvent, StoredMail, Invitation, DataRequest],
  extends: extensions,
  operations: [
    ...[SecurityEvent, StoredMail, Invitation, DataRequest].flatMap((entity) =>
      crud(entity, { only: ['list', 'get'] }),
    ),
    ...signInOperations,
    ...registerOperations,
    ...passwordOperations,
    ...identitySignIn,
    ...identityOperations,
    ...passkeyOperations,
    ...passkeyUse,
    ...secondFactorOperations,
    ...profileOperations,
    ...emailOperations,
    ...sessionOperations,
    ...deviceOperations,
    ...securityOperations,
    ...userOperations,
    ...invitationOperations,
    ...personalDataOperations,
  ],
  grants: {
    manager: ['invitations.*', 'security-events.read', 'data-requests.*'],
    'customer-care executive': ['data-requests.read'],
  },
  provides: accounts,
  setup: setUpAccounts,
  ports: [identityProviderPort, mailerPort],
  errors: Object.values(errors),
  translations: { de: german },
  jobs: [sendMail, tellEvent, tidyAccounts],
  subscribes: followMerges('accounts', [[User, 'customer']]),
  encrypted: [
    { table: 'accounts_credentials', column: 'totp_secret' },
    { table: 'accounts_challenges', column: 'data' },
  ],
  admin: {
    entry: new URL('../dist/admin.js', import.meta.url),
    nav: [{ group: 'Settings', label: 'Explain access', to: '/access/explain', needs: 'access.explain' }],
  },
  migrations: new URL('../migrations/', import.meta.url),
  portal: { at: '/account', folder: new URL('../dist/portal/', import.meta.url) },
})
