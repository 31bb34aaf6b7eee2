import { TextDecoder } from 'node:util'

/** Where cards come from: whole texts or chunks of bytes. */
export type CardSource = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** A line with its bytes as characters 0 to 255, because its character set is known only later. */
export type Line = { text: string; number: number; overlong: boolean }

/**
 * Splits a source into its physical lines at CR, LF, CRLF and CRCRLF alike. Empty lines go: between properties they mean
 * nothing, and the doubled line ends of some phones are full of them. UTF-16 is recognised by its byte order mark.
 * A line longer than `maxBytes` is cut and marked, so memory stays bounded.
 */
export async function* physicalLines(source: CardSource, maxBytes: number): AsyncGenerator<Line> {
  const line = new LineBuffer(maxBytes)
  const ends = new LineCounter()
  for await (const chunk of toUtf8(source)) {
    const text = chunk.toString('latin1')
    let start = 0
    for (const match of text.matchAll(/[\r\n]/g)) {
      line.add(text.slice(start, match.index))
      const done = line.take(ends.number)
      ends.pass(match[0])
      if (done) yield done
      start = match.index + 1
    }
    line.add(text.slice(start))
  }
  const last = line.take(ends.number)
  if (last) yield last
}

class LineBuffer {
  private parts: string[] = []
  private length = 0
  constructor(private readonly maxBytes: number) {}

  add(part: string): void {
    const room = this.maxBytes - this.length
    this.length += part.length
    if (room > 0 && part !== '') this.parts.push(part.slice(0, room))
  }

  take(number: number): Line | undefined {
    const text = this.parts.join('').replace(/^\xef\xbb\xbf/, '')
    const overlong = this.length > this.maxBytes
    this.parts = []
    this.length = 0
    return text === '' ? undefined : { text, number, overlong }
  }
}

/** Numbers lines by their LFs, or by their CRs in files of old Macs that have none. */
class LineCounter {
  private feeds = 0
  private returns = 0
  get number(): number {
    return 1 + (this.feeds > 0 ? this.feeds : this.returns)
  }

  pass(end: string): void {
    if (end === '\n') this.feeds++
    else this.returns++
  }
}

/** Chunks as UTF-8, or in whatever eight-bit set they are; UTF-16 is told by its mark. */
async function* toUtf8(source: CardSource): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of source) {
    let bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (head) {
      bytes = Buffer.concat([head, bytes])
      head = bytes.length < 2 ? bytes : undefined
      if (head) continue
      decoder = utf16Decoder(bytes)
    }
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes
  }
  if (head) yield head
}

function utf16Decoder(bytes: Buffer): TextDecoder | undefined {
  const mark = bytes.readUInt16BE(0)
  if (mark === 0xfffe) return new TextDecoder('utf-16le')
  return mark === 0xfeff ? new TextDecoder('utf-16be') : undefined
}
