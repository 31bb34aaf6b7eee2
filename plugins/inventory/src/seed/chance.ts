/** Repeatable chance: the same demo shop on every installation. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(least: number, most: number): number
  pick<T>(items: readonly T[]): T
  /** True so often: 0.1 is one in ten. */
  is(share: number): boolean
  digits(count: number): string
}

/** The generator of Tommy Ettinger known as Mulberry32. */
export function createChance(seed: number): Chance {
  let state = seed
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    pick: <T>(items: readonly T[]) => items[whole(0, items.length - 1)] as T,
    is: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, (_, place) => whole(place === 0 ? 1 : 0, 9)).join(''),
  }
}

const day = 86_400_000

/** A moment some days before now, in shop hours. */
export function daysAgo(now: Date, days: number, hour = 12): Date {
  const midnight = Math.floor(now.getTime() / day) * day
  return new Date(midnight - days * day + hour * 3_600_000)
}

export function dateOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

export function usd(amount: number) {
  return { amount: Math.round(amount), currency: 'USD' }
}
