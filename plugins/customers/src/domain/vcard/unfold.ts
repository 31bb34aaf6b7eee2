import type { Line } from './lines.ts'

/**
 * Joins physical lines to content lines. Besides folding by a leading blank (RFC 6350 section 3.2) it knows what vCard
 * 2.1 writers do: soft line breaks of quoted-printable values and base64 that goes on without a blank in front.
 * BEGIN and END always start a line of their own, so a broken value never swallows the next card.
 */
export async function* unfold(lines: AsyncIterable<Line>, maxBytes: number): AsyncGenerator<Line> {
  let open: OpenLine | undefined
  for await (const line of lines) {
    const edge = /^(begin|end):vcard\s*$/i.test(line.text)
    if (open && !edge && open.absorb(line.text)) continue
    if (open) yield open.close()
    open = new OpenLine(line, maxBytes)
  }
  if (open) yield open.close()
}

type Encoding = 'quoted-printable' | 'base64' | 'none'

class OpenLine {
  private readonly parts: string[]
  private length: number
  /** What the line is encoded in; unknown until the colon that ends its head has been seen. */
  private encoding: Encoding | undefined
  private head: string

  constructor(
    private readonly first: Line,
    private readonly maxBytes: number,
  ) {
    this.parts = [first.text]
    this.length = first.text.length
    this.head = first.text
    this.encoding = encodingOf(this.head)
  }

  /** Takes the next physical line into this one where it belongs here. */
  absorb(text: string): boolean {
    if (this.encoding === 'quoted-printable' && this.parts.at(-1)?.endsWith('=')) {
      this.parts[this.parts.length - 1] = this.parts.at(-1)?.slice(0, -1) ?? ''
      return this.append(text)
    }
    if (/^[ \t]/.test(text)) return this.append(text.slice(1))
    if (this.encoding === 'base64' && /^[A-Za-z0-9+/=]+\s*$/.test(text)) return this.append(text)
    return false
  }

  private append(text: string): true {
    this.length += text.length
    if (text !== '' && this.length <= this.maxBytes) this.parts.push(text)
    if (this.encoding === undefined) {
      this.head += text
      this.encoding = encodingOf(this.head)
    }
    return true
  }

  close(): Line {
    const overlong = this.first.overlong || this.length > this.maxBytes
    return { text: this.parts.join(''), number: this.first.number, overlong }
  }
}

function encodingOf(text: string): Encoding | undefined {
  const colon = text.indexOf(':')
  if (colon < 0) return text.length > 1000 ? 'none' : undefined
  const head = `${text.slice(0, colon)};`
  if (/;(encoding=)?"?quoted-printable"?;/i.test(head)) return 'quoted-printable'
  return /;(encoding=)?"?(base64|b)"?;/i.test(head) ? 'base64' : 'none'
}
