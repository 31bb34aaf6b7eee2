import { testApp } from '@bezel/core/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import shop from '../../fastify.config.ts'
import { sharedData, without } from './shared-data.ts'

const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())
const owner = { authorization: `Bearer ${app.key}` }
const json = { 'content-type': 'application/json' }

const schemaFile = 'conformance/problem.schema.json'
const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { 'uri-reference': /^\S+$/ } })
// The schema is printed as in the standard, where a backslash at the end of a line continues a text.
const conforms = ajv.compile(
  without(schemaFile) ? {} : JSON.parse(sharedData(schemaFile).replace(/\\\r?\n/g, '')),
)

// The table people can look a code up in.
const table = (await app.server.inject('/docs/errors')).body
const isKnown = (code: string) => table.includes(`id="${code}"`)

interface Problem {
  type: string
  status: number
  code: string
  detail: string
  requestId: string
}

interface Attempt {
  what: string
  method: string
  url: string
  headers?: Record<string, string>
  payload?: string
}

/** What is wrong with an answer, if it is an error; undefined where all is right. */
async function fault({ method, url, headers = {}, payload }: Attempt): Promise<string | undefined> {
  const answer = await app.server.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload !== undefined && { payload }),
  })
  if (answer.statusCode < 400) return undefined
  // Overload is an answer like any other: it says when to come again. Everything else from 500 on is a bug.
  const overloaded = answer.statusCode === 503 && answer.headers['retry-after'] !== undefined
  if (answer.statusCode >= 500 && !overloaded) return `${answer.statusCode} ${answer.body}`
  if (!/^application\/problem\+json/.test(String(answer.headers['content-type'])))
    return `is ${answer.headers['content-type']}`
  if (method === 'HEAD') return undefined
  const problem = answer.json<Problem>()
  if (!conforms(problem)) return ajv.errorsText(conforms.errors)
  if (problem.status !== answer.statusCode) return `says ${problem.status}, is ${answer.statusCode}`
  if (!isKnown(problem.code)) return `has the code "${problem.code}", which no table lists`
  if (problem.requestId !== answer.headers['x-request-id']) return 'tells another request id than its header'
  if (!problem.detail || problem.type !== `urn:bezel:error:${problem.code}`)
    return 'tells no detail or no type'
  if (/select |insert |pg_|node_modules|at \w+ \(/i.test(answer.body))
    return `tells of the insides: ${answer.body}`
  return undefined
}

const routes = [
  ...[...app.kernel.operations.values()].flatMap(({ rest }) => (rest ? [rest.replace(' ', ' /api/v1')] : [])),
  ...app.api.routes
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`),
].map((route) => route.split(' ') as [string, string])

const randomId = '0199e0a4-6c1f-7b52-9d3e-5a1c8f20b647'
const at = (path: string, id: string) => path.replace(/:\w+/g, encodeURIComponent(id))
const bodies = [
  '',
  '{',
  '[]',
  'null',
  '7',
  '"x"',
  '{"nobodyKnowsThis":1}',
  '{"id":"x"}',
  '{"custom":5}',
  '{"custom":{"nobodyKnowsThis":1}}',
  '{"__proto__":{"x":1}}',
  `{"a":"${'\\u0000'}"}`,
]

function attempts(method: string, path: string): Attempt[] {
  const url = at(path, randomId)
  const base = { method, headers: owner }
  const tries: Attempt[] = [
    { what: 'nobody', method, url },
    { what: 'a wrong key', method, url, headers: { authorization: 'Bearer nobody' } },
    { what: 'another scheme', method, url, headers: { authorization: 'Basic eDp5' } },
    { ...base, what: 'no body', url },
    {
      ...base,
      what: 'an unknown query',
      url: `${url}?nobodyKnowsThis=1&limit=x&sort=&cursor=%00&include=a.b&total=2&q=%ff`,
    },
    {
      ...base,
      what: 'a stale version',
      url,
      headers: { ...owner, 'if-match': '"999"', ...json },
      payload: '{}',
    },
    {
      ...base,
      what: 'a long idempotency key',
      url,
      headers: { ...owner, ...json, 'idempotency-key': 'k'.repeat(256) },
      payload: '{}',
    },
    {
      ...base,
      what: 'another media type',
      url,
      headers: { ...owner, 'content-type': 'text/plain' },
      payload: 'x',
    },
    {
      ...base,
      what: 'a broken multipart body',
      url,
      headers: { ...owner, 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nnothing',
    },
  ]
  const ids = path.includes(':') ? ['x', '\0', "' or 1=1--", '%', '../..', '0'.repeat(150)] : []
  return [
    ...tries,
    ...ids.map((id) => ({ ...base, what: `the id ${JSON.stringify(id)}`, url: at(path, id) })),
    ...(method === 'GET'
      ? []
      : bodies.map((payload) => ({
          ...base,
          what: `the body ${payload}`,
          url,
          headers: { ...owner, ...json },
          payload,
        }))),
  ]
}

t.test(
  'every refusal of every route is a problem with a known code and the request id',
  { skip: without(schemaFile) && `${without(schemaFile)}; our own rules were not tried either` },
  async (t) => {
    // Signing out and deleting by mistake would spoil what follows.
    for (const [method, path] of routes) {
      const faults: string[] = []
      for (const attempt of attempts(method, path)) {
        const wrong = await fault(attempt)
        if (wrong) faults.push(`${attempt.what}: ${wrong}`)
      }
      t.same(faults, [], `${method} ${path}`)
    }
  },
)

t.test('addresses that do not exist and methods that do not fit are problems too', async (t) => {
  const strange = [
    '/nothing',
    '/api/v1/nothing',
    '/api/v1/%zz',
    '/api/v1/customers/%2e%2e%2f',
    `/api/v1/customers/${'x'.repeat(500)}`,
    '/api/v2/customers',
    '//',
    '/docs/assets/../../package.json',
    '/api/v1/customers?limit[]=1&limit[a][b]=2',
  ]
  for (const url of strange)
    t.equal(await fault({ what: '', method: 'GET', url, headers: owner }), undefined, url)
  for (const [, path] of routes.slice(0, 40)) {
    for (const method of ['PUT', 'OPTIONS'])
      t.equal(
        await fault({ what: '', method, url: at(path, randomId), headers: owner }),
        undefined,
        `${method} ${path}`,
      )
  }
  const large = await fault({
    what: '',
    method: 'POST',
    url: '/api/v1/customers',
    headers: { ...owner, ...json },
    payload: JSON.stringify({ notes: 'x'.repeat(2_000_000) }),
  })
  t.equal(large, undefined)
})
