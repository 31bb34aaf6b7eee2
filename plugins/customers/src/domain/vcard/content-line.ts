import { decodeText } from './charset.ts'

/** A content line taken apart, its value still in bytes and in its transfer encoding. */
export type ContentLine = {
  group?: string
  name: string
  params: Map<string, string[]>
  value: string
}

const ENCODINGS = /^(quoted-printable|base64|8bit|7bit|b)$/i
const VALUE_KINDS = /^(inline|url|uri|content-id|cid)$/i
// Slash and underscore are not in the standard but in what KDE and others write.
const NAME = /^[a-z0-9_/-]+$/
const MAX_PARAMETERS = 200

/**
 * Takes a content line apart: `item1.TEL;TYPE="home,voice":…`, and the bare parameters of vCard 2.1 (`TEL;HOME;VOICE:`).
 * Answers undefined where it is none.
 * @param carets whether `^n`, `^'` and `^^` in parameters are escapes (RFC 6868; not in vCard 2.1)
 */
export function parseContentLine(text: string, carets: boolean): ContentLine | undefined {
  const end = /[;:]/.exec(text)?.index ?? -1
  if (end < 1) return undefined
  const dotted = text.slice(0, end).trim().toLowerCase().split('.')
  const name = dotted.pop() as string
  const group = dotted.join('-')
  if (!NAME.test(name) || (dotted.length > 0 && !NAME.test(group))) return undefined
  const params = new Map<string, string[]>()
  let at = end
  for (let count = 0; text[at] === ';' && count < MAX_PARAMETERS; count++) {
    const parsed = parseParameter(text, at + 1)
    at = parsed.end
    const key = parsed.key === '' ? bareKey(parsed.values[0] ?? '') : parsed.key
    if (key !== '') params.set(key, [...(params.get(key) ?? []), ...parsed.values])
  }
  if (text[at] !== ':') return undefined
  return {
    ...(group ? { group } : {}),
    name,
    params: decodeParams(params, carets),
    value: text.slice(at + 1),
  }
}

/** Reads `KEY=value,"quoted, value"` or a bare word, up to the next semicolon or colon. */
function parseParameter(text: string, start: number): { key: string; values: string[]; end: number } {
  const key = /^[^=;:"]*/.exec(text.slice(start, start + 200))?.[0] ?? ''
  if (text[start + key.length] !== '=') {
    const end = nextOf(text, start, ';:')
    return { key: '', values: [text.slice(start, end).trim()], end }
  }
  const values: string[] = []
  let at = start + key.length
  do {
    at++
    if (text[at] === '"') {
      const close = nextOf(text, at + 1, '"')
      values.push(text.slice(at + 1, close))
      at = nextOf(text, close, ',;:')
    } else {
      const end = nextOf(text, at, ',;:')
      values.push(text.slice(at, end))
      at = end
    }
  } while (text[at] === ',')
  return {
    key: key
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9_/-]/g, '-'),
    values,
    end: at,
  }
}

function nextOf(text: string, from: number, chars: string): number {
  for (let i = from; i < text.length; i++) if (chars.includes(text[i] as string)) return i
  return text.length
}

/** What a parameter without a name means in vCard 2.1. */
function bareKey(word: string): string {
  if (word === '') return ''
  if (ENCODINGS.test(word)) return 'encoding'
  return VALUE_KINDS.test(word) ? 'value' : 'type'
}

function decodeParams(params: Map<string, string[]>, carets: boolean): Map<string, string[]> {
  const charset = params.get('charset')?.[0]
  for (const [key, values] of params) {
    const decoded = values
      .map((value) => decodeText(value, charset))
      .map((value) => (carets ? uncaret(value) : value))
    // TYPE="home,voice" is a list although quoted (RFC 6350 section 5.6); other quoted commas belong to their value.
    params.set(
      key,
      key === 'type' || key === 'sort-as' ? decoded.flatMap((value) => value.split(',')) : decoded,
    )
  }
  return params
}

function uncaret(value: string): string {
  return value.replace(/\^([n'^])/g, (_, char: string) => (char === 'n' ? '\n' : char === "'" ? '"' : '^'))
}
