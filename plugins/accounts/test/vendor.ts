import {
  type IdentityProvider,
  IdentityRefused,
  identityProviderPort,
  type VerifiedIdentity,
} from '@bezel/accounts/contract'
import { defineAdapter } from '@bezel/core'

export interface Vendor {
  /** Codes the vendor gave out, and whom each is about. */
  people: Map<string, VerifiedIdentity>
  /** What the plugin asked it for. */
  asked: Record<string, unknown>[]
}

/** An adapter whose vendor is a table in memory: what the plugin makes of identities is tested, not a vendor. */
export function vendorAdapter() {
  const vendor: Vendor = { people: new Map(), asked: [] }
  const provider: IdentityProvider = {
    id: 'acme',
    label: 'Acme',
    async authorizeUrl(request) {
      vendor.asked.push({ ...request })
      return `https://acme.example/authorize?state=${request.state}&code_challenge=${request.codeChallenge}`
    },
    async identify({ query }) {
      const found = vendor.people.get(query.code ?? '')
      if (!found) throw new IdentityRefused(query.error ? 'declined' : 'invalid', 'no such code')
      return found
    },
  }
  const adapter = defineAdapter({
    name: 'auth-acme',
    version: '1.0.0',
    core: '^1.0.0',
    port: identityProviderPort,
    create: () => provider,
  })
  return { adapter, vendor }
}
