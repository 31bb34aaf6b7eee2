import t from 'tap'
import { good, openShop } from './shop.ts'

const shop = await openShop(t)

t.test(
  'a customer registers by form, confirms by the link and is signed in to an account of its own',
  async (t) => {
    const browser = shop.browser()
    const email = 'ada@example.com'
    const asked = await browser.send('POST', '/account/register', {
      name: 'Ada Vermeer',
      email,
      password: good,
    })
    t.match(asked, { status: 202, body: { ticket: String } })
    t.match(await browser.signIn(email, good), { status: 401 }, 'nothing before the address is confirmed')
    const mail = await shop.mail(email)
    t.match(
      mail.text,
      /^http:\/\/127\.0\.0\.1\/account\/confirm#token=/m,
      'the link is of the public address',
    )
    t.match(await browser.send('POST', '/account/confirm', { token: mail.token }), {
      status: 200,
      body: { user: { email, name: 'Ada Vermeer' } },
    })
    t.match(await browser.send('GET', '/account'), {
      status: 200,
      body: { email, portal: true, role: 'customer' },
    })
    const { body } = await shop.request('GET', `/api/v1/customers?email=${email}`)
    t.match(body.data, [{ givenName: 'Ada', familyName: 'Vermeer', source: 'portal' }])
    t.match(await shop.browser().signIn(email, good), { status: 200, body: { user: { email } } })
  },
)

t.test('the six digits of the mail confirm too, but only with the ticket of who registered', async (t) => {
  const browser = shop.browser()
  const email = 'code@example.com'
  const { ticket } = (
    await browser.send('POST', '/account/register', { name: 'Code', email, password: good })
  ).body
  const other = (
    await browser.send('POST', '/account/register', {
      name: 'Other',
      email: 'other@example.com',
      password: good,
    })
  ).body
  const { code } = await shop.mail(email)
  t.match(await browser.send('POST', '/account/confirm', { ticket: other.ticket, code }), { status: 422 })
  t.match(await browser.send('POST', '/account/confirm', { code }), { status: 422 })
  t.match(await browser.send('POST', '/account/confirm', { ticket, code }), { status: 200 })
})

t.test('a code takes five guesses, however many come at once', async (t) => {
  const browser = shop.browser()
  const email = 'guess@example.com'
  const { ticket } = (
    await browser.send('POST', '/account/register', { name: 'Guess', email, password: good })
  ).body
  const { code, token } = await shop.mail(email)
  const wrong = code === '000000' ? '000001' : '000000'
  await Promise.all(
    Array.from({ length: 9 }, () => shop.browser().send('POST', '/account/confirm', { ticket, code: wrong })),
  )
  const [row] = await shop.database.query<{ guesses: number }>(
    `select guesses from accounts_challenges where email = '${email}'`,
  )
  t.equal(row?.guesses, 5)
  t.match(
    await browser.send('POST', '/account/confirm', { ticket, code }),
    { status: 422 },
    'the right one is too late',
  )
  t.match(
    await browser.send('POST', '/account/confirm', { token }),
    { status: 200 },
    'the link is not guessed at',
  )
})

t.test('of twenty who use one link at once exactly one gets the account', async (t) => {
  const email = 'once@example.com'
  await shop.browser().send('POST', '/account/register', { name: 'Once', email, password: good })
  const { token } = await shop.mail(email)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => shop.browser().send('POST', '/account/confirm', { token })),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
  t.equal(answers.filter(({ body }) => body.code === 'ACCOUNTS_CODE_INVALID').length, 19)
})

t.test(
  'who registers with a known address gets the same answer; its owner gets a mail of another kind',
  async (t) => {
    const email = 'known@example.com'
    await shop.customer(email)
    const [known, unknown] = [
      await shop.browser().send('POST', '/account/register', { name: 'X', email, password: good }),
      await shop
        .browser()
        .send('POST', '/account/register', { name: 'X', email: 'new@example.com', password: good }),
    ]
    t.equal(known.status, unknown.status)
    t.same(Object.keys(known.body), Object.keys(unknown.body))
    const mail = await shop.mail(email)
    t.match(mail.subject, 'You have an account already')
    t.equal(mail.token, '', 'it carries nothing that would confirm')
  },
)

t.test('a link is over after fifteen minutes; a new mail brings a new one and voids the first', async (t) => {
  const email = 'late@example.com'
  const browser = shop.browser()
  const { ticket } = (
    await browser.send('POST', '/account/register', { name: 'Late', email, password: good })
  ).body
  const first = await shop.mail(email)
  t.match(await browser.send('POST', '/account/resend', { ticket }), { status: 202 })
  const second = await shop.mail(email)
  t.match(await browser.send('POST', '/account/confirm', { token: first.token }), { status: 422 })
  shop.later(16)
  t.match(await browser.send('POST', '/account/confirm', { token: second.token }), { status: 422 })
  await browser.send('POST', '/account/resend', { ticket })
  t.match(await browser.send('POST', '/account/confirm', { token: (await shop.mail(email)).token }), {
    status: 200,
  })
})

t.test('five mails an hour go to an address, whoever asks', async (t) => {
  const email = 'flooded@example.com'
  const ask = () => shop.browser().send('POST', '/account/recover', { email })
  const answers = await Promise.all(Array.from({ length: 8 }, ask))
  t.equal(answers.filter(({ status }) => status === 202).length, 5)
  t.equal(answers.filter(({ status }) => status === 429).length, 3)
  t.match(await shop.browser().send('POST', '/account/resend', { ticket: 'unknown' }), { status: 202 })
})

t.test('an account that is confirmed is tied to the customer record of its address', async (t) => {
  const email = 'old.customer@example.com'
  const made = await shop.request('POST', '/api/v1/customers', {
    givenName: 'Old',
    familyName: 'Customer',
    email,
  })
  const browser = await shop.customer(email)
  t.match(await browser.send('GET', '/account'), { body: { customerId: made.body.id } })
})
