import t from 'tap'
import { testApp } from '../../src/testing/app.ts'

const app = await testApp({ plugins: [] })
t.teardown(() => app.end())
const id = '0199e0a4-6c1f-7b52-9d3e-5a1c8f20b647'

t.test('a method that an address does not take is told apart from an address that is none', async (t) => {
  const put = await app.request('PUT', `/api/v1/roles/${id}`, {})
  t.match(put, {
    status: 405,
    body: { code: 'METHOD_NOT_ALLOWED' },
    headers: { allow: 'DELETE, GET, HEAD, PATCH, OPTIONS' },
  })
  t.match(put.body.detail, /takes DELETE, GET, HEAD, PATCH, not PUT/)
  t.match(await app.request('DELETE', '/api/v1/roles'), {
    status: 405,
    headers: { allow: 'GET, HEAD, POST, OPTIONS' },
  })
  t.match(await app.request('POST', '/health/live', {}), { status: 405 })
  for (const path of [
    '/api/v1/nothing',
    `/api/v1/roles/${id}/nothing`,
    '/api/v2/roles',
    '/api/v1/roles.json',
  ])
    t.match(await app.request('PUT', path, {}), { status: 404, body: { code: 'ROUTE_NOT_FOUND' } }, path)
})

t.test('OPTIONS tells which methods there are', async (t) => {
  t.match(await app.request('OPTIONS', '/api/v1/roles'), {
    status: 204,
    headers: { allow: 'GET, HEAD, POST, OPTIONS' },
  })
  t.match(await app.request('OPTIONS', '/nothing'), { status: 404 })
})

t.test('a body of another media type is refused as such', async (t) => {
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
    const headers = { 'content-type': type }
    t.match(await app.request('POST', '/api/v1/roles', 'name=x', { headers }), { status: 415 }, type)
  }
})

t.test('what stands twice in the address of a list is refused, not chosen from', async (t) => {
  for (const name of ['limit', 'cursor', 'sort', 'q', 'total']) {
    const answer = await app.request('GET', `/api/v1/roles?${name}=1&${name}=2`)
    t.match(answer, { status: 400, body: { code: 'INVALID_QUERY', errors: [{ pointer: `/query/${name}` }] } })
  }
})
