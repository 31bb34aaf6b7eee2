import { foldText } from './fold.ts'
import { givenNameLength, isParticle, isPrefix, isSuffix } from './name-words.ts'

/** A person's name in the parts of vCard's N. Absent parts are absent, never empty. */
export type PersonName = {
  /** Titles before the name, e.g. `Dr.`. */
  prefix?: string
  givenName?: string
  /** Middle names and initials. */
  additionalName?: string
  /** With its particles, e.g. `van der Berg`. */
  familyName?: string
  /** `Jr.`, `III`, degrees. */
  suffix?: string
  nickname?: string
}

/**
 * Splits a full name as people write it: `Dr. María José O'Neill-van der Berg Jr.`, `de la Vega, Juan Q., Jr.`,
 * `Benjamin (Ben) Franklin`, `山田 太郎`. A guess by nature: a second surname without a particle (`García Márquez`)
 * reads as a middle name. No letter is ever dropped, only blanks, commas and brackets. Never throws.
 */
export function parsePersonName(text: string): PersonName {
  const { rest, nickname } = takeNickname(text.normalize('NFC').replace(/\s+/g, ' ').trim())
  const parts = rest
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const name = isInverted(parts) ? inverted(parts) : natural(words(parts[0]), parts.slice(1))
  return present({ ...name, nickname })
}

type Parts = { [key in keyof PersonName]?: string | undefined }

/** `Berg, Anna`: the part after the first comma is a name, not only degrees. */
function isInverted(parts: string[]): boolean {
  const [first = '', second] = parts
  if (second === undefined) return false
  if (words(second).every(isSuffix)) return false
  const whole = takeSuffix(words(first)).rest.length > 1
  // After a whole name degrees need no capitals (`edward mulcahy, cpa`), and capitals are degrees that no list knows
  // (`John Doe, LUTC`) unless all is in capitals.
  if (whole && words(second.toUpperCase()).every(isSuffix)) return false
  return !(whole && first !== first.toUpperCase() && words(second).every((word) => /^[A-Z]{2,6}$/.test(word)))
}

function inverted(parts: string[]): Parts {
  const family = takeSuffix(words(parts[0]))
  const { prefix, rest } = takePrefix(words(parts[1]))
  const given = takeSuffix(rest)
  const end = givenNameLength(given.rest, 0)
  return {
    prefix: join(prefix),
    givenName: join(given.rest.slice(0, end)),
    additionalName: join(given.rest.slice(end)),
    familyName: join(family.rest),
    suffix: [join(family.suffix), join(given.suffix), ...parts.slice(2)].filter(Boolean).join(', '),
  }
}

function natural(all: string[], suffixes: string[]): Parts {
  const { prefix, rest: unprefixed } = takePrefix(all)
  const { suffix, rest } = takeSuffix(unprefixed)
  const common = { prefix: join(prefix), suffix: [join(suffix), ...suffixes].filter(Boolean).join(', ') }
  const [only] = rest
  // Mr. Smith is addressed by his family name, Cher is not.
  if (rest.length < 2)
    return prefix.length > 0 ? { ...common, familyName: only } : { ...common, givenName: only }
  if (isEastAsian(rest)) return { ...common, familyName: only, givenName: join(rest.slice(1)) }
  if (isFamilyFirst(rest)) return { ...common, ...inverted([only as string, join(rest.slice(1))]) }
  const end = givenNameLength(rest, 1)
  const start = familyStart(rest, end)
  return {
    ...common,
    givenName: join(rest.slice(0, end)),
    additionalName: join(rest.slice(end, start)),
    familyName: join(rest.slice(start)),
  }
}

/** Swanson Peter A: no family name is one letter, so the order is that of a list. */
const isFamilyFirst = (rest: string[]) =>
  rest.length > 2 && /^\p{L}\.?$/u.test(rest.at(-1) as string) && !/^\p{L}\.?$/u.test(rest[0] as string)

/** Index of the word that opens the family name, from the first one free to be it. */
function familyStart(rest: string[], first: number): number {
  const last = rest.length - 1
  for (let i = first; i < last; i++) {
    const word = rest[i] as string
    // Velasquez y Garcia; but John e Smith has an initial.
    if (/^(y|e|i)$/.test(word)) {
      if (i > first) return i - 1
    } else if (isParticle(word)) return i
    // O'Neill-van der Berg: the particle hides behind a hyphen.
    if (word.includes('-') && isParticle(word.slice(word.lastIndexOf('-') + 1))) return i
  }
  return last
}

function takePrefix(all: string[]): { prefix: string[]; rest: string[] } {
  let end = 0
  while (end < all.length - 1 && (isPrefix(all[end] as string) || joinsPrefixes(all, end))) end++
  return { prefix: all.slice(0, end), rest: all.slice(end) }
}

/** Mr. and Mrs. John Smith. */
const joinsPrefixes = (all: string[], at: number) =>
  at > 0 && /^(and|und|et|y|e|&|\+)$/i.test(all[at] as string) && isPrefix(all[at + 1] ?? '')

function takeSuffix(all: string[]): { suffix: string[]; rest: string[] } {
  let start = all.length
  while (start > 1 && isSuffix(all[start - 1] as string)) start--
  return { suffix: all.slice(start), rest: all.slice(0, start) }
}

/** Nicknames stand in brackets or quotation marks: Benjamin "Ben" Franklin. */
function takeNickname(text: string): { rest: string; nickname: string | undefined } {
  const match = /(?:^|\s)(?:\(([^()]+)\)|"([^"]+)"|“([^“”]+)”)(?=\s|,|$)/u.exec(text)
  const rest = match && `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim()
  // A name that is all bracket is no nickname.
  if (!match || !rest) return { rest: text, nickname: undefined }
  return { rest, nickname: match[1] ?? match[2] ?? match[3] }
}

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}々ー]+$/u
const isEastAsian = (rest: string[]) => rest.length === 2 && rest.every((word) => EAST_ASIAN.test(word))

const words = (text: string | undefined) => (text ?? '').split(' ').filter((word) => word !== '')
const join = (all: string[]) => all.join(' ')

function present(parts: Parts): PersonName {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as PersonName
}

/** How to print a name: all of it, as one speaks, as a letter greets, or as a list sorts. */
export type NameStyle = 'full' | 'short' | 'formal' | 'sorted'

/**
 * Prints a name. `full`: Dr. María José O'Neill-van der Berg Jr.; `short`: María José O'Neill-van der Berg;
 * `formal`: Dr. O'Neill-van der Berg; `sorted`: O'Neill-van der Berg, María José. East Asian names put the family first.
 */
export function formatPersonName(name: PersonName, style: NameStyle = 'full'): string {
  const { prefix, givenName, additionalName, familyName, suffix } = name
  const given = style === 'short' ? givenName : list(givenName, additionalName)
  if (style === 'formal' && prefix && familyName) return `${prefix} ${familyName}`
  if (style === 'sorted' && familyName && given) return `${familyName}, ${given}`
  const core =
    familyName && givenName && isEastAsian([familyName, givenName])
      ? list(familyName, given)
      : list(given, familyName)
  if (style !== 'full') return core || list(prefix, suffix) || (name.nickname ?? '')
  // Jr. and III follow the name, degrees follow a comma.
  const separator = suffix && words(suffix.split(',')[0]).every(isGeneration) ? ' ' : ', '
  return [list(prefix, core), suffix].filter(Boolean).join(separator) || (name.nickname ?? '')
}

const isGeneration = (word: string) => /^(jr|sr|jun|sen|junior|senior|[ivx]+)\.?$/i.test(word)
const list = (...all: (string | undefined)[]) => all.filter(Boolean).join(' ')

/**
 * A key that sorts people by family name, then given names, ignoring case, accents and punctuation. Particles in lower
 * case do not count (van der Berg under B, as in Germany, the Netherlands and France), capitalised ones do (De Niro
 * under D).
 */
export function nameSortKey(name: PersonName): string {
  const family = words(name.familyName)
  const start = family.findIndex((word) => !(isParticle(word) && word === word.toLowerCase()))
  const sorted = start > 0 ? [...family.slice(start), ...family.slice(0, start)] : family
  const key = (text: string) => foldText(text).replace(/[^\p{L}\p{N} ]+/gu, '')
  return [key(join(sorted)), key(list(name.givenName, name.additionalName)), key(name.suffix ?? '')].join(
    '\u0001',
  )
}

/** Up to two capitals for an avatar, e.g. `MO`; the first two characters of a single name in East Asian scripts. */
export function nameInitials(name: PersonName): string {
  const family = words(name.familyName).find((word) => !(isParticle(word) && word === word.toLowerCase()))
  const shown = [name.givenName, family ?? name.familyName].filter((part) => part !== undefined)
  const first = (text: string) => characters(text).find((char) => /[\p{L}\p{N}]/u.test(char)) ?? ''
  return shown.map(first).join('').toUpperCase() || first(name.nickname ?? '').toUpperCase()
}

const characters = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
