/** An exact fraction; `den` is always positive and the fraction is in lowest terms. */
export interface Rational {
  readonly num: bigint
  readonly den: bigint
}

/**
 * How a fraction becomes an integer. `half-up` sends halves away from zero (the commercial rule),
 * `half-even` to the even neighbour, `up` away from zero, `down` toward zero.
 */
export type Rounding = 'half-up' | 'half-even' | 'up' | 'down'

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The fraction num/den in lowest terms. Throws RangeError when `den` is zero. */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError('A fraction cannot have the denominator 0.')
  const sign = den < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(num, den * sign) || 1n
  return { num: (num * sign) / divisor, den: (den * sign) / divisor }
}

/** An integer stays what it is; a fraction passes through. */
export function toRational(value: bigint | Rational): Rational {
  return typeof value === 'bigint' ? { num: value, den: 1n } : value
}

/** a + b, exact. */
export function add(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den + b.num * a.den, a.den * b.den)
}

/** a × b, exact. */
export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.num * b.num, a.den * b.den)
}

/** a / b. Throws RangeError when b is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den, a.den * b.num)
}

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest integer under the stated rule. */
export function roundToInteger(value: Rational, rounding: Rounding = 'half-up'): bigint {
  const sign = value.num < 0n ? -1n : 1n
  const size = value.num * sign
  const whole = size / value.den
  const rest = size % value.den
  return sign * (whole + (roundsAway(whole, rest, value.den, rounding) ? 1n : 0n))
}

function roundsAway(whole: bigint, rest: bigint, den: bigint, rounding: Rounding): boolean {
  if (rest === 0n || rounding === 'down') return false
  if (rounding === 'up') return true
  const twice = rest * 2n
  if (twice !== den) return twice > den
  return rounding === 'half-up' || whole % 2n === 1n
}

/** value × 10^decimals as an integer: `scaled(1.255 ct, 2)` is 126 points. */
export function scaled(value: Rational, decimals: number, rounding: Rounding = 'half-up'): bigint {
  return roundToInteger(multiply(value, { num: 10n ** BigInt(decimals), den: 1n }), rounding)
}

/** The value as a decimal text with exactly `decimals` digits after the point. */
export function toFixed(value: Rational, decimals: number, rounding: Rounding = 'half-up'): string {
  const integer = scaled(value, decimals, rounding)
  const digits = (integer < 0n ? -integer : integer).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const part = decimals === 0 ? '' : `.${digits.slice(-decimals)}`
  return `${integer < 0n ? '-' : ''}${whole}${part}`
}

/** The value as the shortest decimal text with at most `maxDecimals` digits after the point. */
export function toDecimal(value: Rational, maxDecimals: number, rounding: Rounding = 'half-up'): string {
  const fixed = toFixed(value, maxDecimals, rounding)
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
}
