/** Chance that comes out the same at every start. */
export interface Random {
  /** 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`. */
  int(least: number, most: number): number
  pick<T>(items: readonly T[]): T
  /** Some of the items, in their order. */
  some<T>(items: readonly T[], most: number): T[]
  chance(probability: number): boolean
}

/** Mulberry32: small, fast and good enough to invent customers. */
export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    pick: <T>(items: readonly T[]) => items[int(0, items.length - 1)] as T,
    some<T>(items: readonly T[], most: number) {
      const wanted = new Set(Array.from({ length: int(0, most) }, () => int(0, items.length - 1)))
      return items.filter((_, index) => wanted.has(index))
    },
    chance: (probability) => next() < probability,
  }
}
