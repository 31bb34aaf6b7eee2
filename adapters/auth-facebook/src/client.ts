import { createHmac } from 'node:crypto'
import { addressWith, askVendor, type Fields } from '@bezel/accounts/contract'

export interface ClientOptions {
  clientId: string
  clientSecret: string
  graphUrl: string
  fetch: typeof fetch
}

/** What the Graph API is asked for. */
export interface Client {
  exchange(code: string, redirectUri: string): Promise<Fields>
  /** What a token is: of which app, of whom, until when. */
  inspect(accessToken: string): Promise<Fields>
  profile(accessToken: string): Promise<Fields>
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

/** The only caller of the Graph API. */
export function createClient({ clientId, clientSecret, graphUrl, fetch }: ClientOptions): Client {
  return {
    exchange(code, redirectUri) {
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: clientId,
        client_secret: clientSecret,
      })
      return askVendor(fetch, `${graphUrl}/oauth/access_token`, { method: 'POST', body })
    },
    inspect(accessToken) {
      const address = addressWith(`${graphUrl}/debug_token`, { input_token: accessToken })
      return askVendor(fetch, address, bearer(`${clientId}|${clientSecret}`))
    },
    profile(accessToken) {
      // Proves that who asks has the secret too: a stolen token alone reads nothing.
      const proof = createHmac('sha256', clientSecret).update(accessToken).digest('hex')
      const address = addressWith(`${graphUrl}/me`, {
        fields: 'id,name,email,picture',
        appsecret_proof: proof,
      })
      return askVendor(fetch, address, bearer(accessToken))
    },
  }
}
