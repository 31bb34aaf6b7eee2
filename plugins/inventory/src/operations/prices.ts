import { type Operation, operation, Type } from '@bezel/core'
import { PriceRule } from '../entities/price-rule.ts'
import { SpotPrice } from '../entities/spot-price.ts'
import { priceRuleInactive, priceRuleInvalid, spotPriceChanged } from '../errors.ts'
import { pricesApplied } from '../events.ts'
import { applyPrices } from '../price/apply.ts'
import { latestSpots } from '../price/batch.ts'
import { checkPriceRules } from '../price/check.ts'
import { type PriceParameters, priceParameters } from '../price/parameters.ts'
import { preview } from '../price/preview.ts'
import { body, id, ids, maybe, money, nullable } from './inputs.ts'

const outcomes = ['raised', 'lowered', 'unchanged', 'new', 'review', 'refused']
const maybeMoney = Type.Union([money, Type.Null()])
const total = Type.Integer()

const previewRule = operation({
  name: 'price-rules.preview',
  needs: 'inventory.price',
  summary: 'What the rule would do to prices, every step explained, changing nothing',
  input: body({
    id,
    parameters: maybe(priceParameters),
    outcome: maybe(Type.Enum(outcomes)),
    limit: maybe(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: maybe(id),
  }),
  output: Type.Object({
    counts: Type.Object(Object.fromEntries(outcomes.map((name) => [name, total]))),
    currency: Type.String(),
    currentTotal: total,
    newTotal: total,
    spots: Type.Array(
      Type.Object({
        id,
        metal: Type.String(),
        at: Type.String({ format: 'date-time' }),
        amount: total,
        currency: Type.String(),
      }),
    ),
    rows: Type.Array(
      Type.Object({
        id,
        itemNumber: Type.String(),
        name: Type.String(),
        outcome: Type.Enum(outcomes),
        current: maybeMoney,
        price: maybeMoney,
        flags: Type.Array(Type.String()),
        needsReview: Type.Boolean(),
        refusal: nullable.text,
        explanation: Type.Array(Type.Object({ step: Type.String(), text: Type.String(), amount: total })),
      }),
    ),
    nextCursor: nullable.id,
  }),
  rest: 'POST /price-rules/:id/preview',
  graphql: 'mutation previewPrices',
  errors: [priceRuleInvalid],
  async run(ctx, { id, parameters, limit = 50, ...page }) {
    const rule = await ctx.records(PriceRule).get(id)
    const tried = { ...rule, parameters: (parameters ?? rule.parameters) as PriceParameters }
    await checkPriceRules(ctx, [{ after: tried }])
    return (await preview(ctx, tried, { ...page, limit })) as never
  },
})

const apply = operation({
  name: 'price-rules.apply',
  needs: 'inventory.price',
  summary: 'Set prices by the rule, a batch at a time',
  input: body({
    id,
    pieceIds: maybe(ids),
    reviewedIds: maybe(ids),
    spotIds: maybe(Type.Array(id, { maxItems: 20 })),
    cursor: maybe(id),
    limit: maybe(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  output: Type.Object({ applied: total, skipped: total, refused: total, nextCursor: nullable.id }),
  rest: 'POST /price-rules/:id/apply',
  graphql: 'mutation applyPrices',
  errors: [priceRuleInactive, spotPriceChanged],
  emits: [pricesApplied],
  run: (ctx, { id, limit = 200, ...application }) => applyPrices(ctx, id, { ...application, limit }),
})

const latest = operation({
  name: 'spot-prices.latest',
  needs: 'spot-prices.read',
  summary: 'The latest spot price of each metal, in each currency',
  input: body({}),
  output: { list: SpotPrice },
  rest: 'GET /spot-prices/latest',
  graphql: 'query latestSpotPrices',
  async run(ctx) {
    const latest = await latestSpots(ctx)
    return ctx.records(SpotPrice).getMany(latest.map(({ id }) => id))
  },
})

export const priceOperations: Operation[] = [previewRule, apply, latest]
