import t from 'tap'
import { good, openShop } from './shop.ts'

const shop = await openShop(t)

t.test('people see what happened to their account, page by page, and nothing of others', async (t) => {
  const ada = await shop.customer('ada@example.com')
  await shop.customer('berta@example.com')
  const { id } = (await ada.send('GET', '/account')).body
  for (let times = 0; times < 25; times++) await shop.browser().signIn('ada@example.com', good)
  const first = (await ada.send('GET', '/account/security-events')).body
  t.equal(first.events.length, 20)
  t.ok(first.hasMore)
  const last = first.events.at(-1).id
  const rest = (await ada.send('GET', `/account/security-events?before=${last}`)).body
  t.notOk(rest.hasMore)
  const shown = [...first.events, ...rest.events].map((event: { id: string }) => event.id)
  const noted = await shop.database.query<{ id: string }>(
    'select id from security_events where user_id = $1 order by id desc',
    [id],
  )
  t.same(
    shown,
    noted.map((event) => event.id),
  )
  t.match(await shop.browser().send('GET', '/account/security-events'), { status: 401 })
})

t.test('staff end one session of somebody, but of nobody who may do more', async (t) => {
  const help = await shop.colleague('help@example.com', ['users.read', 'users.write'])
  const clerk = await shop.colleague('clerk@example.com', ['users.read'])
  const boss = await shop.colleague('boss@example.com', ['*'])
  const elsewhere = shop.browser()
  await elsewhere.signIn('clerk@example.com', good)
  const { sessions } = (await elsewhere.send('GET', '/account/sessions')).body
  const here = sessions.find(({ current }: { current: boolean }) => current).id
  const end = (userId: string, sessionId: string) =>
    help.browser.send('DELETE', `/users/${userId}/sessions/${sessionId}`, {})
  t.match(await end(boss.id, here), { status: 403, body: { code: 'GRANT_TOO_WIDE' } })
  t.match(await end(help.id, here), { status: 404 }, 'it is not theirs')
  t.match(await clerk.browser.send('DELETE', `/users/${clerk.id}/sessions/${here}`, {}), { status: 403 })
  t.match(await end(clerk.id, here), { status: 200, body: { done: true } })
  t.match(await end(clerk.id, here), { status: 404 }, 'it is over')
  await shop.settle()
  t.match(await elsewhere.send('GET', '/account'), { status: 401 })
  t.match(await clerk.browser.send('GET', '/account'), { status: 200 }, 'the other one goes on')
  const { events } = (await clerk.browser.send('GET', '/account/security-events')).body
  t.match(events[0], {
    type: 'session-ended',
    details: 'by-colleague',
    network: 'this-network',
    browser: null,
  })
})

t.test('events tell by codes how many sessions ended and how people signed in', async (t) => {
  const berta = await shop.customer('codes@example.com')
  for (let times = 0; times < 2; times++) await shop.browser().signIn('codes@example.com', good)
  t.match(await berta.send('POST', '/account/sessions/end-others', {}), { body: { ended: 2 } })
  const { events } = (await berta.send('GET', '/account/security-events')).body
  t.match(events, [
    { type: 'session-ended', details: 'others:2' },
    { type: 'new-device', details: 'password' },
  ])
})

t.test('whoever is suspended and let in again signs in again: no session comes back to life', async (t) => {
  const clerk = await shop.colleague('returns@example.com', ['users.read'])
  const set = (active: boolean) => shop.request('PATCH', `/api/v1/users/${clerk.id}`, { active })
  t.match(await clerk.browser.send('GET', '/account'), { status: 200 })
  t.match(await set(false), { status: 200 })
  await shop.settle()
  t.match(await clerk.browser.send('GET', '/account'), { status: 401 })
  t.match(await set(true), { status: 200 })
  await shop.settle()
  t.match(await clerk.browser.send('GET', '/account'), { status: 401 }, 'still out')
  t.match(await clerk.browser.signIn('returns@example.com', good), { status: 200 })
})
