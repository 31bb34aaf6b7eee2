import t from 'tap'
import Type from 'typebox'
import { files } from '../../src/files/files.ts'
import { type Operation, operation } from '../../src/operation/operation.ts'
import { definePlugin } from '../../src/plugin/plugin.ts'
import { testApp } from '../../src/testing/app.ts'
import { sendFile } from '../importing/fixtures/send.ts'

const said = { output: Type.Object({ locale: Type.String() }), needs: 'signed-in' } as const

const operations: Operation[] = [
  operation({
    ...said,
    name: 'languages.ask',
    summary: 'Tell which language the request is answered in',
    input: Type.Object({}),
    rest: 'GET /languages/asked',
    graphql: 'query askedLanguage',
    run: async (ctx) => ({ locale: ctx.locale }),
  }),
  operation({
    ...said,
    name: 'languages.upload',
    summary: 'Tell it of an upload',
    input: Type.Object({ file: Type.Any() }),
    rest: 'POST /languages/uploads',
    upload: files,
    run: async (ctx) => ({ locale: ctx.locale }),
  }),
]
const languages = definePlugin({ name: 'languages', version: '1.0.0', core: '^1.0.0', operations })
const app = await testApp({ plugins: [languages] })
t.teardown(() => app.end())

const cases = [
  ['de-CH,de;q=0.9,en;q=0.8', 'de'],
  ['fr', 'en'],
  ['', 'en'],
] as const

t.test('an operation knows the language of its request over REST and GraphQL', async (t) => {
  for (const [language, locale] of cases) {
    const headers = { 'accept-language': language }
    t.match(await app.request('GET', '/api/v1/languages/asked', undefined, { headers }), { body: { locale } })
    const query = '{ askedLanguage { locale } }'
    t.match(await app.request('POST', '/graphql', { query }, { headers }), {
      body: { data: { askedLanguage: { locale } } },
    })
  }
})

t.test('and so it does of an upload', async (t) => {
  for (const [language, locale] of cases) {
    const answer = await sendFile(app, 'languages/uploads', 'stones', {
      headers: { 'accept-language': language },
    })
    t.match(answer, { body: { locale } })
  }
})
