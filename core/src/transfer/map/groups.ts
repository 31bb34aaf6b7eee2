import type { Candidate } from './map-columns.ts'

/**
 * Leaves to the columns of a group only headers of one set: those of `Home Street`, `Home City`…, or those of
 * `Business …`, whichever is fuller and better named.
 */
export function keepGroupsTogether(candidates: Candidate[], values: string[][]): Candidate[] {
  const sets = new Map<string, Map<string, number>>()
  for (const candidate of bestOfEachHeader(candidates)) {
    const group = candidate.column.group as string
    const worth = candidate.score * (0.4 + 0.6 * filledShare(values[candidate.index] as string[]))
    const ofGroup = sets.get(group) ?? new Map<string, number>()
    sets.set(group, ofGroup.set(setOf(candidate), (ofGroup.get(setOf(candidate)) ?? 0) + worth))
  }
  const best = new Map([...sets].map(([group, worths]) => [group, fullest(worths)]))
  return candidates.filter(
    ({ column }, i) =>
      column.group === undefined || setOf(candidates[i] as Candidate) === best.get(column.group),
  )
}

function bestOfEachHeader(candidates: Candidate[]): Candidate[] {
  const best = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const { index, score, column } = candidate
    if (column.group !== undefined && score > (best.get(index)?.score ?? 0)) best.set(index, candidate)
  }
  return [...best.values()]
}

/** Names the set a header belongs to: `home`, `work 2`; `address` is in every one. */
function setOf({ extra, ordinal, column }: Candidate): string {
  const words = extra.filter((word) => word !== 'address' && word !== 'code').sort()
  // The ordinal of a second address line is not that of a second address.
  return [...words, /2$/.test(column.name) ? 1 : ordinal].join(' ')
}

function filledShare(values: string[]): number {
  return values.length === 0 ? 0 : values.filter((value) => value.trim() !== '').length / values.length
}

function fullest(worths: Map<string, number>): string | undefined {
  return [...worths].reduce<[string | undefined, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    [undefined, -1],
  )[0]
}
