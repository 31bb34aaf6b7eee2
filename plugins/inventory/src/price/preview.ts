import type { Context, RecordOf } from '@bezel/core'
import type { PriceLine, SpotPrices } from '../domain/piece-cost.ts'
import { type PreviewOutcome, previewPrices } from '../domain/price-preview.ts'
import type { PriceRule as Rule } from '../domain/price-rule.ts'
import type { PriceRule } from '../entities/price-rule.ts'
import { type LatestSpot, latestSpots, nextPieces, type RepricedPiece, spotsFor } from './batch.ts'
import { type PriceParameters, ruleOf } from './parameters.ts'

export type PriceRuleRecord = RecordOf<typeof PriceRule>

/** What a rule would make of one piece. */
export interface PreviewedPiece {
  id: string
  itemNumber: string
  name: string
  outcome: PreviewOutcome
  current: { amount: number; currency: string } | null
  price: { amount: number; currency: string } | null
  flags: string[]
  needsReview: boolean
  /** Why there is no price. */
  refusal: string | null
  explanation: { step: string; text: string; amount: number }[]
}

const printed = ({ step, text, amount }: PriceLine) => ({ step, text, amount: Number(amount) })

function foreign(piece: RepricedPiece, currency: string): PreviewedPiece {
  const { id, itemNumber, name, current } = piece
  const refusal = `The piece has amounts in ${piece.otherCurrency}, the rule is in ${currency}. Enter them in one currency.`
  const nothing = { price: null, flags: [], needsReview: false, explanation: [] }
  return { id, itemNumber, name, current, outcome: 'refused', refusal, ...nothing }
}

/** Prices pieces in memory, changing nothing. */
export function previewed(pieces: RepricedPiece[], rule: Rule, spots: SpotPrices): PreviewedPiece[] {
  const { currency } = rule
  const rows = new Map(
    previewPrices(
      pieces.filter(({ otherCurrency }) => !otherCurrency),
      rule,
      spots,
    ).rows.map((row) => [row.id, row]),
  )
  return pieces.map((piece) => {
    const row = rows.get(piece.id)
    if (!row) return foreign(piece, currency)
    const { id, itemNumber, name, current } = piece
    const { result, outcome } = row
    const base = { id, itemNumber, name, current, outcome }
    if (!result.ok)
      return { ...base, price: null, flags: [], needsReview: false, refusal: result.message, explanation: [] }
    const { flags, needsReview, lines } = result
    const price = { amount: Number(result.price), currency }
    return { ...base, price, flags: [...flags], needsReview, refusal: null, explanation: lines.map(printed) }
  })
}

export interface Preview {
  counts: Record<PreviewOutcome, number>
  currentTotal: number
  newTotal: number
  currency: string
  spots: LatestSpot[]
  rows: PreviewedPiece[]
  nextCursor: string | null
}

const batchSize = 1000

/** All pieces of a rule, a batch at a time. */
async function* batches(
  ctx: Context,
  category: string | null,
  currency: string,
): AsyncGenerator<RepricedPiece[]> {
  let after: string | undefined
  for (;;) {
    const pieces = await nextPieces(ctx, { category, currency, after, limit: batchSize })
    yield pieces
    if (pieces.length < batchSize) return
    after = pieces.at(-1)?.id
  }
}

/** What a rule would do to all its pieces: counts and sums over all of them, and one page of them explained. */
export async function preview(
  ctx: Context,
  { parameters, category }: Pick<PriceRuleRecord, 'parameters' | 'category'>,
  page: { limit: number; cursor?: string | undefined; outcome?: string | undefined },
): Promise<Preview> {
  const rule = ruleOf(parameters as PriceParameters)
  const { currency } = rule
  const spots = (await latestSpots(ctx)).filter((spot) => spot.currency === currency)
  const counts = { raised: 0, lowered: 0, unchanged: 0, new: 0, review: 0, refused: 0 }
  const totals = { currentTotal: 0, newTotal: 0 }
  const rows: PreviewedPiece[] = []
  const isWanted = ({ id, outcome }: PreviewedPiece) =>
    (!page.cursor || id > page.cursor) && (!page.outcome || outcome === page.outcome)
  for await (const pieces of batches(ctx, category, currency)) {
    const priced = previewed(pieces, rule, spotsFor(spots, currency))
    for (const { outcome, price, current } of priced) {
      counts[outcome]++
      if (!price || !current) continue
      totals.currentTotal += current.amount
      totals.newTotal += price.amount
    }
    rows.push(...priced.filter(isWanted).slice(0, page.limit + 1 - rows.length))
  }
  const kept = rows.slice(0, page.limit)
  const nextCursor = rows.length > page.limit ? (kept.at(-1)?.id ?? null) : null
  return { counts, ...totals, currency, spots, rows: kept, nextCursor }
}
