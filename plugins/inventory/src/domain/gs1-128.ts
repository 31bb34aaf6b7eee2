import { CodeError } from './code-error.ts'
import { gs1Rule, leadingIdentifier } from './gs1-identifiers.ts'
import { gtinCheckDigit, toGtin14 } from './gtin.ts'

/** One application identifier with its data as printed. */
export interface Gs1Element {
  readonly ai: string
  readonly value: string
}

/** FNC1 as scanners transmit it between elements. */
export const GS1_SEPARATOR = '\u001d'

const TYPES = { N: /^\d*$/, X: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/ } as const

/** The elements of a serialised piece: (01) GTIN and (21) serial. Throws CodeError. */
export function serializedItem(gtin: string, serial: string): Gs1Element[] {
  return [{ ai: '01', value: toGtin14(gtin) }, checkElement({ ai: '21', value: serial })]
}

/** For people: `(01)09501101530003(21)A17`. */
export function formatGs1(elements: readonly Gs1Element[]): string {
  return elements.map((element) => `(${checkElement(element).ai})${element.value}`).join('')
}

/** For a barcode, without the FNC1 that opens it: separators stand only where the length is not predefined. */
export function encodeGs1(elements: readonly Gs1Element[]): string {
  return elements
    .map((element, place) => {
      const open = place < elements.length - 1 && !gs1Rule(checkElement(element).ai)?.predefined
      return element.ai + element.value + (open ? GS1_SEPARATOR : '')
    })
    .join('')
}

/**
 * Reads element strings as people write them, `(01)…(21)…`, and as scanners send them: raw, with FNC1 as the control
 * sign 29 and perhaps a symbology identifier (`]C1`, `]d2`, `]Q3`) in front. Throws CodeError.
 */
export function parseGs1(input: string): Gs1Element[] {
  const data = input.trim().replace(/^\](?:C1|e0|d2|Q3|J1)/, '')
  const elements = data.startsWith('(') ? splitBracketed(data) : splitRaw(data)
  if (elements.length === 0) throw invalid('There is no application identifier to read.')
  return elements.map(checkElement)
}

function splitBracketed(data: string): Gs1Element[] {
  // A bracket may also be part of a serial: only brackets around a known identifier open an element.
  const openings = [...data.matchAll(/\((\d{2,4})\)/g)].filter(
    (match) => gs1Rule(match[1] ?? '') !== undefined,
  )
  if (openings[0]?.index !== 0) throw invalid(`"${data}" does not begin with a known application identifier.`)
  return openings.map((match, place) => {
    const start = (match.index ?? 0) + match[0].length
    return { ai: match[1] ?? '', value: data.slice(start, openings[place + 1]?.index) }
  })
}

function splitRaw(data: string): Gs1Element[] {
  const elements: Gs1Element[] = []
  let rest = withoutSeparator(data)
  while (rest !== '') {
    const ai = leadingIdentifier(rest)
    const rule = ai === undefined ? undefined : gs1Rule(ai)
    if (ai === undefined || rule === undefined)
      throw invalid(`"${rest}" does not begin with a known application identifier.`)
    const separator = rest.indexOf(GS1_SEPARATOR)
    const bound = separator < 0 ? rest.length : separator
    const end = rule.predefined ? ai.length + rule.max : bound
    elements.push({ ai, value: rest.slice(ai.length, end) })
    rest = withoutSeparator(rest.slice(end))
  }
  return elements
}

function withoutSeparator(raw: string): string {
  return raw.startsWith(GS1_SEPARATOR) ? raw.slice(1) : raw
}

function checkElement(element: Gs1Element): Gs1Element {
  const rule = gs1Rule(element.ai)
  if (!rule) throw invalid(`(${element.ai}) is not an application identifier that is known here.`)
  const { length } = element.value
  if (length < rule.min || length > rule.max || !TYPES[rule.type].test(element.value)) {
    const kind = rule.type === 'N' ? 'digits' : "of GS1's 82 characters"
    const range = rule.min === rule.max ? `${rule.max}` : `${rule.min} to ${rule.max}`
    throw invalid(`(${element.ai}) holds ${range} ${kind}, not "${element.value}".`)
  }
  if (rule.meaning === 'gtin' && gtinCheckDigit(element.value.slice(0, -1)) !== element.value.slice(-1)) {
    throw invalid(`(${element.ai})${element.value} has a wrong check digit.`)
  }
  return element
}

/** What an element says: dates as `YYYY-MM-DD`, measures as decimal text, counts as numbers, the rest as printed. */
export function gs1Value({ ai, value }: Gs1Element): string | number {
  const rule = gs1Rule(ai)
  if (rule?.meaning === 'date') return isoDate(value)
  if (rule?.meaning === 'decimal') return decimal(value, Number(ai.slice(-1)))
  return rule?.meaning === 'count' ? Number(value) : value
}

function isoDate(yymmdd: string): string {
  const [year, month, day] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)]
  const fullYear = Number(year) > 50 ? `19${year}` : `20${year}`
  // Day 00 stands for the last day of the month.
  const last = new Date(Date.UTC(Number(fullYear), Number(month), 0)).getUTCDate()
  const date = `${fullYear}-${month}-${day === '00' ? String(last).padStart(2, '0') : day}`
  if (Number(month) < 1 || Number(month) > 12 || Number(day) > last)
    throw invalid(`"${yymmdd}" is not a date YYMMDD.`)
  return date
}

function decimal(value: string, places: number): string {
  const padded = value.padStart(places + 1, '0')
  const whole = padded.slice(0, padded.length - places).replace(/^0+(?=\d)/, '')
  return places === 0 ? whole : `${whole}.${padded.slice(-places)}`
}

function invalid(message: string): CodeError {
  return new CodeError('INVENTORY_GS1_INVALID', message)
}
