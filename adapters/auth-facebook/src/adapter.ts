import { identityProviderPort } from '@bezel/accounts/contract'
import { defineAdapter, Type } from '@bezel/core'
import { createClient } from './client.ts'
import { createProvider } from './provider.ts'

export default defineAdapter({
  name: 'auth-facebook',
  version: '1.0.0',
  core: '^1.0.0',
  port: identityProviderPort,
  config: Type.Object({
    clientId: Type.Optional(Type.String()),
    clientSecret: Type.Optional(Type.String()),
    dialogUrl: Type.String({ default: 'https://www.facebook.com' }),
    graphUrl: Type.String({ default: 'https://graph.facebook.com' }),
  }),
  create({ settings: { clientId, clientSecret, dialogUrl, graphUrl }, fetch }) {
    if (!clientId || !clientSecret)
      return {
        disabled:
          'Facebook signs nobody in. Set AUTH_FACEBOOK_CLIENT_ID and AUTH_FACEBOOK_CLIENT_SECRET to the app’s id and secret, as Meta for Developers tells them.',
      }
    const client = createClient({ clientId, clientSecret, graphUrl, fetch })
    return createProvider({ clientId, dialogUrl, client })
  },
})
