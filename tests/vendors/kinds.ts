import type { TestVendor, VendorFault, VendorPerson } from '@bezel/accounts/testing'
import facebook from '@bezel/auth-facebook'
import google from '@bezel/auth-google'
import linkedin from '@bezel/auth-linkedin'
import { facebookVendor } from './facebook-vendor.ts'
import facts from './facts.json' with { type: 'json' }
import { client, openIdVendor } from './openid-vendor.ts'

export interface Standing extends TestVendor {
  asked: URL[]
  /** Who answers the vendor's page from now on, and how: for those whose browser is a real one. */
  expect(who: VendorPerson | 'declines'): void
  stop(): Promise<void>
}

export interface VendorKind {
  id: 'google' | 'linkedin' | 'facebook'
  adapter: typeof google
  /** The vendor at a local address, for a shop at another, and the environment that points the adapter to it. */
  stand(shop?: string): Promise<{ vendor: Standing; env: Record<string, string> }>
  faults: VendorFault[]
  verifiesEmail: boolean
  /** What the browser is sent to the vendor with, besides state and where to come back to. */
  asks: Record<string, string | RegExp | null>
}

const secrets = (prefix: string) => ({
  [`${prefix}_CLIENT_ID`]: client.clientId,
  [`${prefix}_CLIENT_SECRET`]: client.clientSecret,
})

function openId(id: 'google' | 'linkedin', adapter: typeof google): VendorKind {
  const prefix = `AUTH_${id.toUpperCase()}`
  const isGoogle = id === 'google'
  return {
    id,
    adapter,
    async stand(shop) {
      const vendor = await openIdVendor(id, shop)
      return { vendor, env: { ...secrets(prefix), [`${prefix}_ISSUER`]: vendor.issuer } }
    },
    faults: ['issuer', 'audience', 'signature', 'unsigned', 'nonce', 'expired'],
    verifiesEmail: true,
    asks: {
      nonce: /^[\w-]{20,}$/,
      code_challenge_method: isGoogle ? 'S256' : null,
      code_challenge: isGoogle ? /^[\w-]{43}$/ : null,
    },
  }
}

export const vendorKinds: VendorKind[] = [
  openId('google', google),
  openId('linkedin', linkedin),
  {
    id: 'facebook',
    adapter: facebook,
    async stand() {
      const vendor = await facebookVendor()
      const urls = { AUTH_FACEBOOK_DIALOG_URL: vendor.origin, AUTH_FACEBOOK_GRAPH_URL: vendor.origin }
      return { vendor, env: { ...secrets('AUTH_FACEBOOK'), ...urls } }
    },
    faults: ['audience', 'expired', 'nonce'],
    verifiesEmail: false,
    asks: { code_challenge: null },
  },
]

export const scopesOf = (id: VendorKind['id']) => facts[id].scopes
