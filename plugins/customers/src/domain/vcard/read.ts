import type { Card, CardProperty, CardVersion } from './card.ts'
import { type ContentLine, parseContentLine } from './content-line.ts'
import { type CardSource, type Line, physicalLines } from './lines.ts'
import { parseValue } from './parse-value.ts'
import { unfold } from './unfold.ts'

/** What was found wrong; `error` where the card was left out, `warning` where it was read nevertheless. */
export type CardIssue = {
  line: number
  severity: 'error' | 'warning'
  code: 'outside_card' | 'unfinished_card' | 'bad_line' | 'no_version' | 'too_large' | 'empty_card'
  message: string
}

/** One BEGIN:VCARD of the source; without a card where it was unreadable. `line` is where it begins, from 1. */
export type ReadCard = { line: number; card?: Card; issues: CardIssue[] }

export type ReadOptions = {
  /** Cards (with their photos) above this size are left out; 16 MB by default. */
  maxCardBytes?: number
}

/**
 * Reads any number of vCards 2.1, 3.0 and 4.0 from a stream. Tolerant: wrong line ends, folding, character sets, order
 * and case are understood; what cannot be is reported and never throws. Memory holds one card at a time.
 */
export async function* readCards(source: CardSource, options: ReadOptions = {}): AsyncGenerator<ReadCard> {
  const maxBytes = options.maxCardBytes ?? 16 * 1024 * 1024
  const reader = new CardReader(maxBytes)
  for await (const line of unfold(physicalLines(source, maxBytes), maxBytes)) yield* reader.take(line)
  yield* reader.end()
}

type Edge = 'begin' | 'end' | undefined
const edgeOf = (text: string) => /^(begin|end):vcard\s*$/i.exec(text)?.[1]?.toLowerCase() as Edge

/** Collects content lines to cards. */
class CardReader {
  private open: OpenCard | undefined
  private outside = false
  constructor(private readonly maxBytes: number) {}

  /** What is finished with this line: nothing, a card, or a complaint. */
  take(line: Line): ReadCard[] {
    const edge = edgeOf(line.text)
    const unfinished = edge === 'begin' && !this.open?.nests() ? this.end() : []
    if (this.open?.add(line, edge)) return []
    const finished = this.open ? [this.open.finish()] : this.stray(line, edge)
    this.open = edge === 'begin' ? new OpenCard(line.number, this.maxBytes) : undefined
    return [...unfinished, ...finished]
  }

  end(): ReadCard[] {
    const unfinished = this.open ? [this.open.unfinished()] : []
    this.open = undefined
    return unfinished
  }

  /** Complains once about each stretch of text between cards. */
  private stray({ text, number }: Line, edge: Edge): ReadCard[] {
    const first = edge !== 'begin' && !this.outside && text.trim() !== ''
    this.outside = edge !== 'begin' && (this.outside || first)
    return first
      ? [
          {
            line: number,
            issues: [issue(number, 'error', 'outside_card', 'Text outside a card was left out.')],
          },
        ]
      : []
  }
}

/** A card between its BEGIN and END. Lines wait for END, because VERSION need not come first. */
class OpenCard {
  private readonly lines: Line[] = []
  private bytes = 0
  private depth = 0

  constructor(
    private readonly start: number,
    private readonly maxBytes: number,
  ) {}

  /** Whether a BEGIN now opens a card inside this one: vCard 2.1 writes it behind an empty AGENT. */
  nests(): boolean {
    return this.depth > 0 || /^agent(;[^:]*)?:\s*$/i.test(this.lines.at(-1)?.text ?? '')
  }

  /** Takes a line; false where it was this card's END. */
  add(line: Line, edge: Edge): boolean {
    if (edge === 'end' && this.depth === 0) return false
    if (edge === 'begin') this.depth++
    if (edge === 'end') this.depth--
    this.bytes += line.overlong ? this.maxBytes + 1 : line.text.length
    if (this.bytes > this.maxBytes) this.lines.length = 0
    else this.lines.push(line)
    return true
  }

  unfinished(): ReadCard {
    return this.refuse('unfinished_card', 'The card has no END:VCARD and was left out.')
  }

  finish(): ReadCard {
    if (this.bytes > this.maxBytes)
      return this.refuse('too_large', `The card is larger than ${this.maxBytes} bytes and was left out.`)
    const issues: CardIssue[] = []
    const version = this.version(issues)
    const properties = foldAgents(this.lines).flatMap((line) => {
      const parsed = parseContentLine(line.text, version !== '2.1')
      if (!parsed)
        issues.push(issue(line.number, 'warning', 'bad_line', 'A line that is no property was left out.'))
      return parsed && parsed.name !== 'version' ? [toProperty(parsed, version)] : []
    })
    if (properties.length === 0)
      return this.refuse('empty_card', 'The card holds no property and was left out.')
    return { line: this.start, card: { version, properties }, issues }
  }

  private version(issues: CardIssue[]): CardVersion {
    const stated = this.lines
      .map(({ text }) => /^version(?:;[^:]*)?:\s*([\d.]+)/i.exec(text)?.[1])
      .find(Boolean)
    if (stated?.startsWith('2')) return '2.1'
    if (stated?.startsWith('4')) return '4.0'
    if (!stated)
      issues.push(issue(this.start, 'warning', 'no_version', 'The card has no VERSION: it was read as 3.0.'))
    return '3.0'
  }

  private refuse(code: CardIssue['code'], message: string): ReadCard {
    return { line: this.start, issues: [issue(this.start, 'error', code, message)] }
  }
}

/** Puts the lines of a nested card (vCard 2.1) into the value of the AGENT before them, as vCard 3.0 writes it. */
function foldAgents(lines: Line[]): Line[] {
  const folded: Line[] = []
  let depth = 0
  let nested: string[] = []
  for (const line of lines) {
    const edge = edgeOf(line.text)
    if (edge === 'begin') depth++
    if (depth === 0) folded.push(line)
    else nested.push(line.text)
    if (edge !== 'end' || --depth > 0) continue
    const agent = folded.pop() as Line
    const value = nested.map((text) => `${text.replace(/[\\,;]/g, '\\$&')}\\n`).join('')
    folded.push({ ...agent, text: `${agent.text.trim().replace(/:$/, ';VALUE=vcard:')}${value}` })
    nested = []
  }
  return folded
}

// Resolved while reading: the value carries them from here on.
const RESOLVED = ['value', 'charset']

function toProperty(line: ContentLine, version: CardVersion): CardProperty {
  const { type, values } = parseValue(line, version)
  const params = [...line.params].filter(
    ([key]) => !RESOLVED.includes(key) && (key !== 'encoding' || type === 'binary'),
  )
  if (type === 'binary') params.sort(([a], [b]) => Number(b === 'encoding') - Number(a === 'encoding'))
  const named = params.map(([key, list]) => [key, key === 'encoding' ? ['b'] : list] as const)
  const { group, name } = line
  return { ...(group ? { group } : {}), name, params: Object.fromEntries(named), type, values }
}

function issue(
  line: number,
  severity: CardIssue['severity'],
  code: CardIssue['code'],
  message: string,
): CardIssue {
  return { line, severity, code, message }
}
