import { type BlockOptions, candidatePairs } from './blocks.ts'
import { featuresOf } from './features.ts'
import { duplicateKeys } from './keys.ts'
import type { DuplicateRecord } from './record.ts'
import { type DuplicateLevel, type PairScore, type ScoreOptions, scorePair } from './score.ts'
import { countFrequencies } from './weights.ts'

/** Two records that may be one customer; `a` comes first in the list. */
export type DuplicatePair = { a: string; b: string } & PairScore

export type FindOptions = BlockOptions & ScoreOptions

/**
 * Finds the pairs of a list that may be one customer, in memory: 100,000 records take seconds. For larger lists, or
 * one record at a time, store {@link duplicateKeys} in a table and score what it pairs with {@link scorePair}.
 */
export function* findDuplicates(
  records: Iterable<DuplicateRecord>,
  options: FindOptions = {},
): Generator<DuplicatePair> {
  const features = Array.from(records, featuresOf)
  const frequencies = options.frequencies ?? countFrequencies(features)
  for (const [i, j] of candidatePairs(features.map(duplicateKeys), options)) {
    const [a, b] = [features[i], features[j]]
    if (!a || !b) continue
    const scored = scorePair(a, b, { ...options, frequencies })
    if (scored.level !== 'different') yield { a: a.id, b: b.id, ...scored }
  }
}

/**
 * Groups of records joined by pairs of the given levels, e.g. all records of one customer; each group sorted, groups in
 * order of their first pair.
 */
export function groupDuplicates(
  pairs: Iterable<DuplicatePair>,
  levels: readonly DuplicateLevel[] = ['certain', 'likely'],
): string[][] {
  const groupOf = new Map<string, Set<string>>()
  for (const { a, b, level } of pairs) {
    if (!levels.includes(level)) continue
    const [one, other] = [groupOf.get(a) ?? new Set([a]), groupOf.get(b) ?? new Set([b])]
    const [large, small] = one.size >= other.size ? [one, other] : [other, one]
    if (large !== small) for (const id of small) large.add(id)
    for (const id of [a, b, ...small]) groupOf.set(id, large)
  }
  return [...new Set(groupOf.values())].map((group) => [...group].sort())
}
