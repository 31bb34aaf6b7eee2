import {
  add,
  exactMetalValue,
  formatWeight,
  fromCentigrams,
  multiply,
  type PreciousMetal,
  type Rational,
  rational,
  roundToInteger,
  type SpotPrice,
  toDecimal,
} from './units.ts'

/** Money here is an integer number of minor units of the rule's currency. */
export type Minor = bigint

/** Percentages are integer basis points: 250 is 2.5 %. */
export type BasisPoints = number

export interface MetalContent {
  readonly metal: PreciousMetal
  /** Net weight of the alloy in hundredths of a gram. */
  readonly netCentigrams: number
  /** Part of pure metal, from `purityOfFineness` or `purityOfKarat`. */
  readonly purity: Rational
}

/** What a piece is made of and cost, in minor units. */
export interface CostParts {
  readonly metals: readonly MetalContent[]
  readonly stones: Minor
  readonly labour: Minor
  readonly other: Minor
}

export type SpotPrices = Readonly<Partial<Record<PreciousMetal, SpotPrice>>>

export interface MetalCostRule {
  /** Metal lost in making, on top of the net weight. */
  readonly metalLoss?: BasisPoints
  /** What the refiner or mill asks above spot; negative for a discount. */
  readonly metalPremium?: BasisPoints
}

export type PriceStep =
  | 'metal'
  | 'metal_loss'
  | 'metal_premium'
  | 'stones'
  | 'labour'
  | 'other'
  | 'cost'
  | 'markup'
  | 'min_margin'
  | 'floor'
  | 'ceiling'
  | 'max_change'
  | 'charm'
  | 'book_cost'
  | 'price'

/** One line of the explanation: what the step adds (cost lines), or the price after it. */
export interface PriceLine {
  readonly step: PriceStep
  readonly text: string
  readonly amount: Minor
}

/** The cost, which is the sum of its lines, or the metal whose spot price is missing. */
export type PieceCost =
  | { readonly ok: true; readonly cost: Minor; readonly lines: readonly PriceLine[] }
  | { readonly ok: false; readonly missingSpot: PreciousMetal }

/** Builds up the cost of a piece. Every line is rounded to minor units, halves up; the cost is the sum of the lines. */
export function pieceCost(parts: CostParts, spots: SpotPrices, rule: MetalCostRule = {}): PieceCost {
  const lines: PriceLine[] = []
  for (const content of parts.metals) {
    const spot = spots[content.metal]
    if (!spot) return { ok: false, missingSpot: content.metal }
    lines.push(...metalLines(content, spot, rule))
  }
  const bought = [
    { step: 'stones', text: 'Stones', amount: parts.stones },
    { step: 'labour', text: 'Labour', amount: parts.labour },
    { step: 'other', text: 'Other cost', amount: parts.other },
  ] as const
  lines.push(...bought.filter(({ amount }) => amount !== 0n))
  const cost = lines.reduce((sum, { amount }) => sum + amount, 0n)
  return { ok: true, cost, lines: [...lines, { step: 'cost', text: 'Cost', amount: cost }] }
}

function metalLines(content: MetalContent, spot: SpotPrice, rule: MetalCostRule): PriceLine[] {
  const { metal, netCentigrams, purity } = content
  const exact = exactMetalValue(netCentigrams, purity, spot)
  const value = roundToInteger(exact)
  const withLoss = multiply(exact, factor(rule.metalLoss ?? 0))
  const loss = roundToInteger(withLoss) - value
  const premium = roundToInteger(multiply(withLoss, factor(rule.metalPremium ?? 0))) - value - loss
  const weight = formatWeight(fromCentigrams(netCentigrams), { decimals: 2 })
  const fineness = toDecimal(multiply(purity, rational(1000n)), 1)
  const lines: PriceLine[] = [
    { step: 'metal', text: `${weight} ${metal} ${fineness} ‰ at spot`, amount: value },
  ]
  if (rule.metalLoss)
    lines.push({ step: 'metal_loss', text: `Loss in making ${percent(rule.metalLoss)}`, amount: loss })
  if (rule.metalPremium)
    lines.push({
      step: 'metal_premium',
      text: `Premium on ${metal} ${percent(rule.metalPremium)}`,
      amount: premium,
    })
  return lines
}

/** 1 + the percentage, exact. */
export function factor(basisPoints: BasisPoints): Rational {
  return add(rational(1n), rational(BigInt(basisPoints), 10_000n))
}

/** `2.5 %`. */
export function percent(basisPoints: BasisPoints): string {
  return `${toDecimal(rational(BigInt(basisPoints), 100n), 2)} %`
}
