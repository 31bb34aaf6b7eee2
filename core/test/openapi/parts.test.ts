import {
  crud,
  defineEntity,
  defineError,
  definePlugin,
  measure,
  money,
  oneOf,
  operation,
  optional,
  phone,
  reference,
  Type,
  text,
} from '@bezel/core'
import fc from 'fast-check'
import t from 'tap'
import { corePlugin } from '../../src/builtin/plugin.ts'
import { createRegistry } from '../../src/entity/registry.ts'
import { collectionDocument, openApiDocument } from '../../src/openapi/document.ts'
import { errorTable, errorTableMarkdown } from '../../src/openapi/error-table.ts'
import { exampleOf } from '../../src/openapi/examples.ts'
import { errorsPage } from '../../src/openapi/pages.ts'
import { acceptedEncoding } from '../../src/openapi/prepared.ts'
import { type Json, publicSchema } from '../../src/openapi/schema.ts'
import { createValidator } from '../../src/validation/validator.ts'

const Tray = defineEntity('Tray', { collection: 'trays', fields: { name: text() } })
const Ring = defineEntity('Ring', {
  collection: 'rings',
  requireIfMatch: true,
  fields: {
    name: text({ help: 'As on the tag', search: 'A' }),
    format: text({ pattern: '^[A-Z]{3}-\\d{4}$', example: 'RNG-0147' }),
    carat: measure({ unit: 'ct', decimals: 3, min: 0.001 }),
    metal: optional(oneOf(['gold', 'platinum'])),
    cost: optional(money({ read: 'rings.cost' })),
    workshop: optional(phone()),
    tray: reference('Tray'),
  },
})
const sold = defineError('RINGS_SOLD', 409, 'It is sold | gone. Choose another.')
const reserve = operation({
  name: 'rings.reserve',
  needs: 'rings.write',
  summary: 'Keep a ring for somebody',
  input: Type.Object({ id: Type.String({ format: 'uuid' }), days: Type.Integer({ minimum: 1 }) }),
  output: Ring,
  rest: 'POST /rings/:id/reserve',
  errors: [sold],
  run: () => ({}) as never,
})
const rings = definePlugin({
  name: 'rings',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Tray, Ring],
  operations: [...crud(Tray), ...crud(Ring), reserve],
  permissions: { 'rings.cost': 'See what rings cost' },
})
const registry = createRegistry(
  [Tray, Ring].map((value) => ({ plugin: 'rings', value })),
  [],
  [],
)
const parts = { title: 'Shop', version: '1.0.0', registry, plugins: [rings], routes: [] }

// biome-ignore lint/suspicious/noExplicitAny: tests look into the document freely
const document = openApiDocument(parts) as any
const schemas = document.components.schemas

t.test('a record is described with what people want to know of each field', async (t) => {
  const { properties, required } = schemas.Ring
  t.match(properties.name, { type: 'string', title: 'Name', description: 'As on the tag', maxLength: 200 })
  t.match(properties.carat, { type: 'number', description: 'In ct.', 'x-decimals': 3, examples: [1.53] })
  t.same(properties.metal.enum, ['gold', 'platinum', null])
  t.same(properties.metal.type, ['string', 'null'])
  t.match(properties.cost, { description: 'Takes the permission "rings.cost".' })
  t.same(properties.format.examples, ['RNG-0147'])
  t.equal(properties.id.readOnly, true)
  t.notOk(required.includes('cost'), 'who may not read it gets none')
  t.same(JSON.stringify(document).match(/.{0,120}storable.{0,40}/g), null, 'our own words stay inside')
  t.same(properties.tray.anyOf, [{ $ref: '#/components/schemas/Tray' }, { type: 'null' }])
})

t.test('requests are described with their conditions, their answers with what may go wrong', async (t) => {
  const { get, post } = document.paths['/api/v1/rings']
  const one = document.paths['/api/v1/rings/{id}']
  const names = (doc: Json) =>
    (doc.parameters as Json[]).map(({ name, $ref }) => {
      const key = String($ref).split('/').pop() as string
      return name ?? (/^Ring\./.test(key) ? document.components.parameters[key].name : key)
    })
  t.strictSame(
    names(get).filter((name) => /^(carat|limit|q|sort|include)/.test(String(name))),
    [
      'limit',
      'q',
      'sort',
      'include',
      'carat',
      'carat[ne]',
      'carat[in]',
      'carat[gt]',
      'carat[gte]',
      'carat[lt]',
      'carat[lte]',
      'carat[isNull]',
    ],
  )
  t.same(get.security, [{ apiKey: [] }, { session: [] }])
  t.same(post.security, [{ apiKey: [] }, { session: [], csrfToken: [] }])
  t.ok(names(post).includes('IdempotencyKey'))
  t.ok(names(one.patch).includes('IfMatchRequired'))
  t.ok(one.patch.responses['412'] && one.patch.responses['428'])
  t.ok(post.responses['201'].headers.ETag && post.responses['201'].headers.Location)
  const action = document.paths['/api/v1/rings/{id}/reserve'].post
  t.same(
    Object.keys(action.requestBody.content['application/json'].schema.properties),
    ['days'],
    'what stands in the address is not in the body',
  )
  t.match(action.responses['409'].$ref, /RINGS_SOLD/)
  t.match(document.components.examples.RINGS_SOLD.value, { code: 'RINGS_SOLD', status: 409 })
})

t.test('the part of one collection stands for itself', async (t) => {
  const { paths, schemas: own } = collectionDocument(parts, 'rings') as { paths: Json; schemas: Json }
  const addresses = Object.keys(paths)
  for (const address of ['/api/v1/rings', '/api/v1/rings/{id}', '/api/v1/rings/{id}/reserve'])
    t.ok(addresses.includes(address))
  t.notOk(addresses.some((address) => address.includes('trays')))
  t.same(Object.keys(own), ['Ring', 'RingPage', 'RingCreate', 'RingUpdate'])
})

t.test('every example fits the schema it stands for', async () => {
  const validator = createValidator()
  const names = fc.constantFrom(
    'carat',
    'name',
    'email',
    'color',
    'phone',
    'quantity',
    'nobodyKnows',
    'id',
    'permissions',
    'size',
  )
  const string = fc
    .record({ minLength: fc.nat(5), maxLength: fc.integer({ min: 5, max: 40 }) })
    .map((limits) => Type.String(limits))
  const number = fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(50))
    .map(([minimum, more]) => Type.Number({ minimum, maximum: minimum + more }))
  const leaf = fc.oneof(
    string,
    number,
    fc.constant(Type.Boolean()),
    fc.constant(Type.Enum(['D', 'E', 'F'])),
    fc.constant(Type.String({ format: 'date' })),
    fc.constant(Type.String({ format: 'uuid' })),
  )
  const schema = fc.oneof(
    leaf,
    leaf.map((of) => Type.Array(of)),
    leaf.map((of) => Type.Union([of, Type.Null()])),
    leaf.map((of) => Type.Object({ a: of, b: Type.Optional(of) })),
  )
  fc.assert(
    fc.property(names, schema, (name, of) => {
      const example = exampleOf('', name, publicSchema(of))
      return validator.compile(of)(example).length === 0
    }),
  )
})

t.test('the body is compressed as the client takes it', async (t) => {
  t.same(
    ['br', 'gzip, deflate, br', 'gzip', 'br;q=0, gzip;q=0.5', 'identity', '', 'gzip;q=0.0'].map(
      acceptedEncoding,
    ),
    ['br', 'br', 'gzip', 'gzip', 'identity', 'identity', 'identity'],
  )
})

t.test('the table of errors lists each code once, and can hold any text', async (t) => {
  const rows = errorTable([corePlugin, rings])
  t.equal(new Set(rows.map(({ code }) => code)).size, rows.length)
  t.match(
    rows.find(({ code }) => code === 'RINGS_SOLD'),
    { plugin: 'rings', status: 409 },
    'also one that only an operation declares',
  )
  t.match(
    errorTableMarkdown(rows),
    /## core\n[\s\S]+## rings\n[\s\S]+`RINGS_SOLD` \| 409 \| It is sold \\\| gone/,
  )
  const page = errorsPage('<script>', [
    { code: 'X', status: 400, message: '<img src=x onerror=alert(1)>', plugin: '"' },
  ])
  t.notMatch(page, /<img|<script>(?!<)|plugin">"/)
  t.match(page, '&lt;img src=x onerror=alert(1)&gt;')
})
