import type { Money } from '@bezel/core'
import { rational, roundToInteger } from '../domain/units.ts'

/** 1.234 → 1234, exact for the three decimals that an input may have. */
export function milliCarats(carat: number): number {
  return Math.round(carat * 1000)
}

/** What stones of a parcel cost together, rounded to minor units; null where the parcel tells no cost. */
export function costOf({ costPerCarat }: { costPerCarat: Money | null }, thousandths: number): Money | null {
  if (!costPerCarat) return null
  const exact = rational(BigInt(costPerCarat.amount) * BigInt(thousandths), 1000n)
  return { amount: Number(roundToInteger(exact)), currency: costPerCarat.currency }
}

/** What a carat costs of stones that cost so much together, rounded to minor units. */
export function perCarat({ amount, currency }: Money, thousandths: number): Money {
  return { amount: Number(roundToInteger(rational(BigInt(amount) * 1000n, BigInt(thousandths)))), currency }
}
