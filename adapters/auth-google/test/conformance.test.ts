import { identityProviderConformance } from '@bezel/accounts/testing'
import t from 'tap'
import { client, openIdVendor } from '../../../tests/vendors/openid-vendor.ts'
import adapter from '../src/adapter.ts'

identityProviderConformance({
  test: (name, run) => t.test(name, run),
  faults: ['issuer', 'audience', 'signature', 'unsigned', 'nonce', 'expired'],
  verifiesEmail: true,
  pkce: true,
  async make() {
    const vendor = await openIdVendor('google')
    const settings = { ...client, issuer: vendor.issuer }
    const provider = adapter.create({ settings: settings as never, fetch, now: () => new Date() })
    return { provider: provider as never, vendor, end: vendor.stop }
  },
})
