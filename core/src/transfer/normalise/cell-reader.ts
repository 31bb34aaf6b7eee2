import { printMoney } from '../../entity/kinds/money.ts'
import { readBoolean } from './boolean.ts'
import { dateOrderOf, readDate } from './date.ts'
import { isEmptyDate, isEmptyMarker } from './empty.ts'
import { readInstant } from './instant.ts'
import { readMoney } from './money.ts'
import { decimalMarkOf, readDecimal, roundDecimal } from './number.ts'

/** What has to be known of a field to read its cells. */
export interface CellSpec {
  kind: string
  /** Measures: the unit kept, so that `0.2 g` is no weight in carats. */
  unit?: string
  /** Measures: decimals kept; more are rounded, halves away from zero. */
  decimals?: number
  /** Money: the currency of amounts that name none. Default USD. */
  currency?: string
  /** Enums: the value a word of the trade means; null where it says "none". */
  words?(text: string): string | null | undefined
  /** Instants without a zone. Default UTC. */
  timeZone?: string
  /** Dates with two-digit years are of the hundred years that end here. */
  latestYear?: number
}

/** No word of a trade is longer; vocabularies need not look at whole letters. */
const MAX_WORD_LENGTH = 200

/** A cell as found → the text the field's kind reads; null: there is no value; undefined: it cannot be read. */
export type CellReader = (text: string) => string | null | undefined

/**
 * A reader for the cells of one column: decimal comma or point, day or month first are decided once, by the sample, so
 * one file never reads two ways.
 */
export function cellReader(spec: CellSpec, samples: readonly string[]): CellReader {
  switch (spec.kind) {
    case 'measure':
    case 'number':
      return withoutMarkers(measureReader(spec, samples))
    case 'money':
      return withoutMarkers(moneyReader(spec, samples))
    case 'date':
    case 'instant':
      return dateReader(spec, samples)
    case 'boolean':
      return withoutMarkers((text) => readBoolean(text)?.toString())
    case 'enum':
      return wordReader(spec)
    case 'email':
    case 'phone':
    case 'reference':
    case 'id':
      return (text) => (isEmptyMarker(text) ? null : text.trim())
    case 'list':
      return (text) => (isEmptyMarker(text) ? null : listText(text))
    default:
      return (text) => text.trim() || null
  }
}

/** Where nothing else divides the items, commas do; those of web addresses only before the next address. */
function listText(text: string): string {
  const trimmed = text.trim()
  if (/^\[|[;|]/.test(trimmed)) return trimmed
  return trimmed.replaceAll(trimmed.includes('://') ? /,(?=\s*https?:)/g : /,/g, ';')
}

/** "X" is a yes and "-5" a number: only what cannot be read may be a marker of no value. */
function withoutMarkers(read: (text: string) => string | undefined): CellReader {
  return (text) => (text === '' ? null : (read(text) ?? (isEmptyMarker(text) ? null : undefined)))
}

function measureReader(
  { unit, decimals }: CellSpec,
  samples: readonly string[],
): (text: string) => string | undefined {
  const options = { mark: decimalMarkOf(samples), ...(unit !== undefined && { unit }) }
  return (text) => {
    const decimal = readDecimal(text, options)
    return decimal === undefined || decimals === undefined ? decimal : roundDecimal(decimal, decimals)
  }
}

function moneyReader(
  { currency = 'USD' }: CellSpec,
  samples: readonly string[],
): (text: string) => string | undefined {
  const options = { currency, mark: decimalMarkOf(samples), round: true }
  return (text) => {
    const money = readMoney(text, options)
    if (money === undefined || !Number.isSafeInteger(Number(money.minor))) return undefined
    return printMoney({ amount: Number(money.minor), currency: money.currency })
  }
}

function dateReader({ kind, timeZone, latestYear }: CellSpec, samples: readonly string[]): CellReader {
  const options = {
    order: dateOrderOf(samples),
    ...(latestYear !== undefined && { latestYear }),
    ...(timeZone !== undefined && { timeZone }),
  }
  return (text) => {
    if (isEmptyDate(text)) return null
    return kind === 'date' ? readDate(text, options) : readInstant(text, options)
  }
}

function wordReader({ words }: CellSpec): CellReader {
  return (text) => {
    if (text.trim() === '') return null
    const value = text.length > MAX_WORD_LENGTH ? undefined : words?.(text)
    if (value !== undefined) return value
    // A word the vocabulary does not know is left to the field, which has its own synonyms.
    return isEmptyMarker(text) ? null : text.trim()
  }
}
