import { defineAdapter, Type } from '@bezel/core'
import { identityProviderPort } from '../ports/identity-provider.ts'
import { type OpenIdOptions, openIdProvider } from './open-id.ts'

export interface OpenIdVendor extends Pick<OpenIdOptions, 'id' | 'label' | 'issuer' | 'pkce' | 'nonce'> {
  version: string
  /** Where the vendor tells the id and the secret of a client: `the Google Cloud console`. */
  console: string
}

/** The adapter `auth-<id>` of a vendor of OpenID Connect: off until the two settings of its client are there. */
export function openIdAdapter({ version, console, ...vendor }: OpenIdVendor) {
  const { id, label, issuer: usual } = vendor
  const setting = `AUTH_${id.toUpperCase()}_CLIENT`
  return defineAdapter({
    name: `auth-${id}`,
    version,
    core: '^1.0.0',
    port: identityProviderPort,
    config: Type.Object({
      clientId: Type.Optional(Type.String()),
      clientSecret: Type.Optional(Type.String()),
      issuer: Type.String({ default: usual }),
    }),
    create({ settings: { clientId, clientSecret, issuer }, fetch, now }) {
      if (!clientId || !clientSecret)
        return {
          disabled: `${label} signs nobody in. Set ${setting}_ID and ${setting}_SECRET as ${console} tells them.`,
        }
      return openIdProvider({ ...vendor, issuer, clientId, clientSecret, fetch, now })
    },
  })
}
