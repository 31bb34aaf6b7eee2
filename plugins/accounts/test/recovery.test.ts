import { TOTP } from 'otpauth'
import t from 'tap'
import { openShop } from './shop.ts'

const shop = await openShop(t)

t.test('a new password by mail leaves the second factor in the way', async (t) => {
  const browser = await shop.customer('factor@example.com')
  const { secret } = (await browser.send('POST', '/account/totp', {})).body
  const code = new TOTP({ secret }).generate()
  const { recoveryCodes } = (await browser.send('POST', '/account/totp/confirm', { code })).body
  for (const one of recoveryCodes) t.match(one, /^([2-9a-z]{4}-){5}[2-9a-z]{4}$/, 'of 118 bits')
  t.equal(new Set(recoveryCodes).size, 10)
  const stranger = shop.browser()
  await stranger.send('POST', '/account/recover', { email: 'factor@example.com' })
  const { token } = await shop.proof('factor@example.com')
  const password = 'orbit plum seven kettle'
  t.match(await stranger.send('POST', '/account/reset-password', { token, password }), { status: 200 })
  t.notOk(stranger.cookies.has('bezel_session'), 'the link signs nobody in')
  t.match(await stranger.signIn('factor@example.com', password), {
    body: { user: null, secondFactor: { ticket: String } },
  })
  t.notOk(stranger.cookies.has('bezel_session'))
})
