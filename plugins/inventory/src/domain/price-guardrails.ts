import { type BasisPoints, factor, type Minor, type PriceLine, percent } from './piece-cost.ts'
import { multiply, type Rational, rational, roundToInteger } from './units.ts'

/** Limits that no price leaves; where they contradict each other, the later one here wins and the piece needs review. */
export interface Guardrails {
  /** Least margin of the price: 3000 is 30 %. */
  readonly minMargin?: BasisPoints
  readonly floor?: Minor
  readonly ceiling?: Minor
  /** How far one run may move the current price, up or down. */
  readonly maxChange?: BasisPoints
}

export type GuardrailFlag =
  | 'raised_to_margin'
  | 'raised_to_floor'
  | 'lowered_to_ceiling'
  | 'change_limited'
  | 'below_margin'
  | 'below_floor'
  | 'above_ceiling'
  | 'below_cost'

export interface GuardedPrice {
  readonly price: Minor
  readonly flags: readonly GuardrailFlag[]
  readonly lines: readonly PriceLine[]
  /** What a later rounding must not leave. */
  readonly least: Minor
  readonly most: Minor | undefined
}

interface Limit {
  readonly least?: Minor
  readonly most?: Minor
  readonly flag: GuardrailFlag
  readonly line: (amount: Minor) => PriceLine
}

/** Holds a wanted price within the guardrails. */
export function guardPrice(
  wanted: Minor,
  cost: Minor,
  current: Minor | undefined,
  guardrails: Guardrails,
): GuardedPrice {
  let state: GuardedPrice = { price: wanted, flags: [], lines: [], least: 0n, most: undefined }
  for (const limit of limitsOf(cost, current, guardrails)) state = applyLimit(state, limit)
  return { ...state, flags: [...state.flags, ...brokenLimits(state.price, cost, guardrails)] }
}

/** The least price that leaves a margin: cost / (1 − margin), rounded up. */
export function priceForMargin(cost: Minor, margin: BasisPoints): Rational {
  return multiply(rational(cost), rational(10_000n, BigInt(10_000 - margin)))
}

function limitsOf(
  cost: Minor,
  current: Minor | undefined,
  { minMargin, floor, ceiling, maxChange }: Guardrails,
): Limit[] {
  const limits: Limit[] = []
  if (minMargin !== undefined) {
    const least = roundToInteger(priceForMargin(cost, minMargin), 'up')
    limits.push({
      least,
      flag: 'raised_to_margin',
      line: line('min_margin', `Least margin ${percent(minMargin)}`),
    })
  }
  if (floor !== undefined)
    limits.push({ least: floor, flag: 'raised_to_floor', line: line('floor', 'Lowest price allowed') })
  if (ceiling !== undefined)
    limits.push({ most: ceiling, flag: 'lowered_to_ceiling', line: line('ceiling', 'Highest price allowed') })
  if (maxChange !== undefined && current !== undefined) {
    const least = roundToInteger(multiply(rational(current), factor(-maxChange)), 'up')
    const most = roundToInteger(multiply(rational(current), factor(maxChange)), 'down')
    limits.push({
      least,
      most,
      flag: 'change_limited',
      line: line('max_change', `At most ${percent(maxChange)} of change`),
    })
  }
  return limits
}

function line(step: PriceLine['step'], text: string): (amount: Minor) => PriceLine {
  return (amount) => ({ step, text, amount })
}

/** A later limit pushes earlier ones aside where both cannot hold. */
function applyLimit(state: GuardedPrice, limit: Limit): GuardedPrice {
  const least = pushed(highest(state.least, limit.least), limit.most, (bound, cap) => bound > cap)
  const most = pushed(lowest(state.most, limit.most), limit.least, (bound, cap) => bound < cap)
  const price = clamp(state.price, least ?? 0n, most)
  if (price === state.price) return { ...state, least: least ?? 0n, most }
  return {
    price,
    least: least ?? 0n,
    most,
    flags: [...state.flags, limit.flag],
    lines: [...state.lines, limit.line(price)],
  }
}

function pushed(
  bound: Minor | undefined,
  cap: Minor | undefined,
  beyond: (bound: Minor, cap: Minor) => boolean,
): Minor | undefined {
  return bound !== undefined && cap !== undefined && beyond(bound, cap) ? cap : bound
}

function highest(a: Minor, b: Minor | undefined): Minor {
  return b !== undefined && b > a ? b : a
}

function lowest(a: Minor | undefined, b: Minor | undefined): Minor | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return b < a ? b : a
}

function clamp(price: Minor, least: Minor, most: Minor | undefined): Minor {
  const raised = price < least ? least : price
  return most !== undefined && raised > most ? most : raised
}

/** The limits that the price does not keep in the end, because another one forbade it. */
export function brokenLimits(
  price: Minor,
  cost: Minor,
  { minMargin, floor, ceiling }: Guardrails,
): GuardrailFlag[] {
  const broken: GuardrailFlag[] = []
  if (minMargin !== undefined && price < roundToInteger(priceForMargin(cost, minMargin), 'up'))
    broken.push('below_margin')
  if (floor !== undefined && price < floor) broken.push('below_floor')
  if (ceiling !== undefined && price > ceiling) broken.push('above_ceiling')
  return broken
}
