import { hash } from 'node:crypto'

/** Hexadecimal, for a string is made several times faster than a buffer. */
function digest(content: string): string {
  return hash('sha256', content, 'hex')
}

/**
 * Counts equal things in little memory: 64 bits of their hash in an open-addressed table, 16 bytes each and never more
 * than half full. Two different things in a million rows are taken for equal once in a hundred million imports.
 */
export class Occurrences {
  #slots = new Uint32Array(2 * 4096)
  #counted = new Map<number, number>()
  #size = 0

  /** How many times these 64 bits came up, this time included. */
  add(high: number, low: number): number {
    if (this.#size * 2 >= this.#slots.length / 2) this.#grow()
    // All zeros marks a free slot.
    const [a, b] = high === 0 && low === 0 ? [1, 1] : [high, low]
    const at = this.#find(a, b)
    if (this.#slots[at] === 0 && this.#slots[at + 1] === 0) {
      this.#slots[at] = a
      this.#slots[at + 1] = b
      this.#size++
      return 1
    }
    const count = (this.#counted.get(at) ?? 1) + 1
    this.#counted.set(at, count)
    return count
  }

  /** How many times this text came up, by its hash. */
  addText(text: string): number {
    return this.addDigest(digest(text))
  }

  addDigest(hex: string): number {
    return this.add(Number.parseInt(hex.slice(32, 40), 16), Number.parseInt(hex.slice(40, 48), 16))
  }

  /** Where these bits stand, or the free slot where they would. */
  #find(a: number, b: number): number {
    const mask = this.#slots.length / 2 - 1
    let slot = (a ^ b) & mask
    for (;;) {
      const at = slot * 2
      const [x, y] = [this.#slots[at], this.#slots[at + 1]]
      if ((x === a && y === b) || (x === 0 && y === 0)) return at
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const [old, counted] = [this.#slots, this.#counted]
    this.#slots = new Uint32Array(old.length * 2)
    this.#counted = new Map()
    for (let at = 0; at < old.length; at += 2) {
      const [a, b] = [old[at] as number, old[at + 1] as number]
      if (a === 0 && b === 0) continue
      const to = this.#find(a, b)
      this.#slots[to] = a
      this.#slots[to + 1] = b
      const count = counted.get(at)
      if (count) this.#counted.set(to, count)
    }
  }
}

/**
 * What a row without a natural key is known by: its values and which of the equal rows of its file it is. The same file
 * gives the same keys in any order of rows and columns.
 * @returns a UUID without hyphens
 */
export function contentKey(content: string, seen: Occurrences): string {
  const hex = digest(content)
  const count = seen.addDigest(hex)
  return (count === 1 ? hex : digest(`${hex} ${count}`)).slice(0, 32)
}
