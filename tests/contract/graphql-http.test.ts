import { testApp } from '@bezel/core/testing'
import { auditServer } from 'graphql-http'
import t from 'tap'

const app = await testApp({ plugins: [] })
const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
t.teardown(() => app.end())

t.test('the GraphQL endpoint speaks GraphQL over HTTP as the specification has it', async (t) => {
  const authorized = (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${app.key}`)
    return fetch(url, { ...init, headers })
  }
  const results = await auditServer({ url: `${address}/graphql`, fetchFn: authorized })
  const failed = results.filter(({ status }) => status !== 'ok')
  const told = failed.map(
    (result) => `${result.status} ${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`,
  )
  t.comment(told.join('\n'))
  t.same(
    failed.filter(({ status }) => status === 'error'),
    [],
    'no error',
  )
  t.ok(results.length - failed.length >= 54, `${results.length - failed.length} of ${results.length} ok`)
})
