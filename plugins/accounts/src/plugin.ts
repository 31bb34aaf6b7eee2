import { definePlugin } from '@bezel/core'
import { identityProviderPort } from './ports/identity-provider.ts'
import { mailerPort } from './ports/mailer.ts'

export default definePlugin({
  name: 'accounts',
  version: '1.0.0',
  core: '^1.0.0',
  needs: { customers: '^1.0.0' },
  ports: [identityProviderPort, mailerPort],
})
