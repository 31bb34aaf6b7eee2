import { TextDecoder } from 'node:util'

/** Text of bytes (as characters 0 to 255) in the named character set, or in UTF-8, or else in windows-1252. */
export function decodeText(binary: string, charset?: string): string {
  if (/^[\0-\x7f]*$/.test(binary) && !/utf-?16|utf-?32|2022|hz/i.test(charset ?? '')) return binary
  const bytes = Buffer.from(binary, 'latin1')
  return (
    tryDecode(bytes, charset) ?? tryDecode(bytes, 'utf-8') ?? new TextDecoder('windows-1252').decode(bytes)
  )
}

function tryDecode(bytes: Buffer, charset: string | undefined): string | undefined {
  if (!charset) return undefined
  try {
    return new TextDecoder(charset.trim(), { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // An unknown name or bytes that the named set does not have: exports lie about both.
    return undefined
  }
}

/** Resolves quoted-printable to bytes; an equals sign that starts no code stays. */
export function decodeQuotedPrintable(text: string): string {
  return text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
