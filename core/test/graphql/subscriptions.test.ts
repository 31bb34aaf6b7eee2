import { once } from 'node:events'
import { crud, defineEntity, definePlugin, text } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import WebSocket from 'ws'

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

/** A client of the graphql-transport-ws protocol, with the messages it got. */
async function connect(authorization: string | undefined, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers,
  })
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
  return { messages, send, until, close: () => socket.close() }
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
