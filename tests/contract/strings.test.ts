import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'
import { sharedData, sharedLines, without } from './shared-data.ts'

// Thousands of records: far within this, unless something hangs.
t.setTimeout(300_000)
const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())

type Values = Record<string, unknown>

const { body: document } = await app.request('GET', '/openapi.json')
const example: Values =
  document.paths['/api/v1/customers'].post.requestBody.content['application/json'].example
const model = app.kernel.registry.byCollection('customers')
const maxLength = (schema: unknown) => (schema as { maxLength?: number }).maxLength ?? 0

/** Text that people type freely, longest first. */
const freeText = (model?.fields ?? [])
  .filter(({ facets, readOnly }) => facets.kind === 'text' && !readOnly && !('pattern' in facets.schema))
  .map(({ name, facets, options }) => ({
    name,
    max: maxLength(facets.schema),
    searched: Boolean(options.search),
  }))
  .sort((a, b) => b.max - a.max)
const [longest] = freeText
const searched = freeText.find((field) => field.searched)

/** A customer with a text wherever it fits, and without what two customers may not both have. */
function customerWith(text: string): Values {
  const unique = (model?.fields ?? []).filter(({ options }) => options.unique).map(({ name }) => name)
  const own = Object.fromEntries(Object.entries(example).filter(([name]) => !unique.includes(name)))
  const fitting = freeText.filter(({ max }) => [...text].length <= max).map(({ name }) => [name, text])
  return { ...own, ...Object.fromEntries(fitting) }
}

async function createAll(texts: string[]): Promise<string[]> {
  const operations = texts.map((text) => ({ op: 'create', data: customerWith(text) }))
  const answer = await app.request('POST', '/api/v1/customers/bulk', { operations })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.results.map((result: { status: number; id?: string; problem?: unknown }) =>
    result.status === 201 ? result.id : JSON.stringify(result.problem),
  )
}

async function readAll(ids: string[]): Promise<Map<string, Values>> {
  const read = new Map<string, Values>()
  for (let start = 0; start < ids.length; start += 40) {
    const wanted = ids.slice(start, start + 40)
    const { body } = await app.request('GET', `/api/v1/customers?limit=200&id[in]=${wanted.join(',')}`)
    for (const record of body.data) read.set(record.id, record)
  }
  return read
}

/** Texts that did not come back as they went in. */
async function lost(texts: string[]): Promise<string[]> {
  const changed: string[] = []
  for (let start = 0; start < texts.length; start += 500) {
    const part = texts.slice(start, start + 500)
    const ids = await createAll(part)
    const read = await readAll(ids)
    part.forEach((text, index) => {
      const record = read.get(ids[index] as string)
      for (const [name, value] of Object.entries(customerWith(text))) {
        if (value === text && record?.[name] !== text)
          changed.push(`${name}: ${JSON.stringify(text)} is ${JSON.stringify(record?.[name] ?? ids[index])}`)
      }
    })
  }
  return changed
}

/** Questions that a text ends up in; answers the texts that the server could not bear. */
async function unbearable(texts: string[]): Promise<string[]> {
  const found: string[] = []
  for (const text of texts) {
    const value = encodeURIComponent(text)
    const queries = [
      `q=${value}`,
      `${longest?.name}[contains]=${value}`,
      `${searched?.name}=${value}`,
      `sort=${value}`,
      `cursor=${value}`,
      `include=${value}`,
      `${value}=1`,
    ]
    for (const query of queries) {
      const { status } = await app.request('GET', `/api/v1/customers?limit=1&${query}`)
      if (status >= 500) found.push(`${status} ${query}`)
    }
    const one = await app.request('GET', `/api/v1/customers/${value.slice(0, 190)}`)
    if (one.status >= 500) found.push(`${one.status} as an id: ${text}`)
  }
  return found
}

async function graphql(query: string, variables: Values) {
  const { status, body } = await app.request('POST', '/graphql', { query, variables })
  return status === 200 && !body.errors ? body.data : { failed: JSON.stringify(body) }
}

async function lostOverGraphql(texts: string[]): Promise<string[]> {
  const field = longest?.name ?? ''
  const changed: string[] = []
  for (const text of texts) {
    const made = await graphql(
      `mutation ($input: CreateCustomerInput!) { made: createCustomer(input: $input) { id } }`,
      { input: customerWith(text) },
    )
    const read = await graphql(`query ($id: ID!) { read: customer(id: $id) { ${field} } }`, {
      id: made.made?.id ?? '',
    })
    if (read.read?.[field] !== text)
      changed.push(`${JSON.stringify(text)} is ${JSON.stringify(read.read ?? made)}`)
  }
  return changed
}

const strings = 'contacts/blns.json'

t.test(
  'texts that break programs come back byte by byte, over REST and GraphQL, and break no question',
  { skip: without(strings) },
  async (t) => {
    const all = JSON.parse(sharedData(strings)) as string[]
    const texts = all.filter((text) => text !== '')
    t.ok(texts.length > 500)
    t.match(
      (await app.request('POST', '/api/v1/customers', customerWith(''))).status,
      400,
      'no text is no text: left out, or null',
    )
    t.same(await lost(texts), [])
    t.same(await lostOverGraphql(texts), [])
    t.same(await unbearable(texts), [])
  },
)

t.test('what PostgreSQL cannot store is refused by name, not with a crash', async (t) => {
  for (const text of ['a\0b', '\ud800', 'x\udfffy']) {
    const { status, body } = await app.request('POST', '/api/v1/customers', customerWith(text))
    t.match({ status, code: body.code }, { status: 400, code: 'VALIDATION_FAILED' }, JSON.stringify(text))
    t.ok(body.errors.some(({ pointer }: { pointer: string }) => pointer === `/${longest?.name}`))
  }
})

const payloads = 'security/payloads'

t.test(
  'attacks are texts like any other: stored, read back equal, and harmless in every question',
  { skip: without(payloads) },
  async (t) => {
    const injections = [
      'Auth_Bypass',
      'GenericBlind',
      'Generic_ErrorBased',
      'Generic_SQLI',
      'no-sql',
    ].flatMap((name) => sharedLines(`${payloads}/sqli/${name}.txt`))
    const scripts = sharedLines(`${payloads}/xss-payload-list.txt`)
    const count = async () =>
      (await app.request('GET', '/api/v1/customers?limit=1&total=exact')).body.page.total
    // Asked while the table is small: thousands of questions to thousands of rows would only take long.
    t.same(await unbearable(injections), [])
    const before = await count()
    t.same(await lost([...injections, ...scripts]), [])
    t.equal(
      await count(),
      before + injections.length + scripts.length,
      'every one is a row, none deleted any',
    )
    t.same(await lostOverGraphql(injections.slice(0, 100)), [])
    t.equal(await count(), before + injections.length + scripts.length + 100)
  },
)
