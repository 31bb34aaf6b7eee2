import { CodeError } from './code-error.ts'
import {
  checkSgtin,
  checkSgtin96Serial,
  escapeSerial,
  SGTIN_PARTITIONS,
  type Sgtin,
  unescapeSerial,
} from './sgtin.ts'

/** An SGTIN with what the tag adds: the scheme and the filter value (0 to 7; 1 is a piece at the point of sale). */
export interface SgtinTag extends Sgtin {
  readonly scheme: 'sgtin-96' | 'sgtin-198'
  readonly filter: number
}

const HEADERS = { 'sgtin-96': 0x30n, 'sgtin-198': 0x36n } as const
const SERIAL_BITS = { 'sgtin-96': 38n, 'sgtin-198': 140n } as const
// A tag's memory is counted in words of 16 bits: 198 bits take 208.
const PADDING_BITS = { 'sgtin-96': 0n, 'sgtin-198': 10n } as const
const HEX_DIGITS = { 'sgtin-96': 24, 'sgtin-198': 52 } as const

/** The tag's EPC memory as upper-case hex: 24 digits for SGTIN-96, 52 for SGTIN-198. Throws CodeError. */
export function encodeSgtin(tag: SgtinTag): string {
  checkSgtin(tag)
  if (!Number.isInteger(tag.filter) || tag.filter < 0 || tag.filter > 7) {
    throw new CodeError('INVENTORY_SGTIN_INVALID', `The filter value ${tag.filter} must be 0 to 7.`)
  }
  const partition = SGTIN_PARTITIONS.findIndex(
    ({ prefixDigits }) => prefixDigits === tag.companyPrefix.length,
  )
  const { prefixBits, itemBits } = SGTIN_PARTITIONS[partition] ?? SGTIN_PARTITIONS[5]
  let bits: bigint = HEADERS[tag.scheme]
  bits = (bits << 3n) | BigInt(tag.filter)
  bits = (bits << 3n) | BigInt(partition)
  bits = (bits << BigInt(prefixBits)) | BigInt(tag.companyPrefix)
  bits = (bits << BigInt(itemBits)) | BigInt(tag.itemReference)
  bits = (bits << SERIAL_BITS[tag.scheme]) | serialBits(tag)
  return (bits << PADDING_BITS[tag.scheme]).toString(16).toUpperCase().padStart(HEX_DIGITS[tag.scheme], '0')
}

function serialBits(tag: SgtinTag): bigint {
  if (tag.scheme === 'sgtin-96') {
    checkSgtin96Serial(tag.serial)
    return BigInt(tag.serial)
  }
  const characters = [...tag.serial].reduce((bits, sign) => (bits << 7n) | BigInt(sign.charCodeAt(0)), 0n)
  return characters << (7n * BigInt(20 - tag.serial.length))
}

/** The SGTIN in a tag's EPC memory, in whole words as `normalizeEpc` gives it; undefined when the memory holds something else. */
export function decodeSgtin(hex: string): SgtinTag | undefined {
  const scheme = (['sgtin-96', 'sgtin-198'] as const).find(
    (name) => hex.length === HEX_DIGITS[name] && BigInt(`0x${hex.slice(0, 2)}`) === HEADERS[name],
  )
  if (!scheme) return undefined
  const fields = bitReader(BigInt(`0x${hex}`), HEX_DIGITS[scheme] * 4)
  fields(8)
  const filter = Number(fields(3))
  const partition = SGTIN_PARTITIONS[Number(fields(3))]
  if (!partition) return undefined
  const prefix = fields(partition.prefixBits).toString().padStart(partition.prefixDigits, '0')
  const item = fields(partition.itemBits)
    .toString()
    .padStart(13 - partition.prefixDigits, '0')
  const serial = scheme === 'sgtin-96' ? fields(38).toString() : serialText(fields(140))
  // More digits than the partition allows, or an empty serial, mean that somebody used the header for his own numbers.
  if (prefix.length + item.length !== 13 || serial === undefined) return undefined
  return { scheme, filter, companyPrefix: prefix, itemReference: item, serial }
}

function bitReader(bits: bigint, length: number): (count: number) => bigint {
  let left = BigInt(length)
  return (count) => {
    left -= BigInt(count)
    return (bits >> left) & ((1n << BigInt(count)) - 1n)
  }
}

function serialText(bits: bigint): string | undefined {
  const codes = Array.from({ length: 20 }, (_, place) => Number((bits >> (7n * BigInt(19 - place))) & 127n))
  const end = codes.indexOf(0)
  const used = end < 0 ? codes : codes.slice(0, end)
  const endsInZeroes = codes.slice(used.length).every((code) => code === 0)
  return used.length > 0 && endsInZeroes ? String.fromCharCode(...used) : undefined
}

/** `urn:epc:tag:sgtin-96:3.0614141.812345.6789`. */
export function sgtinTagUri(tag: SgtinTag): string {
  return `urn:epc:tag:${tag.scheme}:${tag.filter}.${tag.companyPrefix}.${tag.itemReference}.${escapeSerial(tag.serial)}`
}

/** Reads `urn:epc:tag:sgtin-96:…` and `urn:epc:tag:sgtin-198:…`. Throws CodeError. */
export function parseSgtinTagUri(uri: string): SgtinTag {
  const match = /^urn:epc:tag:(sgtin-96|sgtin-198):([0-7])\.(\d+)\.(\d+)\.(.+)$/i.exec(uri.trim())
  if (!match) {
    const remedy = 'Write it like urn:epc:tag:sgtin-96:3.0614141.812345.6789.'
    throw new CodeError('INVENTORY_SGTIN_INVALID', `"${uri}" is not an SGTIN tag. ${remedy}`)
  }
  const scheme = match[1]?.toLowerCase() === 'sgtin-198' ? 'sgtin-198' : 'sgtin-96'
  const parts = {
    companyPrefix: match[3] ?? '',
    itemReference: match[4] ?? '',
    serial: unescapeSerial(match[5] ?? ''),
  }
  if (scheme === 'sgtin-96') checkSgtin96Serial(parts.serial)
  return { scheme, filter: Number(match[2]), ...checkSgtin(parts) }
}
