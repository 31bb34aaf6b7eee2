import { createCipheriv } from 'node:crypto'
import { Transform } from 'node:stream'
import { chunkBytes, chunkHeadBytes, nonceOf, type SealingKey } from './container.ts'

/** A stream that turns plain bytes into a backup file: see `container.ts`. Holds one chunk. */
export function createEncryptor(sealing: SealingKey): Transform {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let index = 0
  return new Transform({
    construct(done) {
      this.push(sealing.head)
      done()
    },
    transform(bytes: Buffer, _encoding, done) {
      waiting.push(bytes)
      waitingBytes += bytes.length
      // One byte more than a chunk must wait: only the very last chunk may carry the last mark.
      if (waitingBytes > chunkBytes) {
        let rest = Buffer.concat(waiting)
        for (; rest.length > chunkBytes; rest = rest.subarray(chunkBytes)) {
          this.push(seal(sealing, rest.subarray(0, chunkBytes), index++, false))
        }
        waiting = [rest]
        waitingBytes = rest.length
      }
      done()
    },
    flush(done) {
      this.push(seal(sealing, Buffer.concat(waiting), index, true))
      done()
    },
  })
}

function seal({ key, head }: SealingKey, plain: Buffer, index: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last)).setAAD(head)
  const body = cipher.update(plain)
  cipher.final()
  const chunkHead = Buffer.alloc(chunkHeadBytes)
  chunkHead.writeUInt8(last ? 1 : 0, 0)
  chunkHead.writeUInt32BE(body.length, 1)
  return Buffer.concat([chunkHead, body, cipher.getAuthTag()])
}
