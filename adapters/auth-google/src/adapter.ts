import { identityProviderPort, openIdProvider } from '@bezel/accounts/contract'
import { defineAdapter, Type } from '@bezel/core'

export default defineAdapter({
  name: 'auth-google',
  version: '1.0.0',
  core: '^1.0.0',
  port: identityProviderPort,
  config: Type.Object({
    clientId: Type.Optional(Type.String()),
    clientSecret: Type.Optional(Type.String()),
    issuer: Type.String({ default: 'https://accounts.google.com' }),
  }),
  create({ settings: { clientId, clientSecret, issuer }, fetch, now }) {
    if (!clientId || !clientSecret)
      return {
        disabled:
          'Google signs nobody in. Set AUTH_GOOGLE_CLIENT_ID and AUTH_GOOGLE_CLIENT_SECRET as the Google Cloud console tells them.',
      }
    return openIdProvider({ id: 'google', label: 'Google', issuer, clientId, clientSecret, fetch, now })
  },
})
