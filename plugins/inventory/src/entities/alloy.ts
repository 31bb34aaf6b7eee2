import { defineEntity, measure, oneOf, optional, text } from '@bezel/core'

/** A metal as pieces are made of it: base metal, colour and fineness. The karat is only a label. */
export const Alloy = defineEntity('Alloy', {
  collection: 'alloys',
  nav: 'Inventory',
  naturalKey: ['code'],
  fields: {
    name: text({ max: 80, search: 'A' }),
    code: text({ max: 20, unique: true, help: 'As on tags: 14KY, PT950' }),
    metal: oneOf(['gold', 'silver', 'platinum', 'palladium', 'other']),
    color: optional(oneOf(['yellow', 'white', 'rose', 'green', 'grey'])),
    fineness: measure({
      decimals: 1,
      min: 0,
      max: 1000,
      unit: '‰',
      help: 'Parts of pure metal per thousand: 585 for 14K',
    }),
    stamp: optional(text({ max: 20 })),
  },
  list: { columns: ['code', 'name', 'metal', 'color', 'fineness'], sort: 'code' },
})
