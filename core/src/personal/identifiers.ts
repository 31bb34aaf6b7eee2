import { parsePhone } from '../text/phone.ts'

/** What a text can name a person by. */
export interface Identifiers {
  /** Regular expression (PostgreSQL, case ignored) of the person's names and addresses as they are written. */
  written: string
  /** Regular expression of the person's telephone numbers, whatever stands between their digits. */
  numbers: string
  /** `LIKE` patterns over folded words with a blank on either side: `% ann bell %`. */
  folded: string[]
  /** Words that stand all together in a row of a table about the person, in whatever columns. */
  words: string[][]
}

/** What may stand between two digits: blanks, dashes, brackets, in `+1 (212) 555-0142`. */
const GAP = '[^[:alnum:]]{0,3}'
const spaced = (digits: string) => [...digits].join(GAP)
/** Shorter ones are parts of anything. */
const LEAST_DIGITS = 7

/** A telephone number as people write it: with its country's code or the nought before the area's, or with neither. */
function numberPattern(text: string): string | undefined {
  const read = parsePhone(text)
  const all = (read.ok ? read.key : /^[+\d\s()./-]+$/.test(text) ? text : '').replace(/\D/g, '')
  if (all.length < LEAST_DIGITS) return undefined
  const local = read.ok ? read.national.replace(/\D/g, '').replace(/^0/, '') : all
  if (local.length < LEAST_DIGITS || !all.endsWith(local)) return `\\m(?:00)?${spaced(all)}\\M`
  const country = all.slice(0, -local.length)
  const before = country ? `(?:(?:00${GAP})?${spaced(country)}${GAP}(?:0${GAP})?|0${GAP})?` : `(?:0${GAP})?`
  return `\\m${before}${spaced(local)}\\M`
}

/** Finds nothing. */
const NOTHING = '$.^'

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Names, e-mail addresses and numbers → how texts are searched for them. A name of one word is found only where it stands
 * alone: "Rose" says little within a sentence.
 */
export function identifiersOf(texts: readonly string[]): Identifiers {
  const numbers = texts.flatMap((text) => numberPattern(text.trim()) ?? [])
  const known = [...new Set(texts.map((text) => text.trim()))]
    .map(wordsOf)
    .filter((words) => words.length > 0)
  const telling = known.filter((words) => words.length > 1 || /\d{7}/.test(words[0] as string))
  const single = known.filter((words) => !telling.includes(words))
  return {
    written:
      [...telling.map((words) => `\\m${words.join('[^[:alnum:]]+')}\\M`), ...numbers].join('|') || NOTHING,
    numbers: numbers.join('|') || NOTHING,
    folded: [
      ...telling.map((words) => `% ${words.join(' ')} %`),
      ...single.map((words) => ` ${words.join(' ')} `),
    ],
    words: telling,
  }
}
