import { defineEntity, instant, money, oneOf, optional, text } from '@bezel/core'

/** The price of a troy ounce of pure metal at a moment; the latest one prices pieces. */
export const SpotPrice = defineEntity('SpotPrice', {
  collection: 'spot-prices',
  nav: 'Inventory',
  custom: false,
  fields: {
    metal: oneOf(['gold', 'silver', 'platinum', 'palladium']),
    at: instant(),
    pricePerOunce: money({ label: 'Price per troy ounce', min: 1 }),
    source: optional(text({ max: 80 })),
  },
  list: { columns: ['metal', 'at', 'pricePerOunce', 'source'], sort: '-at' },
})
