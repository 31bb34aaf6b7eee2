import type { Agreement, ComparedField } from './compare.ts'
import type { Features } from './features.ts'

/**
 * The probabilities of one field (Fellegi and Sunter): `m*` among records of one customer, `u*` among records of two. What
 * is left of either is the share of `different`.
 */
export type FieldModel = { mSame: number; mSimilar: number; uSame: number; uSimilar: number }

/** How the evidence of a pair is weighed. Weights are in bits: +1 doubles the odds that both are one customer. */
export type DuplicateModel = {
  fields: Record<ComparedField, FieldModel>
  /** Share of records expected to have a second one: with the size of the list it makes the odds before any evidence. */
  duplicateRate: number
  /** Probabilities from which a pair is possibly, likely or certainly one customer. */
  thresholds: { possible: number; likely: number; certain: number }
}

const field = (mSame: number, mSimilar: number, uSame: number, uSimilar: number): FieldModel => ({
  mSame,
  mSimilar,
  uSame,
  uSimilar,
})

/** Fits customer lists of shops; tested on the Febrl sets and on households. */
export const DEFAULT_MODEL: DuplicateModel = {
  fields: {
    organisation: field(0.8, 0.15, 0.0002, 0.005),
    givenName: field(0.8, 0.12, 0.01, 0.02),
    familyName: field(0.8, 0.12, 0.004, 0.015),
    birthday: field(0.88, 0.07, 0.00004, 0.002),
    email: field(0.6, 0.05, 0.000005, 0.00005),
    phone: field(0.6, 0.05, 0.00001, 0.0001),
    street: field(0.75, 0.12, 0.003, 0.015),
    houseNumber: field(0.8, 0.05, 0.02, 0.02),
    addressLine2: field(0.7, 0.15, 0.02, 0.02),
    city: field(0.8, 0.1, 0.05, 0.02),
    postalCode: field(0.8, 0.1, 0.02, 0.01),
    region: field(0.9, 0, 0.3, 0),
  },
  duplicateRate: 0.1,
  thresholds: { possible: 0.5, likely: 0.95, certain: 0.999 },
}

/** The odds, in bits, that two records taken at random from a list of this size are one customer: far below zero. */
export function priorOdds(total: number, { duplicateRate }: DuplicateModel): number {
  return Math.log2(duplicateRate / Math.max(total, 2))
}

/** How many records hold a value, by field: agreeing on a rare name says more than on a common one. */
export type Frequencies = {
  total: number
  counts: Partial<Record<ComparedField, ReadonlyMap<string, number>>>
}

/** Counts names, cities and postal codes over all records. */
export function countFrequencies(all: Iterable<Features>): Frequencies {
  const counts = {
    givenName: new Map<string, number>(),
    familyName: new Map<string, number>(),
    city: new Map<string, number>(),
    postalCode: new Map<string, number>(),
  }
  const count = (map: Map<string, number>, value: string | undefined) =>
    value && map.set(value, (map.get(value) ?? 0) + 1)
  let total = 0
  for (const {
    given,
    family,
    addresses: [address],
  } of all) {
    total++
    count(counts.givenName, given)
    count(counts.familyName, family)
    count(counts.city, address?.city)
    count(counts.postalCode, address?.postalCode)
  }
  return { total, counts }
}

/** Bits that one field's agreement adds to the evidence, or takes from it. */
export function weightOf(
  name: ComparedField,
  agreement: Agreement,
  value: string,
  model: DuplicateModel,
  frequencies?: Frequencies,
): number {
  const { mSame, mSimilar, uSame, uSimilar } = model.fields[name]
  if (agreement === 'unknown') return 0
  if (agreement === 'different') return Math.log2((1 - mSame - mSimilar) / (1 - uSame - uSimilar))
  if (agreement === 'same') return Math.log2(mSame / chance(name, value, uSame, frequencies))
  return Math.log2(mSimilar / Math.max(uSimilar, chance(name, value, uSame, frequencies)))
}

// So many customers as the usual chance is taken to be known from: in a short list every name is rare.
const PRIOR_RECORDS = 1000

/** The chance that two customers share the value: the usual one, corrected by how often the list has it. */
function chance(
  name: ComparedField,
  value: string,
  usual: number,
  frequencies: Frequencies | undefined,
): number {
  const counted = frequencies?.counts[name]?.get(value)
  if (!frequencies || counted === undefined) return usual
  return Math.min(0.5, (counted + PRIOR_RECORDS * usual) / (frequencies.total + PRIOR_RECORDS))
}
