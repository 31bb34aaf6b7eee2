import { add, type Rational, rational } from './rational.ts'
import { refuseLongText, UnitError } from './unit-error.ts'

export interface AmountOptions {
  /** Which sign marks decimals. Needed only for texts like `1,250`, which are refused as ambiguous without it. */
  decimal?: '.' | ','
}

const VULGAR: Readonly<Record<string, readonly [bigint, bigint]>> = {
  '¼': [1n, 4n],
  '½': [1n, 2n],
  '¾': [3n, 4n],
  '⅓': [1n, 3n],
  '⅔': [2n, 3n],
  '⅛': [1n, 8n],
  '⅜': [3n, 8n],
  '⅝': [5n, 8n],
  '⅞': [7n, 8n],
}

/** The amount grammar, to be embedded in larger expressions; captures nothing. */
export const AMOUNT_PATTERN = String.raw`[+-]?(?:\d+\s+\d+\s*[/⁄]\s*\d+|\d+\s*[/⁄]\s*\d+|\d*\s?[¼½¾⅓⅔⅛⅜⅝⅞]|[\d][\d.,'’\u00a0\u202f]*|[.,]\d+)`

/**
 * Reads a number as people write it on tags and lists: `1.25`, `.5`, `1,25`, `1,234.50`, `1/2`, `1 1/4`, `1½`.
 * Exact; throws UnitError (`UNIT_UNREADABLE`, `UNIT_AMBIGUOUS`).
 */
export function parseAmount(text: string, options: AmountOptions = {}): Rational {
  refuseLongText(text)
  const trimmed = text.trim()
  const sign = trimmed.startsWith('-') ? -1n : 1n
  const unsigned = trimmed.replace(/^[+-]/, '').replace('⁄', '/')
  const size = parseFraction(unsigned) ?? parseDecimal(unsigned, options)
  return { num: sign * size.num, den: size.den }
}

function parseFraction(text: string): Rational | undefined {
  const vulgar = /^(\d*)\s?([¼½¾⅓⅔⅛⅜⅝⅞])$/.exec(text)
  if (vulgar) {
    const [num, den] = VULGAR[vulgar[2] ?? ''] ?? [0n, 1n]
    return add(rational(BigInt(vulgar[1] || '0')), rational(num, den))
  }
  const plain = /^(?:(\d+)\s+)?(\d+)\s*\/\s*(\d+)$/.exec(text)
  if (!plain) return undefined
  const den = BigInt(plain[3] ?? '1')
  if (den === 0n) throw new UnitError('UNIT_UNREADABLE', `"${text}" divides by zero.`)
  return add(rational(BigInt(plain[1] ?? '0')), rational(BigInt(plain[2] ?? '0'), den))
}

function parseDecimal(text: string, options: AmountOptions): Rational {
  const compact = text.replace(/['’\u00a0\u202f]/g, '')
  const mark = options.decimal ?? decimalMark(compact)
  const group = mark === ',' ? '.' : ','
  const [whole = '', part = '', ...more] = compact.split(mark)
  const grouped = whole.includes(group)
    ? new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(whole)
    : /^\d*$/.test(whole)
  if (more.length > 0 || !grouped || !/^\d*$/.test(part) || whole + part === '') {
    throw new UnitError('UNIT_UNREADABLE', `"${text}" is not a number. Write it like 1.25 or 1 1/4.`)
  }
  return rational(BigInt(whole.replaceAll(group, '') + part || '0'), 10n ** BigInt(part.length))
}

function decimalMark(text: string): '.' | ',' {
  const [dot, comma] = [text.lastIndexOf('.'), text.lastIndexOf(',')]
  if (comma < 0) return '.'
  if (dot >= 0) return dot > comma ? '.' : ','
  if (text.indexOf(',') !== comma) return '.'
  // "1,250" is 1250 in New York and 1.25 in Milan; "0,250" can only be a decimal.
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) {
    throw new UnitError(
      'UNIT_AMBIGUOUS',
      `"${text}" can mean two numbers. Say which sign marks decimals, or write a point.`,
    )
  }
  return ','
}
