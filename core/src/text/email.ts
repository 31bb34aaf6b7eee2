import { domainToASCII, domainToUnicode } from 'node:url'

/** The answer of {@link parseEmail}. */
export type EmailResult =
  | {
      ok: true
      /** The address to store and send to: outer blanks gone, needless quotes gone, domain in lower case. */
      value: string
      /** Equal for two spellings of one mailbox: lower case, domain in its ASCII (xn--) form. */
      key: string
      local: string
      /** Domain in its ASCII form, for mail servers and DNS. */
      domain: string
    }
  | { ok: false; message: string }

// RFC 5321 section 4.5.3.1 and its erratum 1690: octets.
const MAX_LOCAL = 64
const MAX_DOMAIN = 253
const MAX_ADDRESS = 254
const ATEXT = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]$/
// RFC 6531 allows any character beyond ASCII; blanks, controls and invisible marks only ever deceive.
const INVISIBLE = /[\p{C}\p{Z}]/u

/**
 * Reads one e-mail address as people type it.
 *
 * Accepted: whatever SMTP can deliver to a domain (RFC 5321 with RFC 6531): dot-atoms, quoted local parts, Unicode
 * local parts, international domains, domains without a dot. Refused although some RFC knows them: comments and folding
 * white space, obsolete forms, control characters, address literals (`a@[192.0.2.1]`) and numeric top domains, which no
 * customer has. Blanks, tabs and no-break spaces around the address are dropped; line breaks are not.
 * Takes linear time. Never throws.
 */
export function parseEmail(text: string): EmailResult {
  if (text.length > 4 * MAX_ADDRESS) return refuse('is too long: an address has at most 254 characters')
  const address = trimBlanks(text).normalize('NFC')
  if (address === '') return refuse('is empty')
  const at = separator(address)
  if (at < 0) return refuse('has no @: write it like name@example.com')
  if (at === 0) return refuse('has nothing before the @')
  if (at === address.length - 1) return refuse('has nothing after the @')
  const local = parseLocal(address.slice(0, at))
  if (!local.ok) return local
  const domain = parseDomain(address.slice(at + 1))
  if (!domain.ok) return domain
  const value = `${local.text}@${domain.text}`
  if (octets(`${local.text}@${domain.ascii}`) > MAX_ADDRESS)
    return refuse('is too long: an address has at most 254 characters')
  const key = `${local.text.toLowerCase()}@${domain.ascii}`
  return { ok: true, value, key, local: local.text, domain: domain.ascii }
}

type Part = { ok: true; text: string } | { ok: false; message: string }

/** Position of the @ that ends the local part; one inside quotes belongs to the name. */
function separator(address: string): number {
  let quoted = address.startsWith('"')
  for (let i = quoted ? 1 : 0; i < address.length; i++) {
    const char = address[i]
    if (quoted && char === '\\') i++
    else if (char === '"') quoted = false
    else if (char === '@' && !quoted) return i
  }
  return -1
}

function parseLocal(local: string): Part {
  const text = local.startsWith('"') ? unquote(local) : local
  if (text === undefined) return refuse('has wrong quotation marks before the @')
  if (text === '') return refuse('has nothing between the quotation marks before the @')
  const plain = isDotAtom(text)
  if (!local.startsWith('"') && plain !== true) return refuse(plain)
  const printed = plain === true ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
  if (octets(printed) > MAX_LOCAL) return refuse('is too long before the @: at most 64 characters')
  return { ok: true, text: printed }
}

function isDotAtom(text: string): true | string {
  if (text.startsWith('.')) return 'starts with a dot'
  if (text.endsWith('.')) return 'has a dot right before the @'
  if (text.includes('..')) return 'has two dots in a row'
  for (const char of text) {
    if (char === '.' || ATEXT.test(char)) continue
    if (char < '\u0080' || INVISIBLE.test(char)) return `has ${describe(char)} before the @`
  }
  return true
}

/** The text inside quotation marks, or undefined where it is not a quoted string of RFC 5321. */
function unquote(quoted: string): string | undefined {
  if (quoted.length < 2 || !quoted.endsWith('"')) return undefined
  const inner = quoted.slice(1, -1)
  let text = ''
  for (let i = 0; i < inner.length; i++) {
    const escaped = inner[i] === '\\'
    const char = inner[escaped ? ++i : i]
    if (char === undefined || !(escaped ? isPrintableAscii(char) : isQuotable(char))) return undefined
    text += char
  }
  return text
}

const isQuotable = (char: string) =>
  char !== '"' && (char < '\u0080' ? isPrintableAscii(char) : !INVISIBLE.test(char))

function parseDomain(
  domain: string,
): { ok: true; text: string; ascii: string } | { ok: false; message: string } {
  if (domain.startsWith('[')) return refuse('ends in a numeric address: write the domain name instead')
  const wrong = [...domain].find((char) =>
    char < '\u0080' ? !/[A-Za-z0-9.-]/.test(char) : INVISIBLE.test(char),
  )
  if (wrong !== undefined) return refuse(`has ${describe(wrong)} after the @`)
  const ascii = /[^\0-\x7f]|xn--/i.test(domain) ? domainToASCII(domain) : domain.toLowerCase()
  if (ascii === '') return refuse('has an international domain that does not exist in that spelling')
  if (ascii.length > MAX_DOMAIN) return refuse('has a domain that is too long')
  const labels = ascii.split('.')
  for (const label of labels) {
    if (label === '') return refuse('has a dot too many after the @')
    if (label.length > 63) return refuse('has a domain part longer than 63 characters')
    if (label.startsWith('-') || label.endsWith('-'))
      return refuse('has a hyphen at the edge of a domain part')
  }
  if (/^\d+$/.test(labels.at(-1) ?? '')) return refuse('ends in a number, which no domain does')
  return { ok: true, ascii, text: readable(domain, ascii) }
}

/** Domains typed in their own script stay readable; `xn--` ones stay as typed, so nobody is shown a look-alike. */
function readable(typed: string, ascii: string): string {
  if (!/[^\0-\x7f]/.test(typed)) return ascii
  const unicode = domainToUnicode(ascii)
  return domainToASCII(unicode) === ascii ? unicode : ascii
}

function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text[start])) start++
  while (end > start && isBlank(text[end - 1])) end--
  return text.slice(start, end)
}

const isBlank = (char: string | undefined) => char === ' ' || char === '\t' || char === '\u00a0'
const isPrintableAscii = (char: string) => char >= ' ' && char <= '~'
const octets = (text: string) => Buffer.byteLength(text)

function describe(char: string): string {
  if (char === ' ') return 'a blank'
  if (/[\p{C}\p{Z}]/u.test(char)) return 'an invisible character'
  return `the character ${char}, which is not allowed`
}

function refuse(what: string): { ok: false; message: string } {
  return { ok: false, message: `The e-mail address ${what}.` }
}
