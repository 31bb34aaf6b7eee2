import { once } from 'node:events'
import t from 'tap'
import WebSocket from 'ws'
import { limits } from '../../src/graphql/limits.ts'
import { testApp } from '../../src/testing/app.ts'

const app = await testApp({ plugins: [] })
const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
t.teardown(() => app.end())

const ask = (query: string) => app.request('POST', '/graphql', { query })
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ')
const tooComplex = { body: { errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] } }

t.test('root fields are counted wherever they stand', async (t) => {
  const roots = times(limits.rootFields + 1, (at) => `a${at}: roles(first: 1) { nodes { id } }`)
  t.match(await ask(`{ ${roots} }`), tooComplex, 'plainly')
  t.match(await ask(`{ ...F } fragment F on Query { ${roots} }`), tooComplex, 'in a fragment')
  t.match(await ask(`{ ... on Query { ... { ${roots} } } }`), tooComplex, 'in fragments within fragments')
  t.match(await ask('{ ...F } fragment F on Query { me { name } }'), { body: { data: { me: {} } } })
})

t.test('fragments that spread each other over and over are weighed once each', async (t) => {
  const levels = 60
  const fragments = times(levels, (at) =>
    at === levels - 1
      ? `fragment F${at} on Role { id }`
      : `fragment F${at} on Role { ...F${at + 1} ...F${at + 1} }`,
  )
  const started = performance.now()
  t.match(await ask(`{ roles(first: 1) { nodes { ...F0 } } } ${fragments}`), tooComplex)
  t.ok(performance.now() - started < 2000)
})

const long = times(limits.tokens, () => 'id')

t.test('a document that is too long is not even read', async (t) => {
  const { body } = await ask(`{ roles { nodes { ${long} } } }`)
  t.match(body.errors, [{ message: /tokens/, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
})

t.test('nor over WebSocket', async (t) => {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  t.teardown(() => socket.close())
  await once(socket, 'open')
  const next = async () => JSON.parse(String((await once(socket, 'message'))[0]))
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${app.key}` } }))
  t.match(await next(), { type: 'connection_ack' })
  const query = `subscription { recordChanged { ${long} } }`
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }))
  t.match(JSON.stringify(await next()), /"error".*tokens/)
})
