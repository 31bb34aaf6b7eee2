import { type Agreement, type ComparedField, type Comparison, compareFeatures } from './compare.ts'
import type { Features } from './features.ts'
import { DEFAULT_MODEL, type DuplicateModel, type Frequencies, priorOdds, weightOf } from './weights.ts'

/** `certain` may be merged by itself; `likely` and `possible` are for a person to look at. */
export type DuplicateLevel = 'certain' | 'likely' | 'possible' | 'different'

/** One field's share in a score, for the explanation. */
export type FieldScore = { field: ComparedField; agreement: Agreement; weight: number }

export type PairScore = {
  /** Evidence of the fields in bits, rounded to hundredths. */
  score: number
  /** That both are one customer, 0 to 1, given the evidence and how many others there are. */
  probability: number
  level: DuplicateLevel
  /** All fields known on both sides, in order. */
  fields: FieldScore[]
}

export type ScoreOptions = {
  model?: DuplicateModel
  /** How common values are; names are taken to be of usual rarity without. */
  frequencies?: Frequencies
  /** Records in the list; that of the frequencies, or 10,000. */
  total?: number
}

/** Weighs whether two records are one customer, and tells field by field why. */
export function scorePair(a: Features, b: Features, options: ScoreOptions = {}): PairScore {
  const { model = DEFAULT_MODEL, frequencies } = options
  const comparison = compareFeatures(a, b)
  const fields = (Object.keys(comparison) as ComparedField[]).flatMap((field): FieldScore[] => {
    const { agreement, value } = comparison[field]
    if (agreement === 'unknown') return []
    return [{ field, agreement, weight: round(weightOf(field, agreement, value, model, frequencies)) }]
  })
  const score = round(fields.reduce((sum, { weight }) => sum + weight, 0))
  const odds = score + priorOdds(options.total ?? frequencies?.total ?? 10_000, model)
  const probability = 1 / (1 + 2 ** -odds)
  const level = levelOf(probability, Math.min(highest(comparison), kinship(a, b)), model)
  return { score, probability: Math.round(probability * 1e6) / 1e6, level, fields }
}

const ORDER = ['different', 'possible', 'likely', 'certain'] as const
const [DIFFERENT, POSSIBLE, LIKELY, CERTAIN] = [0, 1, 2, 3]

function levelOf(probability: number, limit: number, { thresholds }: DuplicateModel): DuplicateLevel {
  const { possible, likely, certain } = thresholds
  const reached = [possible, likely, certain].filter((threshold) => probability >= threshold).length
  return ORDER[Math.min(reached, limit)] as DuplicateLevel
}

/** Families share name, address, phone and even e-mail: what tells one person from another limits the level. */
function highest(comparison: Comparison): number {
  const { organisation, givenName, familyName, birthday, email, phone } = comparison
  if (organisation.agreement === 'different') return POSSIBLE
  const reached = email.agreement === 'same' || phone.agreement === 'same'
  // Twins share the birthday; a family shares its address, and who has a phone or e-mail of his own is another of them.
  if (givenName.agreement === 'different') {
    if (birthday.agreement === 'same') return LIKELY
    const apart = [email, phone, birthday].some(({ agreement }) => agreement === 'different')
    return apart && !reached ? DIFFERENT : POSSIBLE
  }
  if (birthday.agreement === 'different' || familyName.agreement === 'different') return LIKELY
  const sameDay = birthday.agreement === 'same'
  // Christian and Christina are as alike as a name and its misspelling.
  const named =
    organisation.agreement === 'same' ||
    isExact(givenName.agreement) ||
    (givenName.agreement === 'similar' && sameDay)
  const identified = sameDay || reached
  return named && identified ? CERTAIN : LIKELY
}

/** A firm is not who works there, a son with his father's name not his father. */
function kinship(a: Features, b: Features): number {
  if ((a.organisation === '') !== (b.organisation === '')) return POSSIBLE
  if (a.generation === b.generation) return CERTAIN
  return a.generation !== '' && b.generation !== '' ? POSSIBLE : LIKELY
}

const isExact = (agreement: Agreement) => agreement === 'same' || agreement === 'exchanged'
const round = (bits: number) => Math.round(bits * 100) / 100
