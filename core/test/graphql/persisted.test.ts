import { createHash } from 'node:crypto'
import t from 'tap'
import { remembered } from '../../src/graphql/persisted.ts'
import { type TestApp, testApp } from '../../src/testing/app.ts'

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex')

function ask(app: TestApp, sha256Hash: string, query?: string, more: object = {}) {
  const extensions = { persistedQuery: { version: 1, sha256Hash } }
  return app.request('POST', '/graphql', { ...(query && { query }), extensions, ...more })
}

t.test('documents are persisted by whoever sends them first', async (t) => {
  const app = await testApp({ plugins: [] })
  t.teardown(() => app.end())
  const query = 'query Roles($n: Int) { roles(first: $n) { nodes { name } } }'
  const unknown = await ask(app, hashOf(query))
  t.match(unknown.body.errors, [
    { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ])
  t.match(await ask(app, hashOf('{ me { name } }'), query), {
    body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_MISMATCH' } }] },
  })
  const variables = { n: 1 }
  t.match((await ask(app, hashOf(query), query, { variables })).body, { data: { roles: { nodes: [{}] } } })
  t.match((await ask(app, hashOf(query), undefined, { variables })).body, {
    data: { roles: { nodes: [{}] } },
  })
  const long = `{ me { name } } #${'x'.repeat(remembered.characters)}`
  t.match((await ask(app, hashOf(long), long)).body, { data: { me: {} } }, 'a long one is answered')
  t.match((await ask(app, hashOf(long))).body, { errors: [{}] }, 'and not remembered')
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(query) } })
  const cacheable = `/graphql?extensions=${encodeURIComponent(extensions)}&variables=${encodeURIComponent('{"n":1}')}`
  t.match((await app.request('GET', cacheable)).body, { data: { roles: { nodes: [{}] } } })
})

t.test('the documents that were used last are remembered, and no more than so many', async (t) => {
  const app = await testApp({ plugins: [] })
  t.teardown(() => app.end())
  const text = (at: number) => `{ me { a${at}: name } }`
  const [first, kept] = [text(-1).replace('-', 'm'), text(0)]
  for (const query of [first, kept]) await ask(app, hashOf(query), query)
  for (let at = 1; at < remembered.documents; at++) {
    await ask(app, hashOf(text(at)), text(at))
    if (at === 100) await ask(app, hashOf(kept))
  }
  t.match((await ask(app, hashOf(kept))).body, { data: {} })
  t.match((await ask(app, hashOf(first))).body, { errors: [{ message: 'PersistedQueryNotFound' }] })
})

t.test('a shop that lists its documents answers no others', async (t) => {
  const query = '{ me { name } }'
  const app = await testApp({ plugins: [], graphql: { documents: { mine: query } } })
  t.teardown(() => app.end())
  t.match((await ask(app, 'mine')).body, { data: { me: {} } })
  const refused = { errors: [{ extensions: { code: /^PERSISTED_QUERY_/ } }], data: undefined }
  t.match((await ask(app, 'other')).body, refused)
  t.match((await ask(app, hashOf(query), query)).body, refused)
  t.match((await app.request('POST', '/graphql', { query })).body, refused, 'not even as text')
})

t.test('a listed document that can never be answered stops the start', async (t) => {
  const documents = { wrong: '{ nothing }', broken: '{', fine: '{ me { name } }' }
  await t.rejects(testApp({ plugins: [], graphql: { documents } }), {
    message: /"wrong".*nothing[\s\S]*"broken"/,
  })
})
