import t from 'tap'
import { createAuthenticator } from './authenticator.ts'
import { type Browser, good, openShop } from './shop.ts'

const origin = 'https://crm.example.com'
const shop = await openShop(t, { settings: { publicUrl: origin } })
const ada = await shop.customer('ada@example.com')
const key = createAuthenticator(origin)

async function add(browser: Browser, name = 'Phone') {
  const begun = (await browser.send('POST', '/account/passkeys/begin', {})).body
  const response = key.create(begun.options.challenge)
  return browser.send('POST', '/account/passkeys', { ticket: begun.ticket, response, name })
}

async function ask(browser: Browser) {
  return (await browser.send('POST', '/account/passkeys/ask', {})).body
}

t.test('a passkey is added, brings recovery codes, and signs in alone', async (t) => {
  const added = await add(ada)
  t.match(added, { status: 201, body: { id: String, recoveryCodes: Array } })
  const browser = shop.browser()
  const { ticket, options } = await ask(browser)
  t.match(options, { rpId: 'crm.example.com', userVerification: 'required' })
  const response = key.get(options.challenge)
  t.match(await browser.send('POST', '/account/passkeys/sign-in', { ticket, response }), {
    status: 200,
    body: { user: { email: 'ada@example.com' } },
  })
  t.match(await ada.send('GET', '/account/passkeys'), {
    body: { passkeys: [{ name: 'Phone', lastUsedAt: String }] },
  })
})

t.test('with a passkey the password alone gives no session', async (t) => {
  t.match(await shop.browser().signIn('ada@example.com', good), {
    body: { user: null, secondFactor: { methods: ['passkey', 'recovery-code'] } },
  })
})

t.test('an answer works once, for its challenge, at our address, and its counter goes on', async (t) => {
  const sent = (ticket: string, response: object) =>
    shop.browser().send('POST', '/account/passkeys/sign-in', { ticket, response })
  const refused = { status: 422, body: { code: 'ACCOUNTS_PASSKEY_REFUSED' } }
  const first = await ask(shop.browser())
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => sent(first.ticket, key.get(first.options.challenge))),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
  const other = await ask(shop.browser())
  t.match(await sent(other.ticket, key.get(first.options.challenge)), refused, 'of another challenge')
  t.match(
    await sent(
      other.ticket,
      key.get(other.options.challenge, { origin: 'https://crm.example.com.evil.test' }),
    ),
    refused,
  )
  t.match(await sent(other.ticket, key.get(other.options.challenge, { counter: 1 })), refused, 'a copied key')
  const stranger = createAuthenticator(origin).get(other.options.challenge)
  t.match(await sent(other.ticket, stranger), refused, 'a key that nobody added')
  t.match(await sent(other.ticket, key.get(other.options.challenge, { counter: 50 })), { status: 200 })
})

t.test('a passkey confirms that it is still the person', async (t) => {
  shop.later(20)
  const late = { status: 403, body: { code: 'STEP_UP_REQUIRED' } }
  t.match(await ada.send('POST', '/account/recovery-codes', {}), late)
  const { ticket, options } = await ask(ada)
  t.match(
    await ada.send('POST', '/account/passkeys/confirm', { ticket, response: key.get(options.challenge) }),
    { status: 200 },
  )
  await shop.settle()
  t.match(await ada.send('POST', '/account/recovery-codes', {}), { status: 200 })
})

t.test(
  'where the public address has no name passkeys are not offered, and the refusal says why',
  async (t) => {
    const plain = await openShop(t)
    t.match(await plain.browser().send('GET', '/account/options'), { body: { passkeys: false } })
    t.match(await plain.browser().send('POST', '/account/passkeys/ask', {}), {
      status: 409,
      body: { code: 'ACCOUNTS_PASSKEYS_NEED_NAME' },
    })
  },
)
