import sharp from 'sharp'
import t from 'tap'
import { type Browser, good, openShop } from './shop.ts'

const shop = await openShop(t)

t.test('an e-mail address changes once both the old and the new one confirm it', async (t) => {
  const ada = await shop.customer('old@example.com')
  t.match(await ada.send('POST', '/account/email', { email: 'new@example.com' }), { status: 202 })
  const [old, next] = [await shop.proof('old@example.com'), await shop.proof('new@example.com')]
  t.match(await shop.browser().send('POST', '/account/email/confirm', { token: next.token }), {
    body: { changed: false },
  })
  t.match(await ada.send('GET', '/account'), { body: { email: 'old@example.com' } })
  t.match(await shop.browser().send('POST', '/account/email/confirm', { token: old.token }), {
    body: { changed: true },
  })
  t.match(await ada.send('GET', '/account'), { body: { email: 'new@example.com' } })
  t.match(await shop.browser().signIn('new@example.com', good), { status: 200 })
})

t.test('two who confirm both sides at once change the address once', async (t) => {
  const ada = await shop.customer('both@example.com')
  await ada.send('POST', '/account/email', { email: 'both.new@example.com' })
  const proofs = [await shop.proof('both@example.com'), await shop.proof('both.new@example.com')]
  const answers = await Promise.all(
    proofs.map(({ token }) => shop.browser().send('POST', '/account/email/confirm', { token })),
  )
  t.same(answers.map(({ body }) => body.changed).sort(), [false, true])
  t.match(await ada.send('GET', '/account'), { body: { email: 'both.new@example.com' } })
})

t.test('a profile is edited by its person; what cannot be is said so', async (t) => {
  const ada = await shop.customer('profile@example.com')
  const changes = {
    name: 'Ada L.',
    language: 'de',
    timeZone: 'Europe/Berlin',
    notifications: { securityMail: true, newsMail: true },
  }
  t.match(await ada.send('PATCH', '/account', changes), { status: 200, body: changes })
  t.match(await ada.send('PATCH', '/account', { timeZone: 'Mars/Base' }), { status: 422 })
  for (const body of [{ email: 'x@example.com' }, { roleId: 'x' }, { customerId: null }, { active: false }])
    t.match(await ada.send('PATCH', '/account', body), { status: 400 }, JSON.stringify(body))
})

t.test(
  'a picture is written anew without EXIF, and shown by an address that works for a while',
  async (t) => {
    const ada = await shop.customer('picture@example.com')
    const photo = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .toBuffer()
    const part = (content: Buffer, name: string) =>
      Buffer.concat([
        Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
        content,
        Buffer.from('\r\n--x--\r\n'),
      ])
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await ada.send('POST', '/account/picture', part(photo, 'me.jpg'), multipart)
    t.match(answer, { status: 200, body: { pictureUrl: /\/api\/v1\/files\// } })
    const url = new URL(answer.body.pictureUrl)
    const read = await shop.server.inject(url.pathname + url.search)
    t.equal(read.statusCode, 200)
    t.equal((await sharp(read.rawPayload).metadata()).exif, undefined)
    t.match(
      await ada.send('POST', '/account/picture', part(Buffer.from('%PDF-1.4\n'), 'me.pdf'), multipart),
      { status: 422 },
    )
    t.match(await ada.send('DELETE', '/account/picture'), { status: 200 })
    t.match(await ada.send('GET', '/account'), { body: { pictureUrl: null } })
  },
)

t.test(
  'an invitation brings a colleague into a role, once, and gives nothing the inviter lacks',
  async (t) => {
    const manager = await shop.colleague('manager@example.com', [
      'customers.*',
      'invitations.*',
      'roles.read',
    ])
    const narrow = (
      await shop.request('POST', '/api/v1/roles', { name: 'Narrow', permissions: ['customers.read'] })
    ).body
    const wide = (await shop.request('POST', '/api/v1/roles', { name: 'Wide', permissions: ['audit.read'] }))
      .body
    const invite = (email: string, roleId: string) =>
      manager.browser.send('POST', '/invitations', { email, name: 'New Colleague', roleId })
    t.match(await invite('wide@example.com', wide.id), { status: 403, body: { code: 'GRANT_TOO_WIDE' } })
    const { body: invitation } = await invite('narrow@example.com', narrow.id)
    const { token } = await shop.mail('narrow@example.com')
    t.match(await shop.browser().send('POST', '/account/invitation', { token }), { body: { role: 'Narrow' } })
    const accept = (password = good) =>
      shop.browser().send('POST', '/account/accept-invitation', { token, password })
    t.match(
      await accept('a colleague, new'),
      { status: 422, body: { code: 'ACCOUNTS_PASSWORD_REFUSED', errors: [{ pointer: '/password' }] } },
      'not the name they were invited by, which they need not repeat',
    )
    const answers = await Promise.all(Array.from({ length: 6 }, accept))
    t.equal(answers.filter(({ status }) => status === 200).length, 1)
    t.match(await manager.browser.send('POST', `/invitations/${invitation.id}/revoke`, {}), { status: 409 })

    await invite('later@example.com', narrow.id)
    const later = await shop.mail('later@example.com')
    await shop.request('PATCH', `/api/v1/roles/${manager.roleId}`, { permissions: ['invitations.*'] })
    t.match(
      await shop.browser().send('POST', '/account/accept-invitation', { token: later.token, password: good }),
      { status: 409, body: { code: 'ACCOUNTS_INVITATION_OVER' } },
      'whoever invited may not give it any more',
    )
  },
)

t.test('a person gets a copy of everything, asks for erasure, and the staff carries it out', async (t) => {
  const email = 'erased@example.com'
  const ada = await shop.customer(email)
  const { body: mine } = await ada.send('GET', '/account/personal-data')
  t.match(mine, {
    account: { account: [{ email }], sessions: [{}], securityEvents: [{}, {}] },
    customer: { customer: { email } },
  })
  t.notMatch(JSON.stringify(mine), /argon2|token_hash|password_hash/)
  const { body: asked } = await ada.send('POST', '/account/erasure-request', { reason: 'Moving away' })
  t.match(
    await ada.send('POST', '/account/erasure-request', {}),
    { body: { id: asked.id } },
    'once is enough',
  )
  const clerk = await shop.keyWith(['data-requests.*'])
  const resolve = (key?: string) =>
    shop.request(
      'POST',
      `/api/v1/data-requests/${asked.id}/resolve`,
      { decision: 'done' },
      key ? { key } : {},
    )
  t.match(await resolve(clerk), { status: 403 }, 'who may not erase customers may not erase them this way')
  t.match(await resolve(), { status: 200, body: { status: 'done' } })
  await shop.settle()
  t.match(await ada.send('GET', '/account'), { status: 401 })
  t.match(await shop.browser().signIn(email, good), { status: 401 })
  const [left] = await shop.database.query<{ all: string }>(
    `select string_agg(t, ' ') as all from (select row_to_json(u)::text as t from users u union all
       select row_to_json(a)::text from bezel_core.audit a union all select row_to_json(e)::text from security_events e
       union all select row_to_json(c)::text from customers c union all select row_to_json(m)::text from mails m
       union all select row_to_json(d)::text from data_requests d) rows`,
  )
  t.notMatch(left?.all, email)
  t.notMatch(left?.all, 'Moving away')
})

t.test('staff sign somebody out and reset lost factors, but nobody who may do more', async (t) => {
  const help = await shop.colleague('help@example.com', ['users.read', 'users.write'])
  const clerk = await shop.colleague('clerk@example.com', ['users.read'])
  const boss = await shop.colleague('bigboss@example.com', ['*'])
  t.match(await help.browser.send('POST', `/users/${clerk.id}/end-sessions`, {}), {
    status: 200,
    body: { ended: 1 },
  })
  await shop.settle()
  t.match(await clerk.browser.send('GET', '/account'), { status: 401 })
  for (const verb of ['end-sessions', 'reset-second-factor'])
    t.match(await help.browser.send('POST', `/users/${boss.id}/${verb}`, {}), { status: 403 }, verb)
})

async function isTied(browser: Browser, customerId: string): Promise<boolean> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await browser.send('GET', '/account')).body.customerId === customerId) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

t.test('a merged customer keeps its account, and takes it back when the merge is undone', async (t) => {
  const ada = await shop.customer('merged@example.com')
  const { customerId } = (await ada.send('GET', '/account')).body
  const { body: winner } = await shop.request('POST', '/api/v1/customers', {
    givenName: 'Ada',
    familyName: 'Vermeer',
  })
  const merge = await shop.request('POST', `/api/v1/customers/${winner.id}/merge`, { loserId: customerId })
  t.ok(merge.status < 300, JSON.stringify(merge.body))
  t.ok(await isTied(ada, winner.id), 'the account follows')
  const undone = await shop.request('POST', `/api/v1/customer-merges/${merge.body.id}/undo`, {})
  t.ok(undone.status < 300, JSON.stringify(undone.body))
  t.ok(await isTied(ada, customerId), 'and comes back')
})

t.test('of two customers with accounts each keeps its own when they are merged', async (t) => {
  const [ada, eve] = [await shop.customer('one@example.com'), await shop.customer('two@example.com')]
  const [one, two] = [await ada.send('GET', '/account'), await eve.send('GET', '/account')]
  const path = `/api/v1/customers/${one.body.customerId}/merge`
  const merge = await shop.request('POST', path, { loserId: two.body.customerId })
  t.ok(merge.status < 300, JSON.stringify(merge.body))
  await new Promise((resolve) => setTimeout(resolve, 300))
  t.ok(await isTied(ada, one.body.customerId))
  t.ok(await isTied(eve, two.body.customerId))
  t.match(await shop.request('POST', `/api/v1/customer-merges/${merge.body.id}/undo`, {}), { status: 200 })
  t.ok(await isTied(eve, two.body.customerId))
})
