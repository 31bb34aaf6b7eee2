import { date, defineEntity, measure, oneOf, optional, reference, text } from '@bezel/core'
import { notePartWrites } from '../timeline/notice.ts'

/** The size of one finger. Kept as inner circumference, the one measure every country's letters and numbers convert to. */
export const RingSize = defineEntity('RingSize', {
  collection: 'ring-sizes',
  nav: false,
  custom: false,
  written: notePartWrites('Ring size'),
  fields: {
    customer: reference('Customer'),
    hand: oneOf(['left', 'right']),
    finger: oneOf(['thumb', 'index', 'middle', 'ring', 'little'], { default: 'ring' }),
    circumference: measure({
      unit: 'mm',
      decimals: 2,
      min: 30,
      max: 95,
      help: '51.87 is US 6, L½ in the UK',
    }),
    measuredOn: optional(date()),
    note: optional(text({ max: 200 })),
  },
})
