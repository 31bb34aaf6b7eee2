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
  const seen = new Set<number>()
  for (const block of blocksOf(records)) {
    const crowded = block.length > maxBlock
    if (crowded) block.sort((a, b) => compareText(records[a]?.sortKey ?? '', records[b]?.sortKey ?? ''))
    for (const [one, other] of pairsOf(block, crowded ? window : block.length)) {
      const [low, high] = one < other ? [one, other] : [other, one]
      const pair = low * records.length + high
      if (seen.has(pair)) continue
      seen.add(pair)
      yield [low, high]
    }
  }
}

function* blocksOf(records: readonly DuplicateKeys[]): Generator<number[]> {
  const blocks = new Map<string, number[]>()
  for (const [position, { keys }] of records.entries()) {
    for (const key of keys) {
      const block = blocks.get(key)
      if (block) block.push(position)
      else blocks.set(key, [position])
    }
  }
  for (const block of blocks.values()) if (block.length > 1) yield block
}

function* pairsOf(block: readonly number[], window: number): Generator<[number, number]> {
  for (let i = 0; i < block.length; i++) {
    const end = Math.min(block.length, i + window + 1)
    for (let j = i + 1; j < end; j++) yield [block[i] as number, block[j] as number]
  }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
