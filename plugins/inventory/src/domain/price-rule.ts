import { type CharmRule, charmPrice } from './charm-price.ts'
import {
  type BasisPoints,
  type CostParts,
  factor,
  type MetalCostRule,
  type Minor,
  type PriceLine,
  percent,
  pieceCost,
  type SpotPrices,
} from './piece-cost.ts'
import { type GuardrailFlag, type Guardrails, guardPrice, priceForMargin } from './price-guardrails.ts'
import { multiply, type PreciousMetal, rational, roundToInteger, toDecimal } from './units.ts'

/** How a price follows from cost. Keystone is twice the cost; a multiple is in hundredths (250 is 2.5 times). */
export type Pricing =
  | { readonly kind: 'markup'; readonly markup: BasisPoints }
  | { readonly kind: 'margin'; readonly margin: BasisPoints }
  | { readonly kind: 'keystone' }
  | { readonly kind: 'multiple'; readonly hundredths: number }

/** A rule that prices pieces from the metal's spot price; all money in minor units of its currency. */
export interface PriceRule extends MetalCostRule {
  readonly currency: string
  readonly pricing: Pricing
  readonly charm?: CharmRule
  readonly guardrails?: Guardrails
}

export interface PricedPiece extends CostParts {
  readonly currentPrice?: Minor
  /** What the piece stands in the books with: a price below that is never set unseen. */
  readonly bookCost?: Minor
  /** Stones in it whose cost nobody entered: without that no price can follow from cost. */
  readonly uncostedStones?: number
}

export interface PriceSet {
  readonly ok: true
  readonly cost: Minor
  readonly price: Minor
  readonly flags: readonly GuardrailFlag[]
  /** Whether a person should look before it is applied: limits contradicted each other, or the change was cut. */
  readonly needsReview: boolean
  /** Every step with its amount, the last one is the price. */
  readonly lines: readonly PriceLine[]
}

export type PriceRefusalCode =
  | 'INVENTORY_PRICE_RULE_INVALID'
  | 'INVENTORY_SPOT_PRICE_MISSING'
  | 'INVENTORY_COST_MISSING'

export interface PriceRefused {
  readonly ok: false
  readonly code: PriceRefusalCode
  readonly message: string
}

export type PriceResult = PriceSet | PriceRefused

/** The price of a piece under a rule, with every step explained. Nothing is thrown; a refusal says what is missing. */
export function priceOf(piece: PricedPiece, rule: PriceRule, spots: SpotPrices): PriceResult {
  const problems = checkPriceRule(rule)
  if (problems.length > 0)
    return { ok: false, code: 'INVENTORY_PRICE_RULE_INVALID', message: problems.join(' ') }
  if (piece.uncostedStones) {
    const message = `The cost of ${piece.uncostedStones} of its stones is not known. Enter what they cost.`
    return { ok: false, code: 'INVENTORY_COST_MISSING', message }
  }
  const cost = pieceCost(piece, spots, rule)
  if (!cost.ok) return missingSpot(cost.missingSpot)
  if (cost.cost <= 0n) {
    const message = 'The piece has no cost to price it from. Enter its metal, stones or labour.'
    return { ok: false, code: 'INVENTORY_COST_MISSING', message }
  }
  const wanted = wantedPrice(cost.cost, rule.pricing)
  const guarded = guardPrice(wanted.amount, cost.cost, piece.currentPrice, rule.guardrails ?? {})
  const charmed = rule.charm && charmPrice(guarded.price, rule.charm, guarded.least, guarded.most)
  const price = charmed ?? guarded.price
  const rounding: PriceLine[] =
    charmed === undefined ? [] : [{ step: 'charm', text: 'Rounded to a charm price', amount: charmed }]
  const loss = belowCost(price, piece.bookCost)
  const flags = [...guarded.flags, ...loss.flags]
  const lines = [
    ...cost.lines,
    wanted,
    ...guarded.lines,
    ...rounding,
    ...loss.lines,
    { step: 'price', text: 'Price', amount: price } as const,
  ]
  return {
    ok: true,
    cost: cost.cost,
    price,
    flags,
    needsReview: flags.some(asksForReview),
    lines,
  }
}

/** Metal of the day may say less than was paid: then a person decides. */
function belowCost(
  price: Minor,
  bookCost: Minor | undefined,
): { flags: GuardrailFlag[]; lines: PriceLine[] } {
  if (bookCost === undefined || price >= bookCost) return { flags: [], lines: [] }
  return {
    flags: ['below_cost'],
    lines: [{ step: 'book_cost', text: 'Less than it stands in the books with', amount: bookCost }],
  }
}

const reviewed: ReadonlySet<GuardrailFlag> = new Set([
  'change_limited',
  'below_margin',
  'below_floor',
  'above_ceiling',
  'below_cost',
])

function asksForReview(flag: GuardrailFlag): boolean {
  return reviewed.has(flag)
}

function wantedPrice(cost: Minor, pricing: Pricing): PriceLine {
  switch (pricing.kind) {
    case 'markup':
      return markup(
        `Markup of ${percent(pricing.markup)}`,
        roundToInteger(multiply(rational(cost), factor(pricing.markup))),
      )
    case 'margin':
      return markup(
        `Margin of ${percent(pricing.margin)}`,
        roundToInteger(priceForMargin(cost, pricing.margin)),
      )
    case 'keystone':
      return markup('Keystone: twice the cost', cost * 2n)
    case 'multiple': {
      const times = rational(BigInt(pricing.hundredths), 100n)
      return markup(`${toDecimal(times, 2)} times the cost`, roundToInteger(multiply(rational(cost), times)))
    }
  }
}

function markup(text: string, amount: Minor): PriceLine {
  return { step: 'markup', text, amount }
}

function missingSpot(metal: PreciousMetal): PriceRefused {
  const message = `There is no spot price for ${metal}. Enter one, or leave out pieces of ${metal}.`
  return { ok: false, code: 'INVENTORY_SPOT_PRICE_MISSING', message }
}

/** What is wrong with a rule, one sentence each; an empty list when it can be used. */
export function checkPriceRule(rule: PriceRule): string[] {
  const { minMargin, floor, ceiling, maxChange } = rule.guardrails ?? {}
  const percentages: [string, BasisPoints | undefined, number, number][] = [
    ['loss in making', rule.metalLoss, 0, 10_000],
    ['premium on metal', rule.metalPremium, -10_000, 100_000],
    ['least margin', minMargin, 0, 9_999],
    ['greatest change', maxChange, 0, 10_000],
    ['markup', rule.pricing.kind === 'markup' ? rule.pricing.markup : undefined, 0, 1_000_000],
    ['margin', rule.pricing.kind === 'margin' ? rule.pricing.margin : undefined, 0, 9_999],
    ['multiple', rule.pricing.kind === 'multiple' ? rule.pricing.hundredths : undefined, 1, 100_000],
  ]
  const problems = percentages
    .filter(
      ([, value, least, most]) =>
        value !== undefined && !(Number.isInteger(value) && value >= least && value <= most),
    )
    .map(
      ([name, value, least, most]) =>
        `The ${name} of ${value} must be a whole number from ${least} to ${most}.`,
    )
  if ((floor ?? 0n) < 0n) problems.push('The lowest price cannot be negative.')
  if (floor !== undefined && ceiling !== undefined && floor > ceiling)
    problems.push('The lowest price is above the highest one.')
  return [...problems, ...checkCharm(rule.charm)]
}

function checkCharm(charm: CharmRule | undefined): string[] {
  if (!charm) return []
  if (charm.every <= 0n) return ['The step of charm prices must be above 0.']
  if (charm.endings.length === 0) return ['Charm prices need at least one ending.']
  const outside = charm.endings.some((ending) => ending < 0n || ending >= charm.every)
  return outside ? ['Every ending of charm prices must be at least 0 and below the step.'] : []
}
