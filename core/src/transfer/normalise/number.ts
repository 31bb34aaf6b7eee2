import { parseAmount, toDecimal } from '../../units/index.ts'

/** The sign before the decimals. */
export type DecimalMark = '.' | ','

export interface NumberOptions {
  /** Decides what `1,234` is; see {@link decimalMarkOf}. Default `.`. */
  mark?: DecimalMark
  /** The unit the column is in; only its spellings are accepted then, so neither grams nor dollars pass for carats. */
  unit?: string
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  ct: ['ct', 'cts', 'ctw', 'cttw', 'carat', 'carats', 'car'],
  g: ['g', 'gm', 'gms', 'gram', 'grams', 'gramme', 'grammes', 'gramm'],
  mm: ['mm', 'millimeter', 'millimetre', 'millimeters', 'millimetres'],
  '%': ['%', 'pct', 'percent', 'per cent'],
  cm: ['cm'],
  kg: ['kg'],
  oz: ['oz'],
  dwt: ['dwt'],
  pcs: ['pc', 'pcs', 'x', 'stk'],
}
const ANY_UNIT = Object.values(UNITS).flat()
const SPACES = /[\s\u00a0\u2007\u2009\u202f]+/g
const CANONICAL = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/

/**
 * The sign that marks decimals in a column, by the values that leave no doubt: `1.234,50`, `0,53`, `12,5`. A point
 * where all could be either.
 */
export function decimalMarkOf(samples: Iterable<string>): DecimalMark {
  let comma = 0
  for (const sample of samples) comma += voteForComma(sample)
  return comma > 0 ? ',' : '.'
}

function voteForComma(sample: string): -1 | 0 | 1 {
  const [, digits] = /^[^\d.,]*([\d.,\s'’\u00a0\u202f]*\d)[^\d.,]*$/.exec(sample) ?? []
  if (digits === undefined) return 0
  const [dot, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')]
  if (dot < 0 && comma < 0) return 0
  if (dot >= 0 && comma >= 0) return comma > dot ? 1 : -1
  const sign = comma >= 0 ? ',' : '.'
  const [before = '', after = '', ...more] = digits.split(sign)
  if (more.length > 0) return sign === ',' ? -1 : 1
  if (after.length === 3 && !before.startsWith('0') && before !== '') return 0
  return sign === ',' ? 1 : -1
}

/**
 * A number as people and programs write it → plain decimal text, digit for digit: `"1,234.50"` → `1234.50`,
 * `1.234,50` (mark `,`), `$ 1 200`, `(12.5)` → `-12.5`, `12.5%`, `0.90ct`, `1 1/4` → `1.25`. Undefined for what is no
 * number, or a fraction with endless decimals.
 */
export function readDecimal(text: string, { mark = '.', unit }: NumberOptions = {}): string | undefined {
  if (mark === '.' && CANONICAL.test(text))
    return text.startsWith('-0') && !/[1-9]/.test(text) ? text.slice(1) : text
  if (text.length > 64) return undefined
  const { digits, negative } = bare(text, unit)
  const size =
    digits.includes('/') || /[¼½¾⅓⅔⅛⅜⅝⅞]/.test(digits) ? readFraction(digits) : readGrouped(digits, mark)
  if (size === undefined) return undefined
  return negative && /[1-9]/.test(size) ? `-${size}` : size
}

/** Without sign, currency, unit and brackets. */
function bare(text: string, unit: string | undefined): { digits: string; negative: boolean } {
  let rest = text
    .replace(SPACES, ' ')
    .trim()
    .replace(/^'/, '')
    .replace(/\u2212/g, '-')
  const bracketed = /^\((.*)\)$/.exec(rest)
  if (bracketed) rest = (bracketed[1] as string).trim()
  rest = withoutUnit(unit ? rest : withoutCurrency(rest), unit)
  const signed = /^([+-]?)\s*(.*?)\s*(-?)$/.exec(rest) ?? []
  const negative = (signed[1] === '-' || signed[3] === '-') !== (bracketed !== null)
  return { digits: unit ? (signed[2] ?? '') : withoutCurrency(signed[2] ?? ''), negative }
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

function withoutCurrency(text: string): string {
  const [, before, after] =
    /^(?:([A-Z]{0,3}\$|[A-Z]{3}|\p{Sc})\s*)?.*?(?:\s*([A-Z]{3}|\p{Sc}))?$/u.exec(text) ?? []
  const isSign = (sign: string | undefined) =>
    sign !== undefined && (!/^[A-Z]{3}$/.test(sign) || CURRENCIES.has(sign))
  const start = isSign(before) ? (before as string).length : 0
  const end = isSign(after) && text.length > start ? text.length - (after as string).length : text.length
  return text.slice(start, end).trim()
}

function withoutUnit(text: string, unit: string | undefined): string {
  const [, digits, word] = /^(.*[\d.¼½¾⅓⅔⅛⅜⅝⅞)])\s*([a-zA-Z][a-zA-Z ]*\.?|%)$/.exec(text) ?? []
  if (digits === undefined || word === undefined) return text
  const known = unit === undefined ? ANY_UNIT : [unit, ...(UNITS[unit] ?? [])]
  return known.includes(word.toLowerCase().replace(/\.$/, '')) ? digits : text
}

function readFraction(text: string): string | undefined {
  try {
    const value = parseAmount(text)
    const decimal = toDecimal(value, 6)
    return isExact(value, decimal) ? decimal : undefined
  } catch {
    return undefined
  }
}

function isExact({ num, den }: { num: bigint; den: bigint }, decimal: string): boolean {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction) * den === num * 10n ** BigInt(fraction.length)
}

/** `1,234.50`, `1 234,5`, `12'000`, `1,00,000`: groups of three, in India of two before the last. */
function readGrouped(text: string, mark: DecimalMark): string | undefined {
  if (!/^[\d.,' ’]+$/.test(text)) return undefined
  const digits = text.replace(/(?<=\d)[ '’](?=\d{3})/g, '')
  const sign = decimalSign(digits, mark)
  const cut = sign === undefined ? -1 : digits.lastIndexOf(sign)
  const whole = cut < 0 ? digits : digits.slice(0, cut)
  const fraction = cut < 0 ? '' : digits.slice(cut + 1)
  if (!/^\d*$/.test(fraction) || !/^(\d*|\d{1,3}([.,]\d{2,3})*[.,]\d{3})$/.test(whole)) return undefined
  const plain = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '')
  if (plain + fraction === '') return undefined
  return fraction === '' ? plain : `${plain || '0'}.${fraction}`
}

function decimalSign(digits: string, mark: DecimalMark): DecimalMark | undefined {
  const [dot, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')]
  if (dot < 0 && comma < 0) return undefined
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ','
  const sign = dot >= 0 ? '.' : ','
  if (digits.indexOf(sign) !== digits.lastIndexOf(sign)) return undefined
  // Against the column's mark only where it cannot be a thousands mark: "0,53" among "1.25".
  return sign === mark || !/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? sign : undefined
}

/**
 * Plain decimal text → integer of 10^-decimals, digit for digit: `('12.50', 2)` is 1250n.
 * Undefined where it is no plain decimal or has more decimals (other than zeros).
 */
export function scaleDecimal(decimal: string, decimals: number): bigint | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  if (whole === '' || /[1-9]/.test(fraction.slice(decimals))) return undefined
  return BigInt(`${sign}${whole}${kept}`)
}

/** Plain decimal text with at most so many decimals, halves away from zero: `('1.005', 2)` is `1.01`. */
export function roundDecimal(decimal: string, decimals: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  if (fraction.length <= decimals) return decimal
  const up = (fraction[decimals] as string) >= '5' ? 1n : 0n
  const digits = String(BigInt(whole + fraction.slice(0, decimals)) + up).padStart(decimals + 1, '0')
  const rounded = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return /[1-9]/.test(rounded) ? sign + rounded : rounded
}
