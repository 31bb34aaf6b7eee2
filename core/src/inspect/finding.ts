/** What the doctor found: an `error` breaks something, a `warning` will one day, a `note` is good to know. */
export interface Finding {
  level: 'error' | 'warning' | 'note'
  /** Stable name of the kind of finding: `missing-column`. */
  code: string
  /** Where: `stones.carat`, `migrations`, `Node.js`. */
  where: string
  message: string
  /** What to do about it. */
  remedy: string
}
