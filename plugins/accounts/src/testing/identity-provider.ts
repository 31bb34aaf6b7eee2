import { strict as assert } from 'node:assert'
import { type ConformanceCase, registerCases } from '@bezel/core/testing'
import { type IdentityProvider, IdentityRefused } from '../ports/identity-provider.ts'
import { newAttempt, type TestVendor, type VendorFault, type VendorPerson, vendorFaults } from './vendor.ts'

export interface IdentityProviderKit {
  provider: IdentityProvider
  vendor: TestVendor
}

export interface IdentityProviderKitOptions {
  /** `t.test` of tap, `test` of node:test: anything that takes a name and a function. */
  test(name: string, run: () => Promise<void>): unknown
  make(): Promise<IdentityProviderKit & { end?(): Promise<void> | void }>
  /** What can be wrong with this vendor's tokens. Without OpenID Connect that is less. */
  faults: readonly VendorFault[]
  /** Whether the vendor says of an address that it is the person's. */
  verifiesEmail: boolean
  /** Whether the vendor binds a code to its verifier. */
  pkce: boolean
}

type Case = ConformanceCase<IdentityProviderKit>

const ada: VendorPerson = {
  subject: 'vendor-1815',
  name: 'Ada Vermeer',
  email: 'ada@example.com',
  emailVerified: true,
}

async function visit({ provider, vendor }: IdentityProviderKit, who: VendorPerson | 'declines') {
  const attempt = newAttempt()
  return { ...attempt, query: await vendor.visit(await provider.authorizeUrl(attempt), who) }
}

async function identify(kit: IdentityProviderKit, who: VendorPerson) {
  return kit.provider.identify(await visit(kit, who))
}

function refuses(work: Promise<unknown>, reason: IdentityRefused['reason']): Promise<void> {
  return assert.rejects(work, (error) => error instanceof IdentityRefused && error.reason === reason)
}

const promises: Case[] = [
  {
    name: 'the address carries the state and where to come back to',
    async run({ provider }) {
      const attempt = newAttempt()
      const { searchParams } = new URL(await provider.authorizeUrl(attempt))
      assert.equal(searchParams.get('state'), attempt.state)
      assert.equal(searchParams.get('redirect_uri'), attempt.redirectUri)
    },
  },
  {
    name: 'the address does not tell the code verifier',
    async run({ provider }) {
      const attempt = newAttempt()
      assert.ok(!(await provider.authorizeUrl(attempt)).includes(attempt.codeVerifier), 'it does')
    },
  },
  {
    name: 'who agrees is told with name and address',
    async run(kit) {
      const { name, email } = await identify(kit, ada)
      assert.deepEqual({ name, email }, { name: ada.name, email: ada.email })
    },
  },
  {
    name: 'the subject is the lasting id at the vendor, whatever the address',
    async run(kit) {
      for (const email of ['ada@example.com', 'vermeer@example.com'])
        assert.equal((await identify(kit, { ...ada, email })).subject, ada.subject)
    },
  },
  {
    name: 'an address that the vendor does not call verified is not verified',
    async run(kit) {
      assert.equal((await identify(kit, { ...ada, emailVerified: false })).emailVerified, false)
    },
  },
  {
    name: 'a person without an address is told without one',
    async run(kit) {
      const { subject, name } = ada
      assert.equal((await identify(kit, { subject, name })).email, undefined)
    },
  },
  {
    name: 'a no is told as declined',
    async run(kit) {
      const answer = await visit(kit, 'declines')
      await refuses(kit.provider.identify(answer), 'declined')
    },
  },
  {
    name: 'an answer without a code is invalid',
    async run({ provider }) {
      const attempt = newAttempt()
      await refuses(provider.identify({ ...attempt, query: { state: attempt.state } }), 'invalid')
    },
  },
  {
    name: 'a code that was made up is invalid, and the reason does not repeat it',
    async run({ provider }) {
      const attempt = newAttempt()
      const query = { state: attempt.state, code: 'a-code-that-was-made-up' }
      await assert.rejects(provider.identify({ ...attempt, query }), (error) => {
        assert.ok(error instanceof IdentityRefused && error.reason === 'invalid')
        return !error.message.includes(query.code)
      })
    },
  },
  {
    name: 'a code works once',
    async run(kit) {
      const answer = await visit(kit, ada)
      await kit.provider.identify(answer)
      await refuses(kit.provider.identify(answer), 'invalid')
    },
  },
  {
    name: 'a vendor that cannot be asked is unavailable',
    async run(kit) {
      const answer = await visit(kit, ada)
      kit.vendor.fail('down')
      await refuses(kit.provider.identify(answer), 'unavailable')
    },
  },
]

const verified: Case = {
  name: 'an address that the vendor calls verified is verified',
  async run(kit) {
    assert.equal((await identify(kit, ada)).emailVerified, true)
  },
}

const bound: Case = {
  name: 'a code that another verifier was made for is invalid',
  async run(kit) {
    const answer = await visit(kit, ada)
    await refuses(kit.provider.identify({ ...answer, codeVerifier: newAttempt().codeVerifier }), 'invalid')
  },
}

function refusing(fault: VendorFault): Case {
  return {
    name: `a token ${vendorFaults[fault]} is invalid`,
    async run(kit) {
      kit.vendor.fail(fault)
      await refuses(identify(kit, ada), 'invalid')
    },
  }
}

/** What Bezel relies on in an `IdentityProvider`. Each case stands for one promise, so what fails names what is wrong. */
export function identityProviderCases({
  faults,
  verifiesEmail,
  pkce,
}: Pick<IdentityProviderKitOptions, 'faults' | 'verifiesEmail' | 'pkce'>): readonly Case[] {
  return [
    ...promises,
    ...(verifiesEmail ? [verified] : []),
    ...(pkce ? [bound] : []),
    ...faults.map(refusing),
  ]
}

/** Tests an `IdentityProvider` against its vendor's sandbox or a stand-in. @see docs/guides/write-an-adapter.md */
export function identityProviderConformance({ test, make, ...traits }: IdentityProviderKitOptions): void {
  registerCases(identityProviderCases(traits), {
    test,
    async make() {
      const { provider, vendor, end } = await make()
      return { provider: { provider, vendor }, ...(end && { end }) }
    },
  })
}
