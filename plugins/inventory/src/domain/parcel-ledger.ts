import { type Instant, inOrder, type Recorded, until } from './instant.ts'

/** What a parcel of loose stones holds; weight in thousandths of a carat. */
export interface ParcelBalance {
  readonly count: number
  readonly milliCarats: number
}

/** Why a parcel changed. A weight may be corrected without its count: stones are weighed again. */
export const PARCEL_MOVEMENTS = [
  'receive',
  'split_in',
  'split_out',
  'set',
  'unset',
  'sell',
  'take_back',
  'return_to_vendor',
  'lose',
  'find',
  'correct',
  'move',
  'change_ownership',
  'transfer_out',
  'transfer_in',
  'lend_on_memo',
  'return_from_memo',
] as const
export type ParcelMovementKind = (typeof PARCEL_MOVEMENTS)[number]

/** One row of a parcel's ledger; count and weight are what it adds, negative for what it takes. */
export interface ParcelMovement extends Recorded, ParcelBalance {
  readonly parcelId: string
  readonly kind: ParcelMovementKind
  readonly actor: string
  readonly reason?: string | null
}

export const EMPTY_PARCEL: ParcelBalance = { count: 0, milliCarats: 0 }

export type ParcelChange =
  | { readonly ok: true; readonly balance: ParcelBalance }
  | {
      readonly ok: false
      readonly code: 'INVENTORY_PARCEL_SHORT' | 'INVENTORY_PARCEL_REMAINDER'
      readonly message: string
    }

/**
 * The balance after a movement. Neither count nor weight may go below zero, and a parcel without stones weighs nothing:
 * the last stones take all the weight that is left.
 */
export function changeParcel(balance: ParcelBalance, change: ParcelBalance): ParcelChange {
  const after = { count: balance.count + change.count, milliCarats: balance.milliCarats + change.milliCarats }
  if (!Number.isSafeInteger(after.count) || !Number.isSafeInteger(after.milliCarats)) {
    throw new RangeError('Counts and weights of parcels are whole numbers.')
  }
  if (after.count < 0 || after.milliCarats < 0) {
    const message = `The parcel holds ${describeStones(balance)}: ${describeStones({ count: -change.count, milliCarats: -change.milliCarats })} cannot be taken.`
    return { ok: false, code: 'INVENTORY_PARCEL_SHORT', message }
  }
  if ((after.count === 0) !== (after.milliCarats === 0)) {
    const message = `The parcel would be left with ${describeStones(after)}. Take the whole rest, or correct its weight first.`
    return { ok: false, code: 'INVENTORY_PARCEL_REMAINDER', message }
  }
  return { ok: true, balance: after }
}

/** What a parcel held at an instant; empty before its first row. */
export function parcelAt(movements: Iterable<ParcelMovement>, instant: Instant): ParcelBalance {
  return until(movements, instant).reduce(
    (balance, { count, milliCarats }) => ({
      count: balance.count + count,
      milliCarats: balance.milliCarats + milliCarats,
    }),
    EMPTY_PARCEL,
  )
}

export interface ParcelFault {
  readonly parcelId: string
  readonly movement: ParcelMovement
  readonly balance: ParcelBalance
  readonly message: string
}

/** The rows of a ledger after which a parcel could not have been: less than nothing, or weight without stones. */
export function checkParcelLedger(movements: Iterable<ParcelMovement>): ParcelFault[] {
  const balances = new Map<string, ParcelBalance>()
  const faults: ParcelFault[] = []
  for (const movement of inOrder(movements)) {
    const before = balances.get(movement.parcelId) ?? EMPTY_PARCEL
    const balance = {
      count: before.count + movement.count,
      milliCarats: before.milliCarats + movement.milliCarats,
    }
    balances.set(movement.parcelId, balance)
    const change = changeParcel(before, movement)
    if (!change.ok) faults.push({ parcelId: movement.parcelId, movement, balance, message: change.message })
  }
  return faults
}

/** `3 stones of 0.120 ct`. */
export function describeStones({ count, milliCarats }: ParcelBalance): string {
  return `${count} ${count === 1 ? 'stone' : 'stones'} of ${(milliCarats / 1000).toFixed(3)} ct`
}
