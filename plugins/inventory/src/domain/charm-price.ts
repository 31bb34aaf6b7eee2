import type { Minor } from './piece-cost.ts'

/** Prices that end as the shop likes: every 100.00 at 95.00 and 00.00 is `{ every: 10000n, endings: [9500n, 0n] }`. */
export interface CharmRule {
  /** The step after which the endings repeat, in minor units. */
  readonly every: Minor
  /** Endings within the step, each at least 0 and below it. */
  readonly endings: readonly Minor[]
  readonly rounding: 'up' | 'down' | 'nearest'
}

/**
 * The charm price next to an amount that lies within the limits (both inclusive), or undefined where neither neighbour
 * does. Where the rounding would leave a limit, the neighbour on the other side is taken; of two equally near the
 * higher. Never 0.
 */
export function charmPrice(
  amount: Minor,
  rule: CharmRule,
  least: Minor = 1n,
  most?: Minor,
): Minor | undefined {
  const down = charmPricesAround(amount, rule).findLast((price) => price <= amount)
  const up = charmPricesAround(amount, rule).find((price) => price >= amount)
  const [lower, higher] = [down, up].map((price) =>
    price !== undefined && price > 0n && price >= least && (most === undefined || price <= most)
      ? price
      : undefined,
  )
  if (lower === undefined || higher === undefined) return lower ?? higher
  if (rule.rounding !== 'nearest') return rule.rounding === 'up' ? higher : lower
  return amount - lower < higher - amount ? lower : higher
}

/** The charm prices of the step that the amount is in and of both its neighbours, in order. */
function charmPricesAround(amount: Minor, { every, endings }: CharmRule): Minor[] {
  const base = (amount / every) * every
  const prices = [base - every, base, base + every].flatMap((step) => endings.map((ending) => step + ending))
  return prices.sort((a, b) => (a < b ? -1 : 1))
}
