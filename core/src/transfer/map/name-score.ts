import type { Phrase } from './header-words.ts'

/** How well a header names a column: 0 to 1, and the words it has beyond the name. */
export interface NameScore {
  score: number
  extra: string[]
}

/**
 * Words that tell whose or which of several, not what: `Home Phone` is a phone, `Stone Color` a color. The number ranks
 * headers that differ by them alone: less is the likelier main one. Any other extra word makes another thing of it:
 * `Company Name` is no person's name, `Compare At Price` not the price, `Certificate Image` no certificate.
 */
const QUALIFIERS: Readonly<Record<string, number>> = {
  primary: 0,
  main: 0,
  default: 0,
  preferred: 0,
  current: 0,
  our: 0,
  my: 0,
  stone: 0,
  diamond: 0,
  gem: 0,
  gemstone: 0,
  loose: 0,
  item: 0,
  product: 0,
  article: 0,
  piece: 0,
  customer: 0,
  client: 0,
  contact: 0,
  person: 0,
  member: 0,
  buyer: 0,
  guest: 0,
  grade: 1,
  info: 1,
  information: 1,
  detail: 1,
  text: 1,
  address: 1,
  variant: 1,
  vendor: 1,
  supplier: 1,
  mobile: 1,
  mailing: 2,
  postal: 2,
  billing: 3,
  shipping: 3,
  home: 3,
  personal: 3,
  private: 3,
  code: 3,
  work: 5,
  business: 5,
  office: 5,
  other: 8,
}

/** Least score at which a name alone decides. */
export const NAME_ENOUGH = 0.65

/** Compares one reading of a header with one name of a column. */
export function scoreName(header: Phrase, name: Phrase): NameScore {
  if (name.words.length === 0 || header.words.length === 0) return { score: 0, extra: [] }
  const { score, extra } = scoreWords(header, name)
  return {
    score: header.ordinal === name.ordinal ? score : score * ordinalFactor(header.ordinal, name.ordinal),
    extra,
  }
}

/** A second e-mail is an e-mail, but never before the first; a second address line is not the first one. */
function ordinalFactor(header: number, name: number): number {
  return name === 1 ? Math.max(0.4, 0.85 - 0.03 * header) : 0.4
}

function scoreWords(header: Phrase, name: Phrase): NameScore {
  if (header.words.join(' ') === name.words.join(' ')) return { score: 1, extra: [] }
  if (header.compact === name.compact) return { score: 0.99, extra: [] }
  const left = [...header.words]
  let total = 0
  let matched = 0
  for (const word of name.words) {
    const [at, likeness] = mostAlike(word, left)
    if (likeness === 0) continue
    left.splice(at, 1)
    total += likeness
    matched++
  }
  if (matched === 0) return { score: 0, extra: left }
  const likeness = total / matched
  if (matched < name.words.length)
    return { score: partial(matched / name.words.length, left) * likeness, extra: left }
  return { score: complete(header, name, left) * likeness, extra: left }
}

/** All words of the name stand in the header. */
function complete(header: Phrase, name: Phrase, extra: string[]): number {
  if (extra.length === 0) return 0.95
  const ranks = extra.map((word) => QUALIFIERS[word])
  if (ranks.every((rank) => rank !== undefined))
    return 0.88 - 0.015 * ranks.reduce((sum, rank) => sum + rank, 0)
  // The last word of an English name says what the thing is.
  return header.words.at(-1) === name.words.at(-1) ? 0.5 : 0.35
}

/** Some words of the name are missing in the header: `Stock` for stock number. */
function partial(share: number, extra: string[]): number {
  return extra.length === 0 ? 0.4 + 0.35 * share : 0.3 * share
}

function mostAlike(word: string, words: string[]): [at: number, likeness: number] {
  let best: [number, number] = [-1, 0]
  words.forEach((other, at) => {
    const likeness = alike(word, other)
    if (likeness > best[1]) best = [at, likeness]
  })
  return best
}

/** 1 for equal words, less for an abbreviation (`fluor`) or a slip of the pen (`pavillion`), 0 for others. */
function alike(name: string, header: string): number {
  if (name === header) return 1
  // Only headers abbreviate: a "statement" is no "state".
  if (name.startsWith(header) && name.length >= 6 && name.length - header.length >= 2)
    return header.length >= 4 ? 0.88 : header.length === 3 ? 0.85 : 0
  // One letter makes another word of a short one: country and county, shape and shade.
  const short = Math.min(name.length, header.length)
  const allowed = short >= 10 ? 2 : short >= 8 ? 1 : 0
  return allowed > 0 && Math.abs(name.length - header.length) <= allowed && distance(name, header) <= allowed
    ? 0.9
    : 0
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
