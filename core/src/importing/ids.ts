import { randomBytes } from 'node:crypto'

/** Twelve bits of a UUIDv7 count within its millisecond. */
const MOST = 4096

/**
 * Ids for many new records at once: UUIDv7 of one moment that sort in the order of the rows. Making them one by one
 * would take as long as reading the file (RFC 9562, section 6.2, method 1).
 * @param newId the app's own ids, of which the moment is taken
 */
export function makeIds(newId: () => string, count: number): string[] {
  const ids: string[] = []
  while (ids.length < count) {
    const some = Math.min(MOST, count - ids.length)
    const moment = newId().slice(0, 13)
    const random = randomBytes(some * 8).toString('hex')
    for (let n = 0; n < some; n++) {
      const at = n * 16
      // The two highest bits of this group are the variant, 10.
      const variant = '89ab'[random.charCodeAt(at) & 3]
      const counter = n.toString(16).padStart(3, '0')
      ids.push(
        `${moment}-7${counter}-${variant}${random.slice(at + 1, at + 4)}-${random.slice(at + 4, at + 16)}`,
      )
    }
  }
  return ids
}
