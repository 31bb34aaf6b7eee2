import { Readable } from 'node:stream'
import { type ByteRange, FileMissing, type FileStorage } from '@bezel/core'
import type { Client } from './client.ts'

/** Counts the bytes that pass. */
async function* counted(content: Readable, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    count(chunk.length)
    yield chunk
  }
}

const rangeHeader = ({ start, end }: ByteRange) => ({ range: `bytes=${start}-${end}` })

/** A store that keeps what is PUT at an address, whole or not at all, until it is DELETEd. */
export function createProvider(ask: Client): FileStorage {
  return {
    async put(key, content, { mediaType }) {
      let size = 0
      const body = Readable.from(
        counted(content, (bytes) => {
          size += bytes
        }),
        { objectMode: false },
      )
      await ask('PUT', key, [200, 201, 204], { headers: { 'content-type': mediaType }, body })
      return size
    },
    async get(key, range) {
      const answer = await ask('GET', key, [200, 206, 404], range && { headers: rangeHeader(range) })
      if (answer.status === 404) throw new FileMissing(key)
      return answer.body ? Readable.fromWeb(answer.body as never) : Readable.from([])
    },
    async stat(key) {
      const answer = await ask('HEAD', key, [200, 404])
      return answer.status === 404 ? undefined : { size: Number(answer.headers.get('content-length')) }
    },
    async delete(key) {
      await ask('DELETE', key, [200, 204, 404])
    },
  }
}
