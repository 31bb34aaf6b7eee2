import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

/** What a number is for, as far as its country's numbering plan tells. */
export type PhoneType =
  | 'mobile'
  | 'fixed_line'
  | 'fixed_line_or_mobile'
  | 'toll_free'
  | 'premium_rate'
  | 'shared_cost'
  | 'voip'
  | 'personal_number'
  | 'pager'
  | 'uan'
  | 'voicemail'

export type Phone = {
  /** What to store: E.164, followed by `;ext=` and the extension where there is one (RFC 3966 without `tel:`). */
  value: string
  /** E.164 alone: equal for every spelling of one line, so numbers are compared by it. */
  key: string
  extension?: string
  /** ISO 3166-1 alpha-2; absent for numbers of no country such as +800. */
  country?: string
  type?: PhoneType
  /** As printed inside the country, e.g. `(201) 555-0123`. */
  national: string
  /** As printed for people abroad, e.g. `+1 201 555 0123`. */
  international: string
  /** For links, RFC 3966. */
  uri: string
}

export type PhoneResult = ({ ok: true } & Phone) | { ok: false; message: string }

// The longest real number with every separator and an extension; more is text, not a number.
const MAX_LENGTH = 100

/**
 * Reads one telephone number as people type it, with the numbering plans of libphonenumber's full metadata: the smaller
 * sets know neither types nor all valid numbers. Text around the number is refused, not skipped. Never throws.
 * @param defaultCountry ISO 3166-1 alpha-2 of the country that numbers without `+` belong to
 */
export function parsePhone(text: string, defaultCountry?: string): PhoneResult {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return refuse('is empty')
  if (typed.length > MAX_LENGTH) return refuse(`has more than ${MAX_LENGTH} characters`)
  const country = knownCountry(defaultCountry)
  const cleaned = typed.replace(/^tel:/i, '')
  const number = parsePhoneNumberFromString(cleaned, {
    ...(country ? { defaultCountry: country } : {}),
    extract: false,
  })
  if (!number) return refuse(unreadable(cleaned, country))
  if (!number.isValid()) return refuse(invalid(number))
  return { ok: true, ...describe(number) }
}

function describe(number: PhoneNumber): Phone {
  const type = number.getType()?.toLowerCase() as PhoneType | undefined
  return {
    value: number.ext ? `${number.number};ext=${number.ext}` : number.number,
    key: number.number,
    ...(number.ext ? { extension: number.ext } : {}),
    ...(number.country ? { country: number.country } : {}),
    ...(type ? { type } : {}),
    national: number.formatNational(),
    international: number.formatInternational(),
    uri: number.getURI(),
  }
}

function unreadable(typed: string, country: CountryCode | undefined): string {
  if (!/\d/.test(typed.normalize('NFKD'))) return 'has no digits'
  if (/\p{L}/u.test(typed.replace(/e?xt\.?|extension|x/gi, ''))) return 'has letters in it: write digits only'
  if (!country && !/^\s*[+＋]/.test(typed)) return 'has no country: start it with + and the country code'
  return 'is not complete: check the digits and the country code'
}

function invalid(number: PhoneNumber): string {
  const where = number.country ? ` in ${number.country}` : ` under +${number.countryCallingCode}`
  return `does not exist${where}: check the digits${number.country ? '' : ' and the country code'}`
}

function knownCountry(code: string | undefined): CountryCode | undefined {
  const upper = code?.toUpperCase()
  return upper && isSupportedCountry(upper) ? upper : undefined
}

function refuse(what: string): { ok: false; message: string } {
  return { ok: false, message: `The phone number ${what}.` }
}
