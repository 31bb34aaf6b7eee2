import { addressRule } from './address-rule.ts'
import { countryName } from './country.ts'

/** A postal address in the parts that forms ask for. Absent parts are absent or empty. */
export type PostalAddress = {
  street1?: string
  street2?: string
  city?: string
  region?: string
  postalCode?: string
  /** ISO 3166-1 alpha-2. */
  country?: string
}

export type AddressField = keyof PostalAddress

export type AddressFormat = {
  /** The addressee's lines. */
  name?: string
  organisation?: string
  /** Country (alpha-2) of the reader: its own addresses go without a country line. */
  from?: string
  /** Language of the country's name; English by default. */
  locale?: string
  /** Write in capitals what the country's post wants so. */
  capitals?: boolean
}

/**
 * The lines of an address in the order of its country, empty ones left out. No field is lost: where the country's form
 * has no place for one (a region in France), it gets a line of its own before the country.
 */
export function formatAddress(address: PostalAddress, format: AddressFormat = {}): string[] {
  const rule = addressRule(address.country)
  const fields = fieldsOf(address, format)
  const template =
    rule.latinFormat && isLatin(Object.values(fields).join('')) ? rule.latinFormat : rule.format
  if (format.capitals) for (const letter of rule.upper) fields[letter] = fields[letter]?.toUpperCase() ?? ''
  const placed = template.split('%n').flatMap((line) => printLine(line, fields).split('\n'))
  const unplaced = ['C', 'S', 'Z']
    .filter((letter) => !template.includes(`%${letter}`))
    .map((letter) => fields[letter] ?? '')
  const foreign = address.country && address.country.toUpperCase() !== format.from?.toUpperCase()
  const country = foreign ? countryName(address.country as string, format.locale) : ''
  // Berlin and Oslo are their own regions: one line tells it.
  const extra = unplaced.filter((line) => line !== address.city || !template.includes('%C'))
  return [...placed, ...extra, country].map((line) => line.trim()).filter((line) => line !== '')
}

function fieldsOf(address: PostalAddress, format: AddressFormat): Record<string, string> {
  return {
    N: format.name ?? '',
    O: format.organisation ?? '',
    A: [address.street1, address.street2].filter((line) => line?.trim()).join('\n'),
    C: address.city ?? '',
    S: address.region ?? '',
    Z: address.postalCode ?? '',
  }
}

/** Fills one line; text between two fields stays only where both are there, else a blank parts what is left. */
function printLine(line: string, fields: Record<string, string>): string {
  let text = ''
  let between = ''
  let present = true
  for (const part of line.split(/(%[A-Z])/).filter((piece) => piece !== '')) {
    const blank = text === '' ? '' : ' '
    if (!part.startsWith('%')) {
      between = present ? part : blank
      continue
    }
    const value = (fields[part.slice(1)] ?? '').trim()
    present = value !== ''
    if (present) text += between + value
    between = present ? '' : blank
  }
  return present ? text + between : text
}

const isLatin = (text: string) => /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(text)
