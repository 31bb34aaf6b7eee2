import { type Card, type CardIssue, type ReadOptions, readCards } from '../../../src/domain/vcard/index.ts'

/** All cards and issues of a text or of bytes, read in chunks of the given size. */
export async function readAll(source: string | Uint8Array, chunk = 65_536, options?: ReadOptions) {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += chunk) chunks.push(bytes.subarray(at, at + chunk))
  const cards: Card[] = []
  const issues: CardIssue[] = []
  for await (const read of readCards(chunks, options)) {
    if (read.card) cards.push(read.card)
    issues.push(...read.issues)
  }
  return { cards, issues }
}

/** The only card of a text. */
export async function readOne(source: string | Uint8Array): Promise<Card> {
  const { cards } = await readAll(source)
  if (cards.length !== 1) throw new Error(`expected one card, read ${cards.length}`)
  return cards[0] as Card
}

/** A card of the given lines. */
export const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n')
