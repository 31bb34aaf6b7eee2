import { createDecipheriv } from 'node:crypto'
import { createByteReader } from './byte-reader.ts'
import {
  chunkBytes,
  chunkHeadBytes,
  damaged,
  type Header,
  headerLength,
  nonceOf,
  openContainer,
  prefixBytes,
  type SealingKey,
  tagBytes,
  truncated,
} from './container.ts'

export interface OpenedBackup {
  header: Header
  /** The plain bytes; ends only after the last chunk was found whole and genuine. */
  plain: AsyncGenerator<Buffer>
}

/**
 * Opens a backup file.
 * @param secrets the current one first, then earlier ones
 * @throws BackupError BACKUP_FORMAT, BACKUP_WRONG_KEY; while reading also BACKUP_DAMAGED, BACKUP_TRUNCATED
 */
export async function openBackup(
  input: AsyncIterable<Buffer>,
  secrets: readonly Buffer[],
): Promise<OpenedBackup> {
  const reader = createByteReader(input)
  const whole = async (length: number): Promise<Buffer> => {
    const bytes = await reader.take(length)
    if (bytes.length < length) throw truncated()
    return bytes
  }
  const prefix = await reader.take(prefixBytes)
  const { header, ...sealing } = openContainer(prefix, await whole(headerLength(prefix)), secrets)

  async function* plain(): AsyncGenerator<Buffer> {
    for (let index = 0; ; index++) {
      const head = await whole(chunkHeadBytes)
      const last = head.readUInt8(0) !== 0
      const bodyLength = head.readUInt32BE(1)
      if (bodyLength > chunkBytes) throw damaged()
      yield unseal(sealing, await whole(bodyLength + tagBytes), index, last)
      if (last) break
    }
    if ((await reader.take(1)).length > 0) throw damaged()
  }
  return { header, plain: plain() }
}

function unseal({ key, head }: SealingKey, sealed: Buffer, index: number, last: boolean): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, last)).setAAD(head)
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const plain = decipher.update(sealed.subarray(0, -tagBytes))
  try {
    decipher.final()
  } catch (cause) {
    throw damaged(cause)
  }
  return plain
}
