import { identityProviderPort, openIdProvider } from '@bezel/accounts/contract'
import { defineAdapter, Type } from '@bezel/core'

export default defineAdapter({
  name: 'auth-linkedin',
  version: '1.0.0',
  core: '^1.0.0',
  port: identityProviderPort,
  config: Type.Object({
    clientId: Type.Optional(Type.String()),
    clientSecret: Type.Optional(Type.String()),
    issuer: Type.String({ default: 'https://www.linkedin.com/oauth' }),
  }),
  create({ settings: { clientId, clientSecret, issuer }, fetch, now }) {
    if (!clientId || !clientSecret)
      return {
        disabled:
          'LinkedIn signs nobody in. Set AUTH_LINKEDIN_CLIENT_ID and AUTH_LINKEDIN_CLIENT_SECRET as the LinkedIn developer portal tells them.',
      }
    // LinkedIn answers a code verifier with an error, and puts no nonce into its id tokens. The attempt is bound by `state`,
    // and the token comes from LinkedIn itself, in exchange for the code and the secret.
    return openIdProvider({
      id: 'linkedin',
      label: 'LinkedIn',
      issuer,
      clientId,
      clientSecret,
      pkce: false,
      nonce: false,
      fetch,
      now,
    })
  },
})
