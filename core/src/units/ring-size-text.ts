import { AMOUNT_PATTERN, parseAmount } from './amount-text.ts'
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  roundToInteger,
  toDecimal,
  toFixed,
} from './rational.ts'
import {
  type Circumference,
  circumferenceOf,
  circumferenceOfDiameter,
  RING_SIZE_SYSTEMS,
  type RingSizeSystem,
  sizeIn,
} from './ring-size.ts'
import { refuseLongText, UnitError } from './unit-error.ts'

/** The finest step a system is sold in; formatting rounds to it. */
const STEP: Readonly<Record<RingSizeSystem, Rational>> = {
  us: rational(1n, 4n),
  uk: rational(1n, 2n),
  jp: rational(1n),
  ch: rational(1n, 2n),
  iso: rational(1n),
}

/** The sizes a bare number may mean in a system: a lone `52` can only be ISO. */
const RANGE: Readonly<Record<Exclude<RingSizeSystem, 'uk'>, readonly [bigint, bigint]>> = {
  us: [0n, 20n],
  jp: [1n, 35n],
  ch: [-8n, 35n],
  iso: [36n, 95n],
}

const SMALLEST: Readonly<Partial<Record<RingSizeSystem, bigint>>> = { us: 0n, uk: 1n, jp: 1n }

const SYSTEM_WORDS: Readonly<Record<string, RingSizeSystem>> = {
  us: 'us',
  usa: 'us',
  ca: 'us',
  can: 'us',
  canada: 'us',
  uk: 'uk',
  gb: 'uk',
  ie: 'uk',
  au: 'uk',
  aus: 'uk',
  nz: 'uk',
  za: 'uk',
  jp: 'jp',
  jpn: 'jp',
  japan: 'jp',
  jis: 'jp',
  ch: 'ch',
  it: 'ch',
  es: 'ch',
  nl: 'ch',
  iso: 'iso',
  eu: 'iso',
  eur: 'iso',
  fr: 'iso',
  de: 'iso',
}

const LETTER = /^([A-Z])(?:\s*\+\s*(\d))?\s*(½|\.5|1\/2)?$/i
const NUMBER = new RegExp(`^(${AMOUNT_PATTERN})$`)
const MILLIMETRES = new RegExp(
  `^(?:(Ø|dia\\.?|diameter)\\s*)?(${AMOUNT_PATTERN})\\s*mm(?:\\s*(Ø|dia\\.?|diameter|circ\\.?|circumference))?$`,
  'i',
)

export interface RingSize {
  readonly circumference: Circumference
  /** The system the text was read in. */
  readonly system: RingSizeSystem
}

/**
 * Reads a ring size in text: `L½`, `L 1/2`, `Z+1`, `6.5`, `6 1/2`, `US 7`, `52`, `54.4 mm`, `Ø 17.3 mm`.
 * The hint is the system a bare number is meant in; a system named in the text wins, and a number that cannot be of
 * the hinted system is read in the only one it fits. Throws UnitError (`UNIT_UNREADABLE`, `UNIT_AMBIGUOUS`, `UNIT_OUT_OF_RANGE`).
 */
export function parseRingSize(text: string, hint?: RingSizeSystem): RingSize {
  refuseLongText(text)
  const { rest, named } = splitSystem(text)
  const letter = LETTER.exec(rest)
  if (letter && (named === undefined || named === 'uk')) {
    return { system: 'uk', circumference: circumferenceOf('uk', letterSize(letter)) }
  }
  const millimetres = MILLIMETRES.exec(rest)
  if (millimetres) return fromMillimetres(millimetres)
  if (!NUMBER.test(rest) || named === 'uk') {
    throw new UnitError(
      'UNIT_UNREADABLE',
      `"${text}" is not a ring size. Write it like US 6½, UK L½, ISO 52 or 54.4 mm.`,
    )
  }
  const size = parseAmount(rest)
  const system = named ?? systemFor(text, size, hint)
  return { system, circumference: circumferenceOf(system, size) }
}

function splitSystem(text: string): { rest: string; named: RingSizeSystem | undefined } {
  const trimmed = text.trim().replace(/^(?:ring\s+)?size\s+/i, '')
  const before = /^([a-z]{2,6})(?:[:.-]?\s+|[:.-])(.+)$|^([a-z]{2,6})([\d.].*)$/i.exec(trimmed)
  const after = /^(.*?[\d½¼¾]|[a-z][^a-z]*?)\s+\(?([a-z]{2,6})\)?$/i.exec(trimmed)
  const [word, rest] = before ? [before[1] ?? before[3], before[2] ?? before[4]] : [after?.[2], after?.[1]]
  const named = SYSTEM_WORDS[word?.toLowerCase() ?? '']
  return named && rest ? { rest: rest.trim(), named } : { rest: trimmed, named: undefined }
}

function letterSize(match: RegExpExecArray): Rational {
  const letter = (match[1] ?? 'A').toUpperCase()
  const beyond = match[2]
  if (beyond !== undefined && letter !== 'Z') {
    throw new UnitError('UNIT_UNREADABLE', `Only Z is continued with +1, +2 …, not ${letter}.`)
  }
  const place = BigInt(letter.charCodeAt(0) - 64) + BigInt(beyond ?? '0')
  return add(rational(place), match[3] ? rational(1n, 2n) : rational(0n))
}

function fromMillimetres(match: RegExpExecArray): RingSize {
  const amount = parseAmount(match[2] ?? '')
  const isDiameter = /^(Ø|dia)/i.test(match[1] ?? match[3] ?? '')
  const circumference = isDiameter ? circumferenceOfDiameter(amount) : circumferenceOf('iso', amount)
  return { system: 'iso', circumference }
}

function systemFor(text: string, size: Rational, hint: RingSizeSystem | undefined): RingSizeSystem {
  const numeric = RING_SIZE_SYSTEMS.filter((system) => system !== 'uk')
  const fitting = numeric.filter((system) => {
    const [least, most] = RANGE[system]
    return compare(size, rational(least)) >= 0 && compare(size, rational(most)) <= 0
  })
  if (hint && hint !== 'uk' && fitting.includes(hint)) return hint
  const [only, ...others] = fitting
  if (only && others.length === 0) return only
  if (!only) throw new UnitError('UNIT_OUT_OF_RANGE', `"${text}" is no ring size in any system.`)
  throw new UnitError(
    'UNIT_AMBIGUOUS',
    `"${text}" can be a size of ${fitting.join(', ')}. Name the system, as in US ${text}.`,
  )
}

export interface RingSizeFormat {
  /** Do not round to the steps of the system: `54.42` instead of `54`. Letters are always rounded to halves. */
  exact?: boolean
}

/**
 * The size as it is written in a system, without the system's name: `7`, `N½`, `Z+1`, `54`, `14.5`.
 * Undefined where the system has no such small size (nothing below US 0, UK A, JP 1).
 */
export function formatRingSize(
  circumference: Circumference,
  system: RingSizeSystem,
  format: RingSizeFormat = {},
): string | undefined {
  const size = sizeIn(system, circumference)
  const stepped = nearestStep(size, STEP[system])
  const smallest = SMALLEST[system]
  if (smallest !== undefined && compare(stepped, rational(smallest)) < 0) return undefined
  if (system === 'uk') return letterText(stepped)
  return format.exact ? toFixed(size, 2) : toDecimal(stepped, 2)
}

function nearestStep(size: Rational, step: Rational): Rational {
  return multiply(rational(roundToInteger(divide(size, step))), step)
}

function letterText(size: Rational): string {
  const place = Number(size.num / size.den)
  const half = size.den === 1n ? '' : '½'
  return place > 26 ? `Z+${place - 26}${half}` : `${String.fromCharCode(64 + place)}${half}`
}
