import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

const REPLACEMENT = '\ufffd'

/** Bytes → text, chunk by chunk. `encoding` is what is known so far. */
export interface Decoder {
  readonly encoding: string
  /** Whether bytes turned up that the encoding does not have; they became U+FFFD. */
  damaged: boolean
  write(chunk: Buffer): string
  end(): string
}

/**
 * The decoder for a file that begins with `head`. A byte order mark decides (and is dropped), then `declared`, then the
 * bytes: UTF-16 by its zeros, UTF-8 by its form, else Windows-1252, which is what spreadsheets write in the west.
 */
export function decoderFor(head: Buffer, declared?: string): Decoder {
  const found = markOf(head) ?? known(declared) ?? utf16WithoutMark(head)
  if (found === undefined || /^utf-?8$/.test(found)) return new Utf8OrAnsi(found !== undefined)
  return fixed(found)
}

/** The encoding meant: browsers too read what calls itself Latin 1 as Windows-1252, and ASCII says nothing. */
function known(declared: string | undefined): string | undefined {
  const name = declared?.toLowerCase()
  if (name === undefined || /^(us-)?ascii$/.test(name) || !iconv.encodingExists(name)) return undefined
  return /^(iso-?8859-?1|latin-?1)$/.test(name) ? 'windows-1252' : name
}

function markOf(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Tables are mostly ASCII, which has a zero in every second byte of UTF-16. */
function utf16WithoutMark(head: Buffer): string | undefined {
  const length = Math.min(head.length, 4096) & ~1
  if (length < 4) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] as number) + 1
  const [even, odd] = zeros as [number, number]
  if (odd > length * 0.2 && even < length * 0.02) return 'utf-16le'
  if (even > length * 0.2 && odd < length * 0.02) return 'utf-16be'
  return undefined
}

function fixed(encoding: string): Decoder {
  const decoder = iconv.getDecoder(encoding)
  // UTF-16 can hold U+FFFD as a character; elsewhere it only stands for a byte the encoding does not have.
  const tellsDamage = !encoding.startsWith('utf-16')
  return {
    encoding,
    damaged: false,
    write(chunk) {
      const text = decoder.write(chunk)
      if (tellsDamage && text.includes(REPLACEMENT)) this.damaged = true
      return text
    },
    end: () => decoder.end() ?? '',
  }
}

/**
 * Stays undecided while everything is ASCII, so that the first accent decides, however late it comes: in a file of
 * 50,000 rows it may be far behind the head.
 */
class Utf8OrAnsi implements Decoder {
  damaged = false
  #utf8: boolean
  #ansi: Decoder | undefined
  #tail: Buffer = Buffer.alloc(0)
  #first = true

  constructor(certain: boolean) {
    this.#utf8 = certain
  }

  get encoding(): string {
    return this.#ansi?.encoding ?? 'utf-8'
  }

  write(chunk: Buffer): string {
    const all = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk
    this.#tail = Buffer.alloc(0)
    return this.#ansi ? this.#ansi.write(all) : this.#decode(all)
  }

  end(): string {
    if (this.#tail.length === 0) return this.#ansi?.end() ?? ''
    const rest = this.#tail
    this.#tail = Buffer.alloc(0)
    if (!this.#utf8) return this.#becomeAnsi(rest)
    this.damaged = true
    return rest.toString('utf8')
  }

  #decode(all: Buffer): string {
    if (isAscii(all)) return this.#text(all.toString('latin1'))
    const whole = all.length - unfinishedTail(all)
    const body = all.subarray(0, whole)
    if (isUtf8(body)) {
      if (!isAscii(body)) this.#utf8 = true
      this.#tail = Buffer.from(all.subarray(whole))
      return this.#text(body.toString('utf8'))
    }
    const text = body.toString('utf8')
    if (!this.#utf8 && !isMostlyUtf8(text)) return this.#becomeAnsi(all)
    this.#utf8 = true
    this.damaged = true
    this.#tail = Buffer.from(all.subarray(whole))
    return this.#text(text)
  }

  #becomeAnsi(bytes: Buffer): string {
    this.#ansi = fixed('windows-1252')
    return this.#ansi.write(bytes)
  }

  #text(text: string): string {
    if (text === '' || !this.#first) return text
    this.#first = false
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
}

/** One bad byte among many good sequences is damage; windows-1252 read as UTF-8 yields hardly anything but damage. */
function isMostlyUtf8(text: string): boolean {
  const bad = text.split(REPLACEMENT).length - 1
  const beyondAscii = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  return beyondAscii - bad > 10 * bad
}

/** How many bytes at the end begin a UTF-8 sequence that the next chunk completes. */
function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return wanted > back ? back : 0
    }
  }
  return 0
}
