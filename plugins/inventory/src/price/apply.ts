import { type Context, Problem } from '@bezel/core'
import { Piece } from '../entities/piece.ts'
import { PriceChange, PriceRule } from '../entities/price-rule.ts'
import { priceRuleInactive, spotPriceChanged } from '../errors.ts'
import { pricesApplied } from '../events.ts'
import { latestSpots, nextPieces, spotsFor } from './batch.ts'
import { type PriceParameters, ruleOf } from './parameters.ts'
import { type PreviewedPiece, previewed } from './preview.ts'

export interface Application {
  /** Only these pieces; all that the rule prices unless told. */
  pieceIds?: string[] | undefined
  /** Pieces needing review that a person looked at. */
  reviewedIds?: string[] | undefined
  /** Ids of the spot prices that the preview showed; another one since then refuses. */
  spotIds?: string[] | undefined
  /** Where the last batch ended. */
  cursor?: string | undefined
  limit: number
}

async function setPrices(ctx: Context, ruleId: string, rows: PreviewedPiece[]): Promise<void> {
  await ctx.records(Piece).updateMany(rows.map(({ id, price }) => ({ id, changes: { price } })))
  await ctx.records(PriceChange).createMany(
    rows.map(({ id: pieceId, current: before, price: after, explanation }) => ({
      pieceId,
      priceRuleId: ruleId,
      at: ctx.now.toISOString(),
      before,
      after: after as NonNullable<typeof after>,
      explanation,
      actor: ctx.actor.name,
    })),
  )
}

function isApplied({ outcome, id, price, current }: PreviewedPiece, reviewed: ReadonlySet<string>): boolean {
  if (price === null || (price.amount === current?.amount && price.currency === current.currency))
    return false
  return outcome !== 'review' || reviewed.has(id)
}

/**
 * Sets the prices of the next batch of pieces; call it again with `nextCursor` until that is null. Prices that need
 * review are left alone unless a person named the piece. Every change keeps its explanation.
 */
export async function applyPrices(ctx: Context, ruleId: string, application: Application) {
  const { category, parameters, active } = await ctx.records(PriceRule).lock(ruleId)
  if (!active) throw new Problem(priceRuleInactive)
  const rule = ruleOf(parameters as PriceParameters)
  const { currency } = rule
  const spots = await latestSpots(ctx)
  const known = application.spotIds
  if (known && spots.some((spot) => spot.currency === currency && !known.includes(spot.id)))
    throw new Problem(spotPriceChanged)
  const { pieceIds, cursor: after, limit } = application
  const ids = (await nextPieces(ctx, { category, currency, pieceIds, after, limit })).map(({ id }) => id)
  // Locked first, then read again: a price or status that somebody changed meanwhile is taken as it is now.
  await ctx.records(Piece).lockMany(ids)
  const pieces = await nextPieces(ctx, { category, currency, pieceIds: ids, limit })
  const reviewed = new Set(application.reviewedIds)
  const rows = previewed(pieces, rule, spotsFor(spots, currency))
  const applied = rows.filter((row) => isApplied(row, reviewed))
  await setPrices(ctx, ruleId, applied)
  await ctx.records(PriceRule).update(ruleId, { lastRunAt: ctx.now.toISOString() })
  if (applied.length > 0) ctx.emit(pricesApplied, { priceRuleId: ruleId, pieces: applied.length })
  return {
    applied: applied.length,
    skipped: rows.filter(({ outcome, id }) => outcome === 'review' && !reviewed.has(id)).length,
    refused: rows.filter(({ outcome }) => outcome === 'refused').length,
    nextCursor: ids.length < limit ? null : (ids.at(-1) ?? null),
  }
}
