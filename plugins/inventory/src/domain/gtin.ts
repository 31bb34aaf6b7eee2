import { CodeError } from './code-error.ts'

const GTIN = /^(?:\d{8}|\d{12,14})$/

/**
 * The check digit that completes GTIN digits (EAN-8, UPC-A, EAN-13, GTIN-14, SSCC): weights 3, 1 from the right.
 * Throws CodeError for anything but digits.
 */
export function gtinCheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits))
    throw new CodeError('INVENTORY_GTIN_INVALID', `"${digits}" is not made of digits.`)
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

/** Whether a text is a GTIN of 8, 12, 13 or 14 digits with the right check digit. */
export function isGtin(text: string): boolean {
  return GTIN.test(text) && gtinCheckDigit(text.slice(0, -1)) === text.slice(-1)
}

/** The GTIN filled up to 14 digits, as GS1-128 and SGTIN want it. Throws CodeError for an invalid GTIN. */
export function toGtin14(gtin: string): string {
  if (isGtin(gtin)) return gtin.padStart(14, '0')
  const remedy = GTIN.test(gtin) ? 'Its check digit is wrong.' : 'A GTIN has 8, 12, 13 or 14 digits.'
  throw new CodeError('INVENTORY_GTIN_INVALID', `"${gtin}" is not a GTIN. ${remedy}`)
}

/** The UPC-A behind a printed UPC-E of eight digits (`01245714`). Throws CodeError. */
export function expandUpcE(upcE: string): string {
  const match = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(upcE)
  if (!match) throw new CodeError('INVENTORY_GTIN_INVALID', `"${upcE}" is not a UPC-E of eight digits.`)
  const [system, a, b, c, d, e, last, check] = match.slice(1) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const body = zeroesBack(a, b, c, d, e, last)
  if (gtinCheckDigit(system + body) !== check) {
    throw new CodeError('INVENTORY_GTIN_INVALID', `"${upcE}" is not a UPC-E. Its check digit is wrong.`)
  }
  return system + body + check
}

/** UPC-E drops zeroes; its last digit tells where they stood. */
function zeroesBack(a: string, b: string, c: string, d: string, e: string, last: string): string {
  if (last <= '2') return `${a}${b}${last}0000${c}${d}${e}`
  if (last === '3') return `${a}${b}${c}00000${d}${e}`
  if (last === '4') return `${a}${b}${c}${d}00000${e}`
  return `${a}${b}${c}${d}${e}0000${last}`
}
