/** How the data after an application identifier (AI) looks. */
export interface Gs1Rule {
  /** N: digits, X: GS1's 82 characters. */
  readonly type: 'N' | 'X'
  readonly min: number
  readonly max: number
  /** Predefined in length: no separator follows it. */
  readonly predefined: boolean
  /** What the value means: a checked number, a date YYMMDD, a decimal with the AI's last digit as its places. */
  readonly meaning: 'text' | 'gtin' | 'date' | 'decimal' | 'count'
}

const text = (max: number): Gs1Rule => ({ type: 'X', min: 1, max, predefined: false, meaning: 'text' })
const digits = (length: number, predefined: boolean): Gs1Rule => ({
  type: 'N',
  min: length,
  max: length,
  predefined,
  meaning: 'text',
})
const gtin = (length: number): Gs1Rule => ({ ...digits(length, true), meaning: 'gtin' })
const date: Gs1Rule = { ...digits(6, true), meaning: 'date' }
const count: Gs1Rule = { type: 'N', min: 1, max: 8, predefined: false, meaning: 'count' }
const measure: Gs1Rule = { ...digits(6, true), meaning: 'decimal' }
const amount: Gs1Rule = { type: 'N', min: 1, max: 15, predefined: false, meaning: 'decimal' }

/** The identifiers met on goods, after the GS1 General Specifications. */
const FIXED: Readonly<Record<string, Gs1Rule>> = {
  '00': gtin(18),
  '01': gtin(14),
  '02': gtin(14),
  '10': text(20),
  '11': date,
  '12': date,
  '13': date,
  '15': date,
  '16': date,
  '17': date,
  '20': digits(2, true),
  '21': text(20),
  '22': text(20),
  '30': count,
  '37': count,
  '240': text(30),
  '241': text(30),
  '243': text(20),
  '250': text(30),
  '251': text(30),
  '254': text(20),
  '400': text(30),
  '420': text(20),
  '90': text(30),
  '91': text(90),
  '92': text(90),
  '93': text(90),
  '94': text(90),
  '95': text(90),
  '96': text(90),
  '97': text(90),
  '98': text(90),
  '99': text(90),
}

/** The rule of an application identifier, or undefined for one that Bezel does not know. */
export function gs1Rule(ai: string): Gs1Rule | undefined {
  if (/^3(?:1[0-6]|2\d|3[0-7]|4\d|5[0-7]|6\d)[0-5]$/.test(ai)) return measure
  if (/^39[02]\d$/.test(ai)) return amount
  return Object.hasOwn(FIXED, ai) ? FIXED[ai] : undefined
}

/** The identifier at the start of raw data, the longest known one. */
export function leadingIdentifier(raw: string): string | undefined {
  return [4, 3, 2].map((length) => raw.slice(0, length)).find((ai) => gs1Rule(ai) !== undefined)
}
