import { identityProviderConformance } from '@bezel/accounts/testing'
import t from 'tap'
import { facebookVendor } from '../../../tests/vendors/facebook-vendor.ts'
import { client } from '../../../tests/vendors/openid-vendor.ts'
import adapter from '../src/adapter.ts'

identityProviderConformance({
  test: (name, run) => t.test(name, run),
  // A token of another attempt is one of somebody else here: the profile is not of whom it was made for.
  faults: ['audience', 'expired', 'nonce'],
  verifiesEmail: false,
  pkce: false,
  async make() {
    const vendor = await facebookVendor()
    const settings = { ...client, dialogUrl: vendor.origin, graphUrl: vendor.origin }
    const provider = adapter.create({ settings: settings as never, fetch, now: () => new Date() })
    return { provider: provider as never, vendor, end: vendor.stop }
  },
})
