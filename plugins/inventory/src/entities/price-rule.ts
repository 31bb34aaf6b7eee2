import { boolean, defineEntity, instant, json, money, optional, reference, text } from '@bezel/core'
import { checkPriceRules } from '../price/check.ts'
import { type PriceParameters, priceParameters } from '../price/parameters.ts'

/** How pieces are priced from their metal's spot price; see `domain/price-rule.ts` for the parameters. */
export const PriceRule = defineEntity('PriceRule', {
  collection: 'price-rules',
  nav: 'Inventory',
  naturalKey: ['name'],
  fields: {
    name: text({ max: 120, unique: true }),
    active: boolean({ default: true }),
    category: optional(text({ max: 60, help: 'Only styles of this category; empty: all' })),
    parameters: json<PriceParameters>(priceParameters, {
      help: 'Premium, markup, rounding and guardrails',
      example: {
        currency: 'USD',
        pricing: { kind: 'keystone' },
        metalPremium: 500,
        guardrails: { minMargin: 4000 },
      },
    }),
    lastRunAt: optional(instant({ readOnly: true })),
  },
  written: checkPriceRules,
  list: { columns: ['name', 'category', 'active', 'lastRunAt'], sort: 'name' },
})

/** One price that a run changed, with every step of its explanation. */
export const PriceChange = defineEntity('PriceChange', {
  collection: 'price-changes',
  nav: false,
  custom: false,
  fields: {
    piece: reference('Piece'),
    priceRule: optional(reference('PriceRule')),
    at: instant(),
    before: optional(money()),
    after: money(),
    explanation: json(undefined, { read: 'inventory.cost' }),
    actor: text({ max: 160 }),
  },
  rows: (actor, param) =>
    actor.stores === 'all'
      ? undefined
      : `exists (select from pieces p where p.id = t.piece_id and p.store_id = any(${param(actor.stores)}))`,
})
