import { type Money, type Operation, operation, Problem } from '@bezel/core'
import type { ParcelMovementKind } from '../domain/parcel-ledger.ts'
import { Parcel } from '../entities/parcel.ts'
import {
  currencyMixed,
  heldByDocument,
  ownershipForbids,
  parcelRemainder,
  parcelShort,
  placeImpossible,
} from '../errors.ts'
import { parcelChanged } from '../events.ts'
import { refusePlace } from '../ledger/places.ts'
import { changeLocked } from '../parcel/change.ts'
import { costOf, milliCarats } from '../parcel/cost.ts'
import { body, carat, cost, count, counterparty, id, maybe, reason } from './inputs.ts'

interface ParcelVerb {
  kind: ParcelMovementKind
  label: string
  sign: 1 | -1
  needs?: 'reason' | 'counterparty'
}

/** What brings stones into a parcel or takes them out; setting them into pieces is part of assembling. */
const verbs: Record<string, ParcelVerb> = {
  receive: { kind: 'receive', label: 'Receive stones into the parcel', sign: 1 },
  sell: { kind: 'sell', label: 'Sell stones of the parcel', sign: -1 },
  'take-back': { kind: 'take_back', label: 'Take sold stones back', sign: 1, needs: 'reason' },
  'return-to-vendor': {
    kind: 'return_to_vendor',
    label: 'Return stones to the vendor',
    sign: -1,
    needs: 'counterparty',
  },
  lose: { kind: 'lose', label: 'Report stones lost', sign: -1, needs: 'reason' },
  find: { kind: 'find', label: 'Report stones found', sign: 1, needs: 'reason' },
}

/** A movement of no stones would tell nothing; weight alone is put right by a correction. */
const some = { ...count, minimum: 1 }

const shared = {
  needs: 'inventory.move',
  output: Parcel,
  errors: [parcelShort, parcelRemainder, currencyMixed, heldByDocument, ownershipForbids, placeImpossible],
  emits: [parcelChanged],
}

function verbOperation([verb, { kind, label, sign, needs }]: [string, ParcelVerb]): Operation {
  const camel = verb.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return operation({
    ...shared,
    name: `parcels.${verb}`,
    summary: label,
    input: body({
      id,
      count: some,
      carat,
      reason: needs === 'reason' ? reason : maybe(reason),
      counterparty: needs === 'counterparty' ? counterparty : maybe(counterparty),
      ...(sign > 0 && { cost: maybe(cost) }),
    }),
    rest: `POST /parcels/:id/${verb}`,
    graphql: `mutation ${camel}Parcel`,
    async run(ctx, { id, count, carat, cost: paid, ...grounds }) {
      const parcel = await ctx.records(Parcel).lock(id)
      const change = { count: sign * count, milliCarats: sign * milliCarats(carat) }
      return changeLocked(ctx, parcel, kind, change, grounds, (paid as Money) ?? null)
    },
  })
}

const split = operation({
  ...shared,
  name: 'parcels.split',
  summary: 'Move stones into another parcel, an existing or a new one',
  input: body({
    id,
    count: some,
    carat,
    intoId: maybe(id),
    parcelNumber: maybe({ ...reason, maxLength: 60 }),
    description: maybe({ ...reason, maxLength: 200 }),
    reason: maybe(reason),
  }),
  rest: 'POST /parcels/:id/split',
  graphql: 'mutation splitParcel',
  async run(ctx, { id, count, carat, intoId, parcelNumber, description, reason }) {
    const records = ctx.records(Parcel)
    if ((intoId === undefined) === (parcelNumber === undefined) || intoId === id) {
      throw new Problem(parcelShort, {
        detail: 'Name either another parcel by "intoId" or a new one by "parcelNumber".',
      })
    }
    // Two splits in opposite directions lock in the same order.
    const locked = new Map<string, Awaited<ReturnType<typeof records.lock>>>()
    for (const one of [id, ...(intoId ? [intoId] : [])].sort()) locked.set(one, await records.lock(one))
    const from = locked.get(id) as Awaited<ReturnType<typeof records.lock>>
    const { species, shape, color, clarity, size, ownership, storeId, locationId, supplierId } = from
    const like = { species, shape, color, clarity, size, ownership, storeId, locationId, supplierId }
    const other = intoId && locked.get(intoId)
    if (other && other.storeId !== storeId)
      throw refusePlace('The other parcel is in another store. Split into a new parcel and transfer that.')
    if (other && other.ownership !== ownership)
      throw new Problem(ownershipForbids, {
        detail: 'The other parcel has another owner. Stones of the supplier are bought on their memo.',
      })
    const into =
      (intoId && locked.get(intoId)) ||
      (await records.create({
        ...like,
        parcelNumber: parcelNumber as string,
        description: description ?? from.description,
      }))
    const thousandths = milliCarats(carat)
    await changeLocked(
      ctx,
      from,
      'split_out',
      { count: -count, milliCarats: -thousandths },
      { reason, document: into.parcelNumber },
    )
    const worth = costOf(from, thousandths)
    return changeLocked(
      ctx,
      into,
      'split_in',
      { count, milliCarats: thousandths },
      { reason, document: from.parcelNumber },
      worth,
    )
  },
})

const correct = operation({
  ...shared,
  name: 'parcels.correct',
  needs: 'inventory.correct',
  summary: 'Put right how much a parcel holds, as counted and weighed',
  input: body({ id, count, carat, reason }),
  rest: 'POST /parcels/:id/correct',
  graphql: 'mutation correctParcel',
  async run(ctx, { id, count, carat, reason }) {
    const parcel = await ctx.records(Parcel).lock(id)
    const change = {
      count: count - parcel.count,
      milliCarats: milliCarats(carat) - milliCarats(parcel.carat),
    }
    return changeLocked(ctx, parcel, 'correct', change, { reason })
  },
})

export const parcelOperations: Operation[] = [...Object.entries(verbs).map(verbOperation), split, correct]
