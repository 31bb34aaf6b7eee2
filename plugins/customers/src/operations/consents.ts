import { operation, Type } from '@bezel/core'
import { CHANNELS } from '../consent/channels.ts'
import { currentConsents, recordConsent } from '../consent/consents.ts'
import { Consent } from '../entities/consent.ts'
import { Customer } from '../entities/customer.ts'
import { alreadyErased, consentInFuture } from '../errors.ts'
import { consentRecorded } from '../events.ts'
import { body, byId, id, maybe, words } from './inputs.ts'

const channel = Type.Enum([...CHANNELS])
const textOrNone = Type.Union([Type.String(), Type.Null()])

export const recordConsentOperation = operation({
  name: 'customers.record-consent',
  needs: 'customers.consent',
  summary: 'Record that a customer gave or withdrew consent',
  input: body({
    id,
    channel,
    state: Type.Enum(['given', 'withdrawn']),
    source: words(200),
    wording: maybe(words(2000)),
    proof: maybe(words(1000)),
    at: maybe(Type.String({ format: 'date-time' })),
  }),
  output: Consent,
  rest: 'POST /customers/:id/consents',
  graphql: 'mutation recordConsent',
  status: 201,
  errors: [alreadyErased, consentInFuture],
  emits: [consentRecorded],
  run: (ctx, { id: customerId, ...given }) => recordConsent(ctx, customerId, given),
})

export const currentConsentsOperation = operation({
  name: 'customers.current-consents',
  needs: 'consents.read',
  summary: 'What a customer consents to now, by channel',
  input: byId,
  output: Type.Array(
    Type.Object({
      channel,
      state: Type.Enum(['given', 'withdrawn', 'unknown']),
      at: textOrNone,
      source: textOrNone,
      consentId: textOrNone,
    }),
  ),
  rest: 'GET /customers/:id/consents/current',
  graphql: 'query currentConsents',
  async run(ctx, { id: customerId }) {
    await ctx.records(Customer).get(customerId)
    return currentConsents(ctx, customerId)
  },
})
