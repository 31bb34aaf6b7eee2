import { type Money, Problem } from '@bezel/core'
import { changeParcel, describeStones, type ParcelBalance } from '../domain/parcel-ledger.ts'
import { rational, roundToInteger } from '../domain/units.ts'
import { parcelRemainder, parcelShort } from '../errors.ts'
import { milliCarats } from '../parcel/cost.ts'
import type { ParcelLine } from './parcels.ts'

/** How a line ends, whole or in part. */
export type Settling = 'returned' | 'invoiced'

const settledOf = (line: ParcelLine, as: Settling): ParcelBalance => ({
  count: as === 'returned' ? line.returnedCount : line.invoicedCount,
  milliCarats: milliCarats(as === 'returned' ? line.returnedCarat : line.invoicedCarat),
})

/** What is neither back nor invoiced of a line. */
export function restOf(line: ParcelLine): ParcelBalance {
  const [returned, invoiced] = [settledOf(line, 'returned'), settledOf(line, 'invoiced')]
  return {
    count: line.count - returned.count - invoiced.count,
    milliCarats: milliCarats(line.carat) - returned.milliCarats - invoiced.milliCarats,
  }
}

/** What a line says once a part of it is settled, as fields of the record. @throws Problem when it is no part of the rest */
export function settlePart(line: ParcelLine, part: ParcelBalance, as: Settling): Partial<ParcelLine> {
  const rest = restOf(line)
  const left = changeParcel(rest, { count: -part.count, milliCarats: -part.milliCarats })
  if (!left.ok) {
    throw new Problem(left.code === 'INVENTORY_PARCEL_SHORT' ? parcelShort : parcelRemainder, {
      detail: `${describeStones(rest)} of this line are out: ${describeStones(part)} are no part of that. Name fewer, or the whole rest.`,
    })
  }
  const before = settledOf(line, as)
  const [count, carat] = [before.count + part.count, (before.milliCarats + part.milliCarats) / 1000]
  const settled =
    as === 'returned'
      ? { returnedCount: count, returnedCarat: carat }
      : { invoicedCount: count, invoicedCarat: carat }
  if (left.balance.count > 0) return settled
  return { ...settled, status: as === 'invoiced' || line.invoicedCount > 0 ? 'invoiced' : 'returned' }
}

/** The share that so much of its weight has in a line's value, rounded to minor units. */
function share({ value, carat }: ParcelLine, thousandths: number): number {
  return Number(
    roundToInteger(rational(BigInt(value.amount) * BigInt(thousandths), BigInt(milliCarats(carat)))),
  )
}

/** What a line's stones are worth by what became of them. Together it is the line's value, to the last cent. */
export function valuesOf(line: ParcelLine): { status: Settling | 'out'; value: Money }[] {
  const [returned, invoiced] = [settledOf(line, 'returned'), settledOf(line, 'invoiced')]
  const { currency, amount } = line.value
  const soldFor = share(line, invoiced.milliCarats)
  const settled = share(line, invoiced.milliCarats + returned.milliCarats)
  const parts = [
    { status: 'invoiced' as const, amount: soldFor, count: invoiced.count },
    { status: 'returned' as const, amount: settled - soldFor, count: returned.count },
    { status: 'out' as const, amount: amount - settled, count: restOf(line).count },
  ]
  return parts
    .filter(({ count }) => count > 0)
    .map(({ status, amount }) => ({ status, value: { amount, currency } }))
}

/** What a part about to be invoiced costs: what the invoiced stones are worth with it, less what they were without. */
export function priceOf(line: ParcelLine, part: ParcelBalance): Money {
  const before = settledOf(line, 'invoiced').milliCarats
  const amount = share(line, before + part.milliCarats) - share(line, before)
  return { amount, currency: line.value.currency }
}
