import type { ServerResponse } from 'node:http'
import type { VendorFault } from '@bezel/accounts/testing'
import { type CryptoKey, decodeJwt, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'

const hourAgo = () => Math.floor(Date.now() / 1000) - 3600

/** What a vendor does that gives no nonce back is no fault of its own kind. */
export type Change = VendorFault | 'without-nonce'

const changes: Partial<Record<Change, () => object>> = {
  'without-nonce': () => ({ nonce: undefined }),
  issuer: () => ({ iss: 'https://elsewhere.example' }),
  audience: () => ({ aud: 'another-client' }),
  nonce: () => ({ nonce: 'of-another-attempt' }),
  expired: () => ({ exp: hourAgo() }),
}

/** The same id token with one thing wrong; all else, the signature too, is as it should be. */
async function spoil(token: string, fault: Change, { key, kid }: VendorKey): Promise<string> {
  const claims = { ...decodeJwt(token), ...changes[fault]?.() }
  if (fault === 'unsigned') return new UnsecuredJWT(claims).encode()
  const signer = fault === 'signature' ? (await generateKeyPair('RS256')).privateKey : key
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(signer)
}

export interface VendorKey {
  key: CryptoKey
  kid: string
}

/** Spoils the id token in an answer on its way out. */
export function spoilAnswer(response: ServerResponse, fault: Change, key: VendorKey): void {
  const end = response.end.bind(response)
  response.end = ((text: string | Buffer) => {
    const body = JSON.parse(String(text)) as { id_token?: string }
    const spoiled = body.id_token ? spoil(body.id_token, fault, key) : Promise.resolve(undefined)
    void spoiled.then((token) => {
      const changed = JSON.stringify({ ...body, id_token: token })
      response.setHeader('content-length', Buffer.byteLength(changed))
      end(changed)
    })
    return response
  }) as typeof response.end
}
