import type { Minor, SpotPrices } from './piece-cost.ts'
import { type PricedPiece, type PriceResult, type PriceRule, priceOf } from './price-rule.ts'

export interface PreviewPiece extends PricedPiece {
  readonly id: string
}

export type PreviewOutcome = 'raised' | 'lowered' | 'unchanged' | 'new' | 'review' | 'refused'

export interface PreviewRow {
  readonly id: string
  readonly current: Minor | undefined
  readonly result: PriceResult
  /** `review` wins over what the price does: such rows are not applied without a person's word. */
  readonly outcome: PreviewOutcome
}

export interface PricePreview {
  readonly rows: readonly PreviewRow[]
  readonly counts: Readonly<Record<PreviewOutcome, number>>
  /** Sums over the rows that have both prices: what the run changes in the value at retail. */
  readonly currentTotal: Minor
  readonly newTotal: Minor
}

/** What a rule would do to many pieces, changing nothing. */
export function previewPrices(
  pieces: Iterable<PreviewPiece>,
  rule: PriceRule,
  spots: SpotPrices,
): PricePreview {
  const counts = { raised: 0, lowered: 0, unchanged: 0, new: 0, review: 0, refused: 0 }
  const rows: PreviewRow[] = []
  let [currentTotal, newTotal] = [0n, 0n]
  for (const piece of pieces) {
    const result = priceOf(piece, rule, spots)
    const outcome = outcomeOf(result, piece.currentPrice)
    rows.push({ id: piece.id, current: piece.currentPrice, result, outcome })
    counts[outcome]++
    if (!result.ok || piece.currentPrice === undefined) continue
    currentTotal += piece.currentPrice
    newTotal += result.price
  }
  return { rows, counts, currentTotal, newTotal }
}

function outcomeOf(result: PriceResult, current: Minor | undefined): PreviewOutcome {
  if (!result.ok) return 'refused'
  if (result.needsReview) return 'review'
  if (current === undefined) return 'new'
  if (result.price === current) return 'unchanged'
  return result.price > current ? 'raised' : 'lowered'
}
