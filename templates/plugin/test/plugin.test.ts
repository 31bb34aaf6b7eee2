import { testApp } from '@bezel/core/testing'
import t from 'tap'
import plugin from '../src/plugin.ts'

const app = await testApp({ plugins: [plugin] })
t.teardown(() => app.end())

t.test('one is created, listed and finished', async (t) => {
  const made = await app.request('POST', '/api/v1/__collection__', { number: '1', title: 'First' })
  t.equal(made.status, 201, JSON.stringify(made.body))
  const listed = await app.request('GET', '/api/v1/__collection__?status=open&total=exact')
  t.equal(listed.body.page.total, 1)
  const finished = await app.request('POST', `/api/v1/__collection__/${made.body.id}/finish`, {})
  t.equal(finished.body.status, 'done')
})

t.test('who lacks the permission cannot finish one', async (t) => {
  const key = await app.keyWith(['__collection__.read'])
  const { body } = await app.request('GET', '/api/v1/__collection__')
  const answer = await app.request('POST', `/api/v1/__collection__/${body.data[0].id}/finish`, {}, { key })
  t.equal(answer.status, 403)
})
