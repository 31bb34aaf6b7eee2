import { defineEntity, instant, json, measure, oneOf, optional, reference, text } from '@bezel/core'

/** Two customers who may be the same, with the reasons; for a person to decide. */
export const DuplicatePair = defineEntity('DuplicatePair', {
  collection: 'duplicate-pairs',
  nav: false,
  custom: false,
  fields: {
    first: reference('Customer'),
    second: reference('Customer'),
    level: oneOf(['certain', 'likely', 'possible']),
    score: measure({
      decimals: 2,
      min: -1000,
      max: 1000,
      help: 'Evidence in bits: one more doubles the odds',
    }),
    reasons: json(),
    status: oneOf(['open', 'merged', 'different'], { default: 'open' }),
  },
  list: { sort: '-score' },
})

/** A merge of two customers with everything it changed, so that it can be taken back within 30 days. */
export const CustomerMerge = defineEntity('CustomerMerge', {
  collection: 'customer-merges',
  nav: false,
  custom: false,
  fields: {
    winner: reference('Customer'),
    loser: reference('Customer'),
    plan: json(undefined, { personal: true, read: 'customers.notes' }),
    mergedAt: instant(),
    undoUntil: instant(),
    undoneAt: optional(instant()),
    actor: text({ max: 160 }),
  },
  list: { sort: '-mergedAt' },
})
