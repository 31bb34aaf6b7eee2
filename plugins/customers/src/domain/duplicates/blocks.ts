import type { DuplicateKeys } from './keys.ts'

export type BlockOptions = {
  /** Keys with more records than this are not paired whole; 60 by default. */
  maxBlock?: number
  /** In such a crowded key each record is paired with this many followers in the order of sort keys; 10 by default. */
  window?: number
}

/**
 * The pairs of records that share a key, each once, as positions in the list. Never all pairs of a crowded key (a
 * thousand "walk-in customers"): there only neighbours in sorted order meet.
 */
export function* candidatePairs(
  records: readonly DuplicateKeys[],
  options: BlockOptions = {},
): Generator<[number, number]> {
  const { maxBlock = 60, window = 10 } = options
  const { blocks, keysOf } = buildBlocks(records, maxBlock)
  for (const [key, block] of blocks.entries()) {
    if (block.length > maxBlock) continue
    for (const pair of pairsOf(block, block.length)) {
      // A pair belongs to the first key it shares, so no list of all pairs need be kept.
      if (!sharesKeyBelow(keysOf[pair[0]], keysOf[pair[1]], key)) yield pair
    }
  }
  const seen = new Set<number>()
  for (const [one, other] of neighbours(records, blocks, maxBlock, window)) {
    if (sharesKeyBelow(keysOf[one], keysOf[other], Number.POSITIVE_INFINITY)) continue
    const [low, high] = one < other ? [one, other] : [other, one]
    if (addOnce(seen, low * records.length + high)) yield [low, high]
  }
}

/** Pairs of crowded keys. */
function* neighbours(
  records: readonly DuplicateKeys[],
  blocks: readonly number[][],
  maxBlock: number,
  window: number,
): Generator<[number, number]> {
  const sortKey = (position: number) => records[position]?.sortKey ?? ''
  for (const block of blocks) {
    if (block.length <= maxBlock) continue
    yield* pairsOf(
      [...block].sort((a, b) => compareText(sortKey(a), sortKey(b))),
      window,
    )
  }
}

/** The positions under each key, keys by number; and the ordinary (not crowded) keys of each record, ascending. */
function buildBlocks(records: readonly DuplicateKeys[], maxBlock: number) {
  const numbers = new Map<string, number>()
  const blocks: number[][] = []
  for (const [position, { keys }] of records.entries()) {
    for (const key of keys) {
      const known = numbers.get(key)
      if (known === undefined) blocks[numbers.set(key, numbers.size).size - 1] = [position]
      else blocks[known]?.push(position)
    }
  }
  const keysOf: number[][] = records.map(() => [])
  for (const [key, block] of blocks.entries()) {
    if (block.length < 2 || block.length > maxBlock) continue
    for (const position of block) keysOf[position]?.push(key)
  }
  return { blocks, keysOf }
}

/** Whether two ascending lists have a number in common that is less than the limit. */
function sharesKeyBelow(a: readonly number[] = [], b: readonly number[] = [], limit: number): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i] as number, b[j] as number]
    if (one >= limit || other >= limit) return false
    if (one === other) return true
    if (one < other) i++
    else j++
  }
  return false
}

function addOnce(seen: Set<number>, pair: number): boolean {
  const size = seen.size
  return seen.add(pair).size > size
}

function* pairsOf(block: readonly number[], window: number): Generator<[number, number]> {
  for (let i = 0; i < block.length; i++) {
    const end = Math.min(block.length, i + window + 1)
    for (let j = i + 1; j < end; j++) yield [block[i] as number, block[j] as number]
  }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
