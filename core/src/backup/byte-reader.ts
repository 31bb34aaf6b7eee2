/** Reads a byte stream in pieces of asked length, whatever the length of its chunks. */
export interface ByteReader {
  /** The next `length` bytes; shorter at the end of the stream. */
  take(length: number): Promise<Buffer>
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return {
    async take(length) {
      const parts: Buffer[] = []
      let missing = length
      while (missing > 0) {
        if (rest.length === 0) {
          const next = await chunks.next()
          if (next.done) break
          rest = next.value
        }
        const part = rest.subarray(0, missing)
        rest = rest.subarray(part.length)
        missing -= part.length
        parts.push(part)
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    },
  }
}
