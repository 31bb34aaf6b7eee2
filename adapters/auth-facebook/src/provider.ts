import {
  addressWith,
  codeOf,
  type Fields,
  type IdentityProvider,
  IdentityRefused,
  textIn,
  type VerifiedIdentity,
} from '@bezel/accounts/contract'
import type { Client } from './client.ts'

export interface FacebookOptions {
  clientId: string
  dialogUrl: string
  client: Client
}

const part = (fields: Fields, name: string) => (fields[name] ?? {}) as Fields

/** Facebook vouches for no address: it is never verified. */
function identityOf(profile: Fields): VerifiedIdentity {
  const [email, name] = ['email', 'name'].map((field) => textIn(profile, field))
  const picture = textIn(part(part(profile, 'picture'), 'data'), 'url')
  return {
    subject: textIn(profile, 'id') ?? '',
    emailVerified: false,
    ...(email && { email }),
    ...(name && { name }),
    ...(picture && { picture }),
  }
}

/** OAuth 2 without OpenID Connect: a token made for this very app, and the profile of whom it was made for. */
export function createProvider({ clientId, dialogUrl, client }: FacebookOptions): IdentityProvider {
  return {
    id: 'facebook',
    label: 'Facebook',
    async authorizeUrl({ state, redirectUri }) {
      return addressWith(`${dialogUrl}/dialog/oauth`, {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'email,public_profile',
        state,
      })
    },
    async identify({ query, redirectUri }) {
      const token = textIn(await client.exchange(codeOf(query), redirectUri), 'access_token')
      if (!token) throw new IdentityRefused('invalid', 'Facebook answered without a token.')
      const about = part(await client.inspect(token), 'data')
      if (about.is_valid !== true || about.app_id !== clientId)
        throw new IdentityRefused('invalid', 'The token is not valid, or was made for another app.')
      const identity = identityOf(await client.profile(token))
      if (!identity.subject || identity.subject !== about.user_id)
        throw new IdentityRefused('invalid', 'The profile is not of whom the token was made for.')
      return identity
    },
  }
}
