import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { crud, defineEntity, definePlugin, text } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import WebSocket from 'ws'
import { createUser } from '../../src/auth/accounts.ts'

const Gem = defineEntity('Gem', { collection: 'gems', fields: { name: text() } })
const gems = definePlugin({
  name: 'gems',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Gem],
  operations: crud(Gem),
  migrations: new URL('./migrations/', import.meta.url),
})

const app = await testApp({ plugins: [gems] })
const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
await app.startWork()
t.teardown(() => app.end())

interface Message {
  type: string
  id?: string
  payload?: { data?: { recordChanged: { collection: string; id: string; change: string } }; errors?: unknown }
}

/** A client of the graphql-transport-ws protocol, or of the one before it (`graphql-ws`), with the messages it got. */
async function connect(
  authorization: string | undefined,
  headers: Record<string, string> = {},
  protocol = 'graphql-transport-ws',
) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, protocol, { headers })
  const messages: Message[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  await once(socket, 'open')
  const send = (message: object) => socket.send(JSON.stringify(message))
  send({ type: 'connection_init', payload: { authorization } })
  const until = async (found: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const message = messages.find(found)
      if (message) return message
      await Promise.race([once(socket, 'message'), once(socket, 'close')])
      if (socket.readyState !== WebSocket.OPEN) throw new Error('closed')
    }
  }
  await until(({ type }) => type === 'connection_ack')
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  return { messages, send, until, closed, close: () => socket.close() }
}

const query = 'subscription { recordChanged(collections: ["gems"]) { collection id change version } }'

t.test('a change reaches who may read it, and nobody else', async (t) => {
  const owner = await connect(`Bearer ${app.key}`)
  const stranger = await connect(`Bearer ${await app.keyWith(['roles.read'])}`)
  for (const client of [owner, stranger]) client.send({ type: 'subscribe', id: '1', payload: { query } })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const made = await app.request('POST', '/api/v1/gems', { name: 'Ruby' })
  const { payload } = await owner.until(({ type }) => type === 'next')
  t.match(payload?.data?.recordChanged, { collection: 'gems', id: made.body.id, change: 'created' })
  t.notOk(stranger.messages.some(({ type }) => type === 'next'))
  owner.close()
  stranger.close()
})

t.test('nobody listens without signing in, and a page of another site gets no socket', async (t) => {
  const nobody = await connect(undefined)
  nobody.send({ type: 'subscribe', id: '1', payload: { query } })
  const refused = await nobody.until(({ type }) => type === 'error' || type === 'next')
  t.equal(refused.type, 'error')
  nobody.close()
  await t.rejects(connect(undefined, { origin: 'https://evil.example' }))
})

t.test('a subscription is held to the schema and the limits', async (t) => {
  const client = await connect(`Bearer ${app.key}`)
  client.send({
    type: 'subscribe',
    id: '1',
    payload: { query: 'subscription { recordChanged { nothing } }' },
  })
  const refused = await client.until(({ type }) => type === 'error' || type === 'next')
  t.equal(refused.type, 'error')
  client.close()
})

t.test('whoever loses his key or session loses his open sockets too, though nothing happens', async (t) => {
  const { body: role } = await app.request('POST', '/api/v1/roles', {
    name: 'reader',
    permissions: ['gems.read'],
  })
  const { body: key } = await app.request('POST', '/api/v1/api-keys', { name: 'k', roleId: role.id })
  const [email, password] = ['reader@example.com', 'a long enough password']
  const id = app.kernel.environment.newId()
  await createUser(app.database, { id, name: 'Reader', email, password, role: 'reader' })
  const login = async () => {
    const answer = await app.request('POST', '/api/v1/auth/login', { email, password }, { key: null })
    const cookie = String(answer.headers['set-cookie']).split(';')[0] as string
    const session = await app.request('GET', '/api/v1/auth/session', undefined, {
      key: null,
      headers: { cookie },
    })
    return { cookie, 'x-csrf-token': session.body.csrfToken as string }
  }
  const [signsOut, suspended] = [await login(), await login()]
  const clients = [
    await connect(`Bearer ${key.key}`),
    await connect(undefined, { cookie: signsOut.cookie }),
    await connect(undefined, { cookie: suspended.cookie }),
  ]
  const stays = await connect(`Bearer ${app.key}`)
  const listening = app.kernel.live.subscribers()
  for (const client of [...clients, stays]) client.send({ type: 'subscribe', id: '1', payload: { query } })
  while (app.kernel.live.subscribers() < listening + 4) await sleep(20)

  await app.request('POST', `/api/v1/api-keys/${key.id}/revoke`, {})
  t.equal(await clients[0]?.closed, 4401, 'a revoked key')
  await app.request('POST', '/api/v1/auth/logout', undefined, { key: null, headers: signsOut })
  t.equal(await clients[1]?.closed, 4401, 'who signed out')
  await app.request('PATCH', `/api/v1/users/${id}`, { active: false })
  t.equal(await clients[2]?.closed, 4401, 'who was suspended')
  t.equal(app.kernel.live.subscribers(), listening + 1, 'and nothing of them is left')
  stays.close()
  while (app.kernel.live.subscribers() > listening) await sleep(20)
  t.pass('one who leaves by himself leaves nothing either')
})

t.test(
  'who is suspended is out within a second: of both protocols of sockets, and of requests',
  async (t) => {
    const [email, password] = ['leaver@example.com', 'a long enough password']
    const id = app.kernel.environment.newId()
    await createUser(app.database, { id, name: 'Leaver', email, password, role: 'reader' })
    const login = await app.request('POST', '/api/v1/auth/login', { email, password }, { key: null })
    const cookie = String(login.headers['set-cookie']).split(';')[0] as string
    const mine = { key: null, headers: { cookie } }
    const before = app.kernel.live.subscribers()
    const current = await connect(undefined, { cookie })
    current.send({ type: 'subscribe', id: '1', payload: { query } })
    const legacy = await connect(undefined, { cookie }, 'graphql-ws')
    legacy.send({ type: 'start', id: '1', payload: { query } })
    while (app.kernel.live.subscribers() < before + 2) await sleep(20)
    await app.request('POST', '/api/v1/gems', { name: 'Seen by both' })
    await current.until(({ type }) => type === 'next')
    await legacy.until(({ type }) => type === 'data')
    t.match(await app.request('GET', '/api/v1/gems', undefined, mine), { status: 200 })

    t.match(await app.request('PATCH', `/api/v1/users/${id}`, { active: false }), { status: 200 })
    const suspended = performance.now()
    t.same(await Promise.all([current.closed, legacy.closed]), [4401, 4401])
    const took = performance.now() - suspended
    t.ok(took < 1000, `both sockets were closed after ${Math.round(took)} ms`)
    t.match(await app.request('GET', '/api/v1/gems', undefined, mine), { status: 401 })
    const [mark, seen] = ['Seen by nobody', current.messages.length]
    await app.request('POST', '/api/v1/gems', { name: mark })
    t.equal(current.messages.length, seen)
  },
)

t.test('a session that was ended here is refused at once', async (t) => {
  const [email, password] = ['second@example.com', 'a long enough password']
  await createUser(app.database, {
    id: app.kernel.environment.newId(),
    name: 'Second',
    email,
    password,
    role: 'owner',
  })
  const login = await app.request('POST', '/api/v1/auth/login', { email, password }, { key: null })
  const cookie = String(login.headers['set-cookie']).split(';')[0] as string
  const { body } = await app.request('GET', '/api/v1/auth/session', undefined, {
    key: null,
    headers: { cookie },
  })
  const headers = { cookie, 'x-csrf-token': body.csrfToken as string }
  t.equal((await app.request('POST', '/api/v1/auth/logout', undefined, { key: null, headers })).status, 204)
  t.equal((await app.request('GET', '/api/v1/auth/me', undefined, { key: null, headers })).status, 401)
})
