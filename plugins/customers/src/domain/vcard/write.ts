import type { Card, CardProperty, CardValue, CardVersion } from './card.ts'
import { convertCard } from './convert.ts'
import { basicDateTime } from './dates.ts'
import { defaultType } from './value-types.ts'

/**
 * Writes a card as vCard 3.0 (RFC 2426) or 4.0 (RFC 6350): CRLF, lines folded at 75 octets, UTF-8, text escaped. What
 * {@link readCards} read comes out with nothing lost, and reading the result gives the converted card again.
 */
export function writeCard(card: Card, version: '3.0' | '4.0' = '4.0'): string {
  const { properties } = convertCard(card, version)
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    ...properties.map((property) => printProperty(property, version)),
    'END:VCARD',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

function printProperty(property: CardProperty, version: CardVersion): string {
  const { group, name, params, type, values } = property
  const stated =
    type === 'unknown' ||
    type === defaultType(name, version) ||
    (type === 'binary' && params.encoding !== undefined)
  const all = [...(stated ? [] : [['value', [type]] as const]), ...Object.entries(params)]
  const printed = all.map(([key, list]) => `;${safeName(key)}=${list.map(printParameter).join(',')}`)
  const value = values.map((one) => printValue(one, property, version)).join(',')
  return `${group === undefined ? '' : `${safeName(group)}.`}${safeName(name)}${printed.join('')}:${value}`
}

const safeName = (name: string) => name.toUpperCase().replace(/[^A-Z0-9_/-]/g, '-')

/** Quotes where a separator asks for it; carets carry quotation marks and line breaks (RFC 6868). */
function printParameter(value: string): string {
  const coded = value
    .replace(/\^/g, '^^')
    .replace(/"/g, "^'")
    .replace(/\r\n?|\n/g, '^n')
    .replace(CONTROLS, '')
  return /[,;:]/.test(coded) ? `"${coded}"` : coded
}

// Not allowed anywhere in a vCard; tabs are.
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g

function printValue(value: CardValue, { type }: CardProperty, version: CardVersion): string {
  if (typeof value !== 'string') {
    return value
      .map((part) =>
        typeof part === 'string'
          ? printScalar(part, type, version)
          : part.map((piece) => printScalar(piece, type, version)).join(','),
      )
      .join(';')
  }
  return printScalar(value, type, version)
}

const TEMPORAL = ['date', 'time', 'date-time', 'date-and-or-time', 'timestamp', 'utc-offset']

function printScalar(raw: string, type: string, version: CardVersion): string {
  const value = raw.replace(/\r\n?/g, '\n').replace(CONTROLS, '')
  if (type === 'unknown') return value.replace(/\n/g, '\\n')
  if (type === 'uri') return value.replace(/\\/g, '\\\\').replace(/\n/g, '%0A')
  if (type === 'binary' || type === 'float') return value.replace(/\s/g, '')
  if (TEMPORAL.includes(type) && version === '4.0') return printTemporal(value.replace(/\n/g, ' '), type)
  return value.replace(/[\\,;]/g, '\\$&').replace(/\n/g, '\\n')
}

function printTemporal(value: string, type: string): string {
  if (type === 'time' || type === 'utc-offset') return value.replaceAll(':', '')
  return basicDateTime(value)
}

const MAX_OCTETS = 75

/** Folds a line so that none has more than 75 octets, never inside a UTF-8 character. */
export function foldLine(line: string): string {
  if (line.length <= MAX_OCTETS / 3) return line
  const bytes = Buffer.from(line)
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; ) {
    // The blank in front of a continuation counts.
    let end = Math.min(bytes.length, start + MAX_OCTETS - (start === 0 ? 0 : 1))
    while (end < bytes.length && ((bytes[end] as number) & 0xc0) === 0x80) end--
    pieces.push(bytes.toString('utf8', start, end))
    start = end
  }
  return pieces.join('\r\n ')
}
