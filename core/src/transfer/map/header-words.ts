import { foldText } from '../../text/fold.ts'

/** A header or a column's name as comparable words. */
export interface Phrase {
  words: string[]
  /** All letters as written, for `HeartsandArrows`. */
  compact: string
  /** `2` of `E-mail 2`; 1 where there is none. */
  ordinal: number
}

const UNITS_IN_BRACKETS =
  /[([]\s*(?:mm|cm|in|inch|inches|ct|cts|carats?|g|gr|gm|grams?|kg|oz|dwt|%|pct|percent|usd|eur|gbp|chf|html|text|optional|required|yyyy-mm-dd|[$€£])\s*[)\]]/gi

/** Spellings of one word, after case, accents and plural are gone. */
const SAME_WORD: Readonly<Record<string, string>> = {
  no: 'number',
  nr: 'number',
  num: 'number',
  nbr: 'number',
  numero: 'number',
  nummer: 'number',
  qty: 'quantity',
  qnty: 'quantity',
  qnt: 'quantity',
  tel: 'phone',
  telephone: 'phone',
  telefon: 'phone',
  telefono: 'phone',
  ph: 'phone',
  mob: 'mobile',
  cell: 'mobile',
  cellphone: 'mobile',
  cellular: 'mobile',
  mail: 'email',
  addr: 'address',
  adresse: 'address',
  desc: 'description',
  descr: 'description',
  amt: 'amount',
  img: 'image',
  pic: 'image',
  picture: 'image',
  photo: 'image',
  pct: 'percent',
  percentage: 'percent',
  perc: 'percent',
  wt: 'weight',
  wgt: 'weight',
  wght: 'weight',
  ct: 'carat',
  cert: 'certificate',
  certification: 'certificate',
  colour: 'color',
  grey: 'gray',
  jewellery: 'jewelry',
  centre: 'center',
  organisation: 'organization',
  org: 'organization',
  id: 'id',
  identifier: 'id',
  identification: 'id',
  ref: 'reference',
  dob: 'birthday',
  uri: 'url',
  link: 'url',
  cat: 'category',
  meas: 'measurement',
}
/** Words that say nothing about which column it is. */
const NOISE = new Set(['value', 'the', 'of', 'in', 'a', 'an', 'your', 'field', 'column', 'and'])

/**
 * `VendorStockNumber`, `Vendor-Stock #` and `vendor stock no.` are the same words. Brackets with a unit are dropped,
 * others count: a girdle has a `(thinnest)` and a `(thickest)` place.
 */
export function toPhrase(header: string): Phrase {
  const spaced = header
    .replace(UNITS_IN_BRACKETS, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/\be[-\s]?mail/gi, 'email')
    .replace(/%/g, ' percent ')
    .replace(/[#№]|\bn[°º]/gi, ' number ')
    .replace(/(\p{L})['’]s\b/gu, '$1')
  const found = foldText(spaced)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const digits = found.filter((word) => /^\d{1,2}$/.test(word))
  const named = found.filter((word) => !/^\d+$/.test(word)).map((word) => sameWord(word, found.length))
  const telling = named.filter((word) => !NOISE.has(word))
  const words = telling.length > 0 ? telling : named
  return { words, compact: found.join('').replace(/\d+/g, ''), ordinal: Number(digits[0] ?? 1) || 1 }
}

function sameWord(word: string, count: number): string {
  const one = singular(word)
  // "No" alone is an answer, not a number.
  if (one === 'no' && count === 1) return one
  return Object.hasOwn(SAME_WORD, one) ? (SAME_WORD[one] as string) : one
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word))
    return word.length === 3 && /^(ct|no|id)s$/.test(word) ? word.slice(0, 2) : word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/** A `/` that divides (price by carat) rather than offering another word (state or province). */
const PER = /\/\s*(ct|cts|carats?|unit|each|ea|pc|pcs|piece|g|gr|grams?|kg|oz|ozt|dwt|mm|month|year|hour)\b/i

/** The header, and each word that a `/` in it offers instead: `Mailing Zip/Postal Code` is a zip code and a postal code. */
export function readings(header: string): Phrase[] {
  const whole = toPhrase(header)
  // Of nested JSON: `diamond.carat`.
  const last = /[\p{L}_]\.([\p{L}_]+)$/u.exec(header)?.[1]
  if (last) return [whole, toPhrase(last)]
  const match = /([\p{L}\p{N}]+)\s*\/\s*([\p{L}\p{N}]+)/u.exec(header)
  if (!match || PER.test(header)) return [whole]
  const [both, first = '', second = ''] = match
  return [whole, toPhrase(header.replace(both, first)), toPhrase(header.replace(both, second))]
}
