import { readFile } from 'node:fs/promises'
import { Problem } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())

const table = await readFile('docs/reference/errors.md', 'utf8')
const rows = [...table.matchAll(/^\| `(\w+)` \| (\d+) \| (.*) \|$/gm)].map(
  ([, code = '', status, message = '']) => ({
    code,
    status: Number(status),
    message: message.replaceAll('\\|', '|'),
  }),
)

t.test('every declared error has a German text', (t) => {
  t.ok(rows.length > 90)
  const unsaid = rows.filter(
    (row) => app.server.languages.say(new Problem(row), 'de').message === row.message,
  )
  t.same(
    unsaid.map(({ code, message }) => `${code}: ${message}`),
    [],
  )
  t.end()
})

t.test('a translation has a place for every value, and translates nothing else', (t) => {
  for (const { translations, name } of app.plugins) {
    for (const [english, other] of Object.entries(translations.de ?? {})) {
      const places = (text: string) => text.split('{}').length - 1
      t.ok(places(other) <= places(english), `${name}: ${english}`)
    }
  }
  t.end()
})

const ask = (method: string, path: string, body?: unknown, language = 'de-CH,de;q=0.9,en;q=0.5') =>
  app.request(method, `/api/v1${path}`, body, { headers: { 'accept-language': language } })

t.test('the server says what is wrong in the language asked for, with the same codes', async (t) => {
  const gone = '/customers/01890000-0000-7000-8000-000000000000'
  const answer = await ask('GET', gone)
  t.match(answer, {
    status: 404,
    headers: { vary: /accept-language/ },
    body: { code: 'NOT_FOUND', detail: 'Diesen Datensatz gibt es nicht, oder Sie dürfen ihn nicht sehen.' },
  })
  t.match((await ask('GET', gone, undefined, 'fr, en;q=0.8')).body, {
    code: 'NOT_FOUND',
    detail: /There is no/,
  })
  t.match((await app.request('GET', `/api/v1${gone}`)).body, { detail: /There is no/ })
  const { body } = await ask('POST', '/stones', { shape: 'blob', carat: -1, nonsense: 1 })
  const messages = body.errors.map(({ message }: { message: string }) => message)
  t.equal(body.code, 'VALIDATION_FAILED')
  t.ok(messages.length >= 3)
  t.same(
    messages.filter((message: string) => /must|required|known/.test(message)),
    [],
  )
  const store = (await app.request('POST', '/api/v1/stores', { name: 'Main', code: 'DE' })).body
  const twice = await ask('POST', '/stores', { name: 'Other', code: store.code })
  t.match(twice.body, {
    code: 'VALUE_TAKEN',
    detail: 'Ein anderer Datensatz (store) hat diesen Wert (code) schon. Wählen Sie einen anderen.',
  })
  const parcel = await app.request('POST', '/api/v1/parcels', {
    parcelNumber: 'DE',
    count: 2,
    carat: 1,
    storeId: store.id,
  })
  t.match((await ask('POST', `/parcels/${parcel.body.id}/sell`, { count: 3, carat: 1 })).body, {
    code: 'INVENTORY_PARCEL_SHORT',
    detail: /^Die Partie enthält 2 stones of 1.000 ct: 3 stones/,
  })
})

t.test('GraphQL answers in it too', async (t) => {
  const query = '{ customer(id: "01890000-0000-7000-8000-000000000000") { id } }'
  const { body } = await app.request('POST', '/graphql', { query }, { headers: { 'accept-language': 'de' } })
  t.match(body.errors, [{ message: /Diesen Datensatz/, extensions: { code: 'NOT_FOUND' } }])
})
