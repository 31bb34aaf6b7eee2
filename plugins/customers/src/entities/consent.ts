import { defineEntity, instant, oneOf, optional, reference, text } from '@bezel/core'
import { CHANNELS } from '../consent/channels.ts'
import { assertLiving } from '../living/living.ts'

/** One statement of consent for one channel, with its proof. Never changed: the latest one per channel holds. */
export const Consent = defineEntity('Consent', {
  collection: 'consents',
  nav: false,
  custom: false,
  written: assertLiving,
  fields: {
    customer: reference('Customer'),
    channel: oneOf(CHANNELS),
    state: oneOf(['given', 'withdrawn']),
    at: instant(),
    source: text({ max: 200, help: 'Where it was said: form, counter, call' }),
    wording: optional(text({ max: 2000, help: 'What the person agreed to, word for word' })),
    proof: optional(text({ max: 1000, help: 'What proves it: a signature, an address, a recording' })),
    actor: text({ max: 160 }),
  },
})
