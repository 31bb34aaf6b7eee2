import { createHash, type Hash, hash } from 'node:crypto'

/** How many rows there were, and a digest of them that does not depend on their order. */
export interface RowSum {
  rows: number
  hash: string
}

export interface RowHash {
  update(copyBytes: Buffer): void
  sum(): RowSum
}

const newline = 0x0a
const lanes = 8

/**
 * Hashes the output of `COPY … TO STDOUT` (text format, where a line break inside a value is escaped) row by row.
 * The SHA-256 of the rows are added up, lane by lane, so that neither order nor chunk borders matter, while a lost,
 * changed or doubled row does. This finds mistakes; forgery is what the encryption guards against.
 */
export function createRowHash(): RowHash {
  const total = new Uint32Array(lanes)
  let rows = 0
  let started: Hash | undefined
  const add = (digest: Buffer): void => {
    // Typed arrays wrap around at 2^32 by themselves.
    for (let lane = 0; lane < lanes; lane++) total[lane] = (total[lane] ?? 0) + digest.readUInt32BE(lane * 4)
    rows++
  }
  return {
    update(bytes) {
      let from = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
        const row = bytes.subarray(from, end)
        add(started ? started.update(row).digest() : hash('sha256', row, 'buffer'))
        started = undefined
        from = end + 1
      }
      if (from < bytes.length) {
        started ??= createHash('sha256')
        started.update(bytes.subarray(from))
      }
    },
    sum: () => ({ rows, hash: hash('sha256', Buffer.from(total.buffer), 'hex') }),
  }
}

export function sameSum(a: RowSum, b: RowSum): boolean {
  return a.rows === b.rows && a.hash === b.hash
}
