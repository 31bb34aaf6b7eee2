import { InvalidValue } from '../field.ts'

/** Operands arrive as text (query strings, cells) or as JSON (GraphQL, POST bodies). */

export function textOperand(value: unknown): string {
  if (typeof value !== 'string') throw new InvalidValue('must be text')
  if (value.includes('\0')) throw new InvalidValue('must not contain the NUL character')
  return value
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function idOperand(value: unknown): string {
  if (typeof value !== 'string' || !uuid.test(value)) throw new InvalidValue('must be an id (UUID)')
  return value.toLowerCase()
}

export function booleanOperand(value: unknown): boolean {
  if (value === true || value === 'true' || value === '1') return true
  if (value === false || value === 'false' || value === '0') return false
  throw new InvalidValue('must be true or false')
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)$/

/**
 * An exact decimal, as text or number, → integer scaled by 10^decimals, without passing through floating point.
 * @throws InvalidValue when it is no number, has too many decimals or is beyond ±(2^53 − 1).
 */
export function scaledInteger(value: unknown, decimals: number): number {
  const text = typeof value === 'number' ? plainText(value) : typeof value === 'string' ? value.trim() : ''
  if (!plainNumber.test(text)) throw new InvalidValue('must be a number')
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > decimals) {
    throw new InvalidValue(decimals ? `must have at most ${decimals} decimals` : 'must be a whole number')
  }
  const scaled = Number(whole + kept.padEnd(decimals, '0'))
  if (!Number.isSafeInteger(scaled)) throw new InvalidValue('is too large')
  return negative && scaled !== 0 ? -scaled : scaled
}

/** `String(1e21)` and `String(1e-7)` use exponents; such numbers are written out before they are read as decimals. */
function plainText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text
}
