import type { DocumentImport, ImportDocument } from '@bezel/core'
import { type Card, customerFromCard, properties, type ReadCard, readCards, textOf } from '../domain/index.ts'
import { customerBody } from '../import/customer-body.ts'
import { keepCard } from './keep-card.ts'

function titleOf(card: Card): string {
  return textOf(properties(card, 'fn')[0]).slice(0, 200)
}

function documentOf({ line, card, issues }: ReadCard): ImportDocument {
  if (card) return { line, title: titleOf(card), value: card }
  return { line, title: '', value: undefined, problem: issues.map(({ message }) => message).join(' ') }
}

/** What a preview shows of a card: the customer's fields, and the owned records that it has. */
function show(card: Card): Record<string, unknown> {
  const read = customerFromCard(card)
  if (!read) return {}
  const { fields, leftovers: _, ...parts } = customerBody(read.customer)
  return { ...fields, ...Object.fromEntries(Object.entries(parts).filter(([, list]) => list.length > 0)) }
}

/** Address books as vCards 2.1, 3.0 and 4.0, through the same imports as tables. */
export const cardFiles: DocumentImport = {
  format: 'vcard',
  matches: (head) => /^[^a-z]*begin:vcard\s*$/im.test(head),
  async *read(file) {
    for await (const read of readCards(file)) yield documentOf(read)
  },
  show: (card) => show(card as Card),
  async keep(ctx, card) {
    const { status } = await keepCard(ctx, card as Card, undefined)
    // A card of a group or a place is nobody to keep: nothing changes.
    return status === 'created' || status === 'updated' ? status : 'unchanged'
  },
}
