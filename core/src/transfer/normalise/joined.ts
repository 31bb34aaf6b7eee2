/** What people and programs put between several addresses or numbers in one cell; Google writes ` ::: `. */
const SEPARATORS: Record<string, RegExp> = {
  email: /\s*(?:::+|[;,|\n])\s*|\s+(?=\S+@)/,
  phone: /\s*(?:::+|[;|\n])\s*|\s*[,/]\s*(?=\+|\(?\d)/,
}

const WHOLE: Record<string, (part: string) => boolean> = {
  email: (part) => /^[^\s@]+@[^\s@]+$/.test(part),
  // A second number of few digits is an extension or the end of the first: `212 555 0100 / 01`.
  phone: (part) => part.replace(/\D/g, '').length >= 7,
}

/** The e-mail addresses or telephone numbers of one cell; the cell as it is where it does not hold several whole ones. */
export function splitJoined(kind: string, cell: string): [string, ...string[]] {
  const [separator, isWhole] = [SEPARATORS[kind], WHOLE[kind]]
  if (!separator || !isWhole || cell.length > 5000) return [cell]
  const [first = '', ...more] = cell.trim().split(separator).filter(Boolean)
  if (more.length === 0 && isWhole(first)) return [first]
  return more.length > 0 && [first, ...more].every(isWhole)
    ? [first, ...new Set(more.filter((part) => part !== first))]
    : [cell]
}
