import type { ImportColumn } from './core.ts'

/** Addresses a file may give a person: `street`, `city`… of each set carry its name in front. */
export const ADDRESS_SETS = [
  { set: '', label: 'other' },
  { set: 'second', label: 'other' },
  { set: 'home', label: 'home' },
  { set: 'work', label: 'work' },
  { set: 'otherPlace', label: 'other' },
] as const

export type AddressPart =
  | 'Label'
  | 'Formatted'
  | 'Street'
  | 'Street2'
  | 'Street3'
  | 'PoBox'
  | 'City'
  | 'Region'
  | 'PostalCode'
  | 'Country'

/** The name of an address column, e.g. `homePostalCode`; the first set has none in front. */
export function addressColumn(set: string, part: AddressPart): string {
  if (set !== '') return `${set}${part}`
  // Alone these two would not say of what.
  return part === 'Label' || part === 'Formatted'
    ? `address${part}`
    : `${part.charAt(0).toLowerCase()}${part.slice(1)}`
}

const PARTS: Record<AddressPart, { label: string; words: string[]; plain?: string[] }> = {
  Label: { label: 'Address label', words: [], plain: [] },
  Formatted: {
    label: 'Address as one text',
    words: ['Address', 'Formatted Address', 'Full Address'],
    plain: ['Formatted Address', 'Full Address', 'Complete Address'],
  },
  Street: {
    label: 'Street',
    words: ['Street', 'Street Address', 'Street 1', 'Address Line 1'],
    plain: [
      'Address',
      'Street Address',
      'Address Line 1',
      'Street Address 1',
      'Street 1',
      'Mailing Street',
      'Billing Street',
      'Default Address Address1',
      'Shipping Street',
      'Address 1',
    ],
  },
  Street2: {
    label: 'Street 2',
    words: ['Street 2', 'Address Line 2', 'Extended Address'],
    plain: [
      'Address Line 2',
      'Street Address 2',
      'Default Address Address2',
      'Extended Address',
      'Address 2',
      'Apartment',
      'Suite',
      'Unit',
    ],
  },
  Street3: { label: 'Street 3', words: ['Street 3', 'Address Line 3'] },
  PoBox: { label: 'PO box', words: ['PO Box', 'Address PO Box'] },
  City: {
    label: 'City',
    words: ['City', 'Town'],
    plain: ['Town', 'Mailing City', 'Billing City', 'Default Address City', 'Locality', 'Shipping City'],
  },
  Region: {
    label: 'Region',
    words: ['State', 'Region', 'Province', 'State/Region'],
    plain: [
      'State',
      'Province',
      'State/Region',
      'State/Province',
      'Mailing State/Province',
      'Billing State/Province',
      'Default Address Province Code',
      'County',
      'Shipping State',
    ],
  },
  PostalCode: {
    label: 'Postal code',
    words: ['Postal Code', 'Zip', 'Zip Code'],
    plain: [
      'Zip',
      'Zip Code',
      'Postcode',
      'Mailing Zip/Postal Code',
      'Billing Zip/Postal Code',
      'Default Address Zip',
      'Shipping Zip',
    ],
  },
  Country: {
    label: 'Country',
    words: ['Country', 'Country/Region'],
    plain: [
      'Country/Region',
      'Mailing Country',
      'Billing Country',
      'Default Address Country Code',
      'Shipping Country',
    ],
  },
}

const SET_WORDS: Record<string, string[]> = {
  home: ['Home'],
  work: ['Business', 'Work', 'Office'],
  otherPlace: ['Other'],
}
const GOOGLE_PARTS: Partial<Record<AddressPart, string[]>> = {
  Label: ['Label', 'Type'],
  Formatted: ['Formatted'],
  Street: ['Street'],
  Street2: ['Extended Address'],
  PoBox: ['PO Box'],
  City: ['City'],
  Region: ['Region'],
  PostalCode: ['Postal Code'],
  Country: ['Country'],
}

/** The columns of all address sets, for the core's mapper. */
export const ADDRESS_COLUMNS: readonly ImportColumn[] = ADDRESS_SETS.flatMap(({ set }, i) =>
  (Object.keys(PARTS) as AddressPart[]).map((part) => {
    const { label, words, plain } = PARTS[part]
    const google = i < 2 ? (GOOGLE_PARTS[part] ?? []).map((word) => `Address ${i + 1} - ${word}`) : []
    const own =
      set === ''
        ? (plain ?? words)
        : (SET_WORDS[set] ?? []).flatMap((word) => words.map((other) => `${word} ${other}`))
    const title = set === '' ? label : `${SET_WORDS[set]?.[0] ?? 'Second'} ${label.toLowerCase()}`
    return { name: addressColumn(set, part), label: title, synonyms: [...own, ...google], kind: 'text' }
  }),
)
