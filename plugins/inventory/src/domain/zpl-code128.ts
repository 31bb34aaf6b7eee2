import { CodeError } from './code-error.ts'

type Set128 = 'B' | 'C'

interface Segment {
  readonly set: Set128
  readonly text: string
  /** FNC1 stands before it. */
  readonly opensElement?: boolean
}

/**
 * The field data of ^BC for a text of printable ASCII signs: start and switch codes are written out (`>:` B, `>;` C,
 * `>5` and `>6` to switch), so that every printer draws the same, shortest symbol. Throws CodeError for other signs.
 */
export function zplCode128(text: string): string {
  return fieldData(segments(printable(text)))
}

/** The same for GS1-128: FNC1 (`>8`) opens the symbol and stands for each separator (the sign 29). */
export function zplGs1(raw: string): string {
  const all: Segment[] = []
  for (const part of raw.split('\u001d')) {
    const [first, ...rest] = segments(printable(part), all.at(-1)?.set)
    if (first) all.push({ ...first, opensElement: true }, ...rest)
  }
  return fieldData(all)
}

/** How many modules wide the printer draws it, quiet zones apart: eleven a code, two more for the stop. */
export function zplModules(data: string): number {
  let [codes, set] = [0, 'B']
  for (let place = 0; place < data.length; codes++) {
    const escaped = data.charAt(place) === '>'
    const sign = data.slice(place, place + 2)
    if (sign === '>;' || sign === '>5') set = 'C'
    if (sign === '>:' || sign === '>6') set = 'B'
    place += escaped || set === 'C' ? 2 : 1
  }
  // The checksum is one more code, the stop another one of thirteen modules.
  return (codes + 1) * 11 + 13
}

function printable(text: string): string {
  if (/^[ -~]+$/.test(text)) return text
  throw new CodeError(
    'INVENTORY_BARCODE_INVALID',
    `"${text}" has signs that a label printer cannot put into Code 128.`,
  )
}

/**
 * Cuts the text where set C, two digits in one code, makes the symbol shorter.
 * @param before the set that is in force already, where the text goes on after a separator
 */
function segments(text: string, before?: Set128): Segment[] {
  const found: Segment[] = []
  let done = 0
  for (const run of text.matchAll(/\d+/g)) {
    const start = run.index ?? 0
    const { length } = run[0]
    if (length < leastDigits(text, start, length, before)) continue
    // An odd digit stays in set B: before the pairs, or behind them where set C is in force or begins.
    const odd = length % 2
    const [from, to] =
      start === 0 && before !== 'B' ? [start, start + length - odd] : [start + odd, start + length]
    if (from > done) found.push({ set: 'B', text: text.slice(done, from) })
    found.push({ set: 'C', text: text.slice(from, to) })
    done = to
  }
  if (done < text.length) found.push({ set: 'B', text: text.slice(done) })
  return found
}

/** From how many digits on a run is shorter in set C, the codes for switching counted in. */
function leastDigits(text: string, start: number, length: number, before: Set128 | undefined): number {
  const [atStart, atEnd] = [start === 0, start + length === text.length]
  if (atStart && before === 'C') return 2
  if (atStart && atEnd && before === undefined) return length === 2 ? 2 : 4
  return (atStart && before === undefined) || atEnd ? 4 : 6
}

function fieldData(parts: readonly Segment[]): string {
  return parts.map((part, place) => opening(part, parts[place - 1]?.set) + escaped(part.text)).join('')
}

function opening({ set, opensElement }: Segment, before: Set128 | undefined): string {
  const code = { B: '>6', C: '>5' }[set]
  const start = { B: '>:', C: '>;' }[set]
  const change = before === undefined ? start : before === set ? '' : code
  if (!opensElement) return change
  return before === undefined ? `${start}>8` : `>8${change}`
}

/** Inside ^BC these three signs have codes of their own. */
function escaped(text: string): string {
  return text.replace(/[>^~]/g, (sign) => ({ '>': '>0', '^': '><', '~': '>=' })[sign] ?? sign)
}
