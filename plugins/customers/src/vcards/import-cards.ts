import { type Context, Problem } from '@bezel/core'
import { type CardSource, readCards } from '../domain/index.ts'
import { cardsUnreadable, tooManyCards } from '../errors.ts'
import { type KeptCard, keepCard } from './keep-card.ts'

/** One card of a file and what became of it. */
export interface CardReport extends KeptCard {
  /** Where the card begins in the file, from 1. */
  line: number
}

const MAX_CARDS = 5000

/**
 * Imports the cards of a file, each for itself: one that fails leaves the others.
 * @throws Problem CUSTOMERS_CARDS_UNREADABLE, CUSTOMERS_TOO_MANY_CARDS
 */
export async function importCards(
  ctx: Context,
  source: CardSource,
  country: string | undefined,
): Promise<CardReport[]> {
  const reports: CardReport[] = []
  let seen = false
  for await (const { line, card, issues } of readCards(source)) {
    const heard = issues.map(({ message }) => message)
    if (!card) {
      reports.push({ line, status: 'failed', messages: heard })
      continue
    }
    seen = true
    if (reports.length >= MAX_CARDS) throw new Problem(tooManyCards)
    const kept = await ctx.attempt(() => keepCard(ctx, card, country))
    reports.push(
      kept instanceof Problem
        ? {
            line,
            status: 'failed',
            messages: [
              ...heard,
              kept.message,
              ...kept.errors.map(({ pointer, message }) => `${pointer} ${message}`),
            ],
          }
        : { line, ...kept, messages: [...heard, ...kept.messages] },
    )
  }
  if (!seen) throw new Problem(cardsUnreadable)
  return reports
}
