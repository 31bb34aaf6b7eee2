import { CodeError } from './code-error.ts'
import { gtinCheckDigit } from './gtin.ts'

/**
 * A serialised GTIN as the GS1 Tag Data Standard splits it. `itemReference` starts with the indicator digit, so that
 * company prefix and item reference have 13 digits together.
 */
export interface Sgtin {
  readonly companyPrefix: string
  readonly itemReference: string
  readonly serial: string
}

/** The highest serial of SGTIN-96: 38 bits. */
export const MAX_SGTIN96_SERIAL = 274_877_906_943n

/** By partition value: digits of the company prefix, its bits, and the bits of the item reference. */
export const SGTIN_PARTITIONS = [
  { prefixDigits: 12, prefixBits: 40, itemBits: 4 },
  { prefixDigits: 11, prefixBits: 37, itemBits: 7 },
  { prefixDigits: 10, prefixBits: 34, itemBits: 10 },
  { prefixDigits: 9, prefixBits: 30, itemBits: 14 },
  { prefixDigits: 8, prefixBits: 27, itemBits: 17 },
  { prefixDigits: 7, prefixBits: 24, itemBits: 20 },
  { prefixDigits: 6, prefixBits: 20, itemBits: 24 },
] as const

// GS1's 82 characters for identifiers.
const SERIAL_CHARACTERS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/
const ESCAPED_IN_URI = /["%&/<>?]/g

/** Splits a GTIN-14 for a company prefix of so many digits. Throws CodeError. */
export function sgtinOf(gtin14: string, prefixDigits: number, serial: string): Sgtin {
  if (!/^\d{14}$/.test(gtin14) || gtinCheckDigit(gtin14.slice(0, 13)) !== gtin14.slice(13)) {
    throw new CodeError('INVENTORY_GTIN_INVALID', `"${gtin14}" is not a GTIN of 14 digits.`)
  }
  return checkSgtin({
    companyPrefix: gtin14.slice(1, 1 + prefixDigits),
    itemReference: gtin14.charAt(0) + gtin14.slice(1 + prefixDigits, 13),
    serial,
  })
}

/** The GTIN-14 of an SGTIN, check digit included. */
export function gtin14Of({ companyPrefix, itemReference }: Sgtin): string {
  const digits = itemReference.charAt(0) + companyPrefix + itemReference.slice(1)
  return digits + gtinCheckDigit(digits)
}

/** Returns its argument, or throws CodeError naming what is wrong with prefix, item reference or serial. */
export function checkSgtin(sgtin: Sgtin): Sgtin {
  const { companyPrefix, itemReference, serial } = sgtin
  if (!/^\d{6,12}$/.test(companyPrefix)) {
    throw invalid(`The company prefix "${companyPrefix}" must have 6 to 12 digits.`)
  }
  if (!/^\d+$/.test(itemReference) || companyPrefix.length + itemReference.length !== 13) {
    throw invalid(
      `Company prefix and item reference must have 13 digits together, not "${companyPrefix}.${itemReference}".`,
    )
  }
  if (!SERIAL_CHARACTERS.test(serial)) {
    throw invalid(`The serial "${serial}" must have 1 to 20 characters of GS1's set of 82.`)
  }
  return sgtin
}

/** Whether a serial fits SGTIN-96: digits without a leading zero, at most 274877906943. */
export function isSgtin96Serial(serial: string): boolean {
  return /^(?:0|[1-9]\d{0,11})$/.test(serial) && BigInt(serial) <= MAX_SGTIN96_SERIAL
}

/** Refuses a serial that SGTIN-96 cannot hold. */
export function checkSgtin96Serial(serial: string): void {
  if (isSgtin96Serial(serial)) return
  const remedy = `Give digits without a leading zero, at most ${MAX_SGTIN96_SERIAL}.`
  throw invalid(`The serial "${serial}" does not fit SGTIN-96. ${remedy}`)
}

/** `urn:epc:id:sgtin:0614141.812345.6789`. */
export function sgtinUri({ companyPrefix, itemReference, serial }: Sgtin): string {
  return `urn:epc:id:sgtin:${companyPrefix}.${itemReference}.${escapeSerial(serial)}`
}

/** The serial as it stands in a URI. */
export function escapeSerial(serial: string): string {
  return serial.replace(ESCAPED_IN_URI, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Reads `urn:epc:id:sgtin:…`. Throws CodeError. */
export function parseSgtinUri(uri: string): Sgtin {
  const match = /^urn:epc:id:sgtin:(\d+)\.(\d+)\.(.+)$/i.exec(uri.trim())
  if (!match) throw invalid(`"${uri}" is not an SGTIN. Write it like urn:epc:id:sgtin:0614141.812345.6789.`)
  return checkSgtin({
    companyPrefix: match[1] ?? '',
    itemReference: match[2] ?? '',
    serial: unescapeSerial(match[3] ?? ''),
  })
}

/** The serial behind its URI form. Throws CodeError for a sign that has to be escaped and is not. */
export function unescapeSerial(text: string): string {
  const serial = text.replace(/%([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  if (escapeSerial(serial).toUpperCase() !== text.toUpperCase()) {
    throw invalid(`The serial "${text}" is not written as in a URI: % is always followed by two hex digits.`)
  }
  return serial
}

function invalid(message: string): CodeError {
  return new CodeError('INVENTORY_SGTIN_INVALID', message)
}
