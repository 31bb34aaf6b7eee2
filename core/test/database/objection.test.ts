import {
  crud,
  defineEntity,
  definePlugin,
  many,
  measure,
  money,
  operation,
  optional,
  reference,
  text,
} from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import Type from 'typebox'

const Tray = defineEntity('Tray', {
  collection: 'trays',
  fields: { name: text() },
  relations: { rings: many('Ring', { via: 'tray', owned: true }) },
})
const Ring = defineEntity('Ring', {
  collection: 'rings',
  fields: { tray: reference('Tray'), carat: measure({ decimals: 3 }), price: optional(money()) },
})
const query = operation({
  name: 'trays.by-model',
  needs: 'trays.write',
  summary: 'Read and write trays by their Objection model',
  input: Type.Object({}),
  output: Type.Unknown(),
  rest: 'POST /trays/by-model',
  async run(ctx) {
    const Trays = await ctx.model(Tray)
    const Rings = await ctx.model(Ring)
    await Rings.query()
      .patch({ price: { amount: 500, currency: 'EUR' } } as never)
      .where('carat', 1530)
    const [{ count }] = (await Rings.query().count('* as count')) as unknown as [{ count: number }]
    return { trays: await Trays.query().withGraphFetched('rings').orderBy('name'), count }
  },
})
const plugin = definePlugin({
  name: 'trays',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Tray, Ring],
  operations: [...crud(Tray), query],
  migrations: new URL('./migrations/', import.meta.url),
})

const app = await testApp({ plugins: [plugin] })
t.teardown(() => app.end())

t.test(
  'the Objection model reads and writes the same values as records, in the same transaction',
  async (t) => {
    await app.request('POST', '/api/v1/trays', { name: 'A', rings: [{ carat: 1.53 }, { carat: 2 }] })
    const { status, body } = await app.request('POST', '/api/v1/trays/by-model', {})
    t.equal(status, 200, JSON.stringify(body))
    t.equal(body.count, 2)
    t.match(body.trays[0].rings, [
      { carat: 1.53, price: { amount: 500, currency: 'EUR' }, trayId: body.trays[0].id },
      { carat: 2, price: null },
    ])
  },
)
