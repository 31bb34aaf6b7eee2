/**
 * Jaro–Winkler similarity, 0 to 1: high for names that differ by a typo, higher still where the beginning agrees.
 * Linear in memory, quadratic at worst in the lengths, which {@link MAX_COMPARED} bounds.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const [one, other] = [a.slice(0, MAX_COMPARED), b.slice(0, MAX_COMPARED)]
  const jaro = jaroSimilarity(one, other)
  let prefix = 0
  while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Longer texts are compared by their beginning. */
export const MAX_COMPARED = 100

function jaroSimilarity(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const used = new Uint8Array(b.length)
  const common: number[] = []
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (used[j] || a.charCodeAt(i) !== b.charCodeAt(j)) continue
      used[j] = 1
      common.push(a.charCodeAt(i))
      break
    }
  }
  if (common.length === 0) return 0
  const matches = common.length
  const half = transposed(common, b, used) / 2
  return (matches / a.length + matches / b.length + (matches - half) / matches) / 3
}

/** How many of the common characters stand in another order in b. */
function transposed(common: number[], b: string, used: Uint8Array): number {
  let at = 0
  let count = 0
  for (let j = 0; j < b.length; j++) {
    if (!used[j]) continue
    if (b.charCodeAt(j) !== common[at++]) count++
  }
  return count
}

/** Whether one text becomes the other by one character added, left out, replaced, or exchanged with its neighbour. */
export function isOneTypo(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return a === b
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return (
    restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  )
}
