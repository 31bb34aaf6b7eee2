import t from 'tap'
import { type IdentityProviderKit, identityProviderCases } from '../src/testing/index.ts'
import { type VendorFault, vendorFaults } from '../src/testing/vendor.ts'
import { broken, kitOf } from './fixtures/broken-providers.ts'

const cases = identityProviderCases({
  faults: Object.keys(vendorFaults) as VendorFault[],
  verifiesEmail: true,
  pkce: true,
})

async function failures(make: () => IdentityProviderKit): Promise<string[]> {
  const failed: string[] = []
  for (const { name, run } of cases) await run(make()).catch(() => failed.push(name))
  return failed
}

t.test('every case is failed by a provider that breaks its promise, and by no other', async (t) => {
  t.same(
    Object.keys(broken),
    cases.map(({ name }) => name),
  )
  for (const [promise, make] of Object.entries(broken))
    t.same(await failures(() => kitOf(make)), [promise], promise)
  t.same(await failures(kitOf), [])
})
