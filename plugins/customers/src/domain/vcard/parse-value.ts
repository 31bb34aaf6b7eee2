import { type CardComponent, type CardValue, type CardVersion, unescapeText } from './card.ts'
import { decodeQuotedPrintable, decodeText } from './charset.ts'
import type { ContentLine } from './content-line.ts'
import { extendedDate, extendedDateTime, extendedOffset, extendedTime } from './dates.ts'
import { defaultType, shapeOf } from './value-types.ts'

/** A value of a content line with the type it turned out to have. */
export type ParsedValue = { type: string; values: CardValue[] }

/** Resolves transfer encoding, character set, type and escapes of a content line's value. */
export function parseValue(line: ContentLine, version: CardVersion): ParsedValue {
  const encoding = line.params.get('encoding')?.[0]?.toLowerCase()
  if (encoding === 'b' || encoding === 'base64')
    return { type: 'binary', values: [line.value.replace(/\s+/g, '')] }
  const quoted = encoding === 'quoted-printable'
  const bytes = quoted ? decodeQuotedPrintable(line.value) : line.value
  const text = decodeText(bytes, line.params.get('charset')?.[0]).replace(/\r\n?/g, '\n')
  const type = typeOf(line, text, version)
  if (quoted)
    return {
      type: type === 'unknown' ? 'text' : type,
      values: parseText(line.name, text, type, version, unquoteText),
    }
  return parseTyped(line.name, type, text, version)
}

/** The stated type, else the property's own, else what the value looks like. */
function typeOf(line: ContentLine, text: string, version: CardVersion): string {
  const stated = line.params.get('value')?.[0]?.toLowerCase()
  if (stated && stated !== 'inline') return /^(url|cid|content-id)$/.test(stated) ? 'uri' : stated
  const type = defaultType(line.name, version)
  // vCard 2.1 has no escape but for semicolons: its unknown values are plain text.
  if (type === 'unknown' && version === '2.1') return 'text'
  if (type === 'binary') return /^[a-z][a-z0-9+.-]*:/i.test(text) ? 'uri' : 'text'
  if (type === 'vcard' && version === '2.1') return 'text'
  if (line.name === 'tz' && version === '4.0' && extendedOffset(text)) return 'utc-offset'
  return type
}

function parseTyped(name: string, type: string, text: string, version: CardVersion): ParsedValue {
  if (isTemporal(type, version)) {
    const [found, value] = parseTemporal(type, text.trim())
    return value === undefined
      ? { type: 'text', values: [unescapeText(text)] }
      : { type: found, values: [value] }
  }
  if (type === 'float' && shapeOf(name, type) === 'parts') {
    const numbers = text.split(';').map(Number)
    return numbers.every(Number.isFinite)
      ? { type, values: [numbers.map(String)] }
      : { type: 'text', values: [unescapeText(text)] }
  }
  if (type === 'uri') return { type, values: [text.trim().replace(/\\([\\,;:])/g, '$1')] }
  if (type === 'text' || type === 'phone-number' || type === 'vcard') {
    return { type, values: parseText(name, text, type, version, unescapeText) }
  }
  return { type, values: [type === 'unknown' ? text : text.trim()] }
}

const TEMPORAL_30 = ['date', 'time', 'date-time', 'utc-offset']
const TEMPORAL_40 = [...TEMPORAL_30, 'date-and-or-time', 'timestamp']
const isTemporal = (type: string, version: CardVersion) =>
  (version === '4.0' ? TEMPORAL_40 : TEMPORAL_30).includes(type)

/** Dates and times are told apart by their look: BDAY and REV hold either in vCard 3.0. */
function parseTemporal(type: string, text: string): [type: string, value: string | undefined] {
  if (type === 'utc-offset') return [type, extendedOffset(text)]
  if (type === 'time') return [type, extendedTime(text)]
  if (type === 'date-and-or-time') return [type, extendedDateTime(text, 'any')]
  if (type === 'timestamp') return [type, extendedDateTime(text, 'both')]
  const date = extendedDate(text)
  return date ? ['date', date] : ['date-time', extendedDateTime(text, 'both')]
}

type Unescape = (text: string) => string

function parseText(
  name: string,
  text: string,
  type: string,
  version: CardVersion,
  resolve: Unescape,
): CardValue[] {
  const shape = shapeOf(name, type)
  if (shape === 'single') return [resolve(text)]
  if (shape === 'list') return splitAt(text, ',').map((part) => resolve(part).trim())
  const parts = splitAt(text, ';').map((part): CardComponent => {
    // Commas separate nothing in vCard 2.1.
    const pieces = shape === 'parts' || version === '2.1' ? [part] : splitAt(part, ',')
    return pieces.length === 1 ? resolve(pieces[0] as string) : pieces.map(resolve)
  })
  return parts.length === 1 ? parts.map((part) => part as CardValue) : [parts]
}

/** Inside quoted-printable line breaks are coded, so `\n` there is a backslash and an n. */
const unquoteText = (text: string) => text.replace(/\\([\\,;:])/g, '$1')

/** Splits at a separator that no backslash precedes. */
export function splitAt(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === separator) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}
