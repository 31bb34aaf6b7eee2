import { CodeError } from './code-error.ts'
import { decodeSgtin, encodeSgtin, parseSgtinTagUri, type SgtinTag } from './epc-binary.ts'

/**
 * The one written form of a tag's code, EPC or TID: upper-case hex without separators. Any EPC is accepted, for shops
 * without a GS1 prefix use opaque ones: hex with spaces, dashes or colons, `0x…`, `urn:epc:raw:96.x…`, and SGTIN tag URIs.
 * Throws CodeError for what no reader can have read.
 */
export function normalizeEpc(text: string): string {
  const trimmed = text.trim()
  if (/^urn:epc:tag:sgtin-/i.test(trimmed)) return encodeSgtin(parseSgtinTagUri(trimmed))
  const raw = /^urn:epc:raw:(\d+)\.x([0-9a-f]+)$/i.exec(trimmed)
  const hex = (
    raw?.[2] ??
    trimmed
      .replace(/^(?:epc|tid)[:=]?\s*/i, '')
      .replace(/^0x/i, '')
      .replace(/[\s:_-]/g, '')
  ).toUpperCase()
  if (!/^[0-9A-F]+$/.test(hex)) throw invalid(text, 'An EPC is written in hex digits.')
  if (raw && Number(raw[1]) > hex.length * 4)
    throw invalid(text, 'It has fewer digits than its length in bits says.')
  // The Tag Data Standard prints SGTIN-198 in 25 bytes; a tag keeps it in 13 words.
  if (hex.length === 50 && hex.startsWith('36')) return `${hex}00`
  if (hex.length % 4 !== 0)
    throw invalid(text, 'An EPC is made of words of four hex digits: some are missing.')
  // EPC memory ends at 496 bits; below 32 bits nothing can be told apart.
  if (hex.length < 8 || hex.length > 124) throw invalid(text, 'An EPC has 8 to 124 hex digits.')
  return hex
}

/** Whether two texts are the same tag, however they are written. */
export function sameEpc(one: string, other: string): boolean {
  return normalizeEpc(one) === normalizeEpc(other)
}

/** Whether a code may be a chip's own serial number: TIDs of Gen2 chips begin with E2, older ones with E0 or E3. */
export function looksLikeTid(hex: string): boolean {
  return /^E[023]/.test(hex)
}

/** What a tag's code says of itself. */
export type TagCode =
  | { readonly kind: 'sgtin'; readonly hex: string; readonly sgtin: SgtinTag }
  | { readonly kind: 'tid' | 'opaque'; readonly hex: string }

/** Reads any tag code and tells what it is. Throws CodeError. */
export function readTagCode(text: string): TagCode {
  const hex = normalizeEpc(text)
  const sgtin = decodeSgtin(hex)
  if (sgtin) return { kind: 'sgtin', hex, sgtin }
  return { kind: looksLikeTid(hex) ? 'tid' : 'opaque', hex }
}

function invalid(text: string, remedy: string): CodeError {
  const shown = text.length > 130 ? `${text.slice(0, 130)}…` : text
  return new CodeError('INVENTORY_EPC_INVALID', `"${shown}" is not an EPC. ${remedy}`)
}
