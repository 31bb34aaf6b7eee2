import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { BackupError } from './errors.ts'

/**
 * The outside of a backup file, version 1:
 *
 *     "BEZELBAK" · version (1 byte) · length of the header (4) · header (JSON) · chunks
 *     chunk: last? (1 byte: 0 or 1) · length (4) · AES-256-GCM ciphertext · tag (16)
 *
 * A chunk's nonce is its number and its last mark, so chunks cannot be swapped, repeated or cut off; the header is
 * authenticated with each of them. The key is made for this one file from the secret and the header's salt.
 */
export const magic = Buffer.from('BEZELBAK')
export const version = 1
export const prefixBytes = magic.length + 1 + 4
export const chunkBytes = 64 * 1024
export const chunkHeadBytes = 5
export const tagBytes = 16
const maxHeaderBytes = 4096

export interface Header {
  keyId: string
  /** base64, 32 bytes */
  salt: string
  /** ISO instant */
  created: string
}

export interface SealingKey {
  key: Buffer
  /** The header as it stands in the file, with what comes before it. */
  head: Buffer
}

/** Names a secret without telling it. */
export function keyIdOf(secret: Buffer): string {
  return createHash('sha256').update('bezel key id ').update(secret).digest('hex').slice(0, 8)
}

/** A header and key for a new file. */
export function newContainer(secret: Buffer, created: Date): SealingKey & { header: Header } {
  const salt = randomBytes(32)
  const header = { keyId: keyIdOf(secret), salt: salt.toString('base64'), created: created.toISOString() }
  const json = Buffer.from(JSON.stringify(header))
  const prefix = Buffer.alloc(prefixBytes)
  magic.copy(prefix)
  prefix.writeUInt8(version, magic.length)
  prefix.writeUInt32BE(json.length, magic.length + 1)
  return { header, head: Buffer.concat([prefix, json]), key: deriveKey(secret, salt) }
}

/**
 * Length of the header that follows this prefix.
 * @param prefix the first bytes of the file; fewer than {@link prefixBytes} when it ends before
 * @throws BackupError BACKUP_FORMAT when this is no backup, or one of a later version; BACKUP_TRUNCATED
 */
export function headerLength(prefix: Buffer): number {
  const start = prefix.subarray(0, magic.length)
  if (start.length === 0 || !start.equals(magic.subarray(0, start.length))) {
    throw new BackupError(
      'BACKUP_FORMAT',
      'This is not a Bezel backup. Name a file that "bezel backup" has made.',
    )
  }
  if (prefix.length < prefixBytes) throw truncated()
  const found = prefix.readUInt8(magic.length)
  if (found !== version) {
    throw new BackupError(
      'BACKUP_FORMAT',
      `This backup has format ${found}, and this Bezel reads format ${version}. Restore it with the version that made it.`,
    )
  }
  const length = prefix.readUInt32BE(magic.length + 1)
  if (length > maxHeaderBytes) throw damaged()
  return length
}

/**
 * The key that opens a file, out of the secrets at hand.
 * @throws BackupError BACKUP_WRONG_KEY when none of them made it
 */
export function openContainer(
  prefix: Buffer,
  json: Buffer,
  secrets: readonly Buffer[],
): SealingKey & { header: Header } {
  const header = parseHeader(json)
  const secret = secrets.find((candidate) => keyIdOf(candidate) === header.keyId)
  if (!secret) {
    throw new BackupError(
      'BACKUP_WRONG_KEY',
      `This backup was made with the secret ${header.keyId}; given is ${secrets.map(keyIdOf).join(', ')}. ` +
        'Set BEZEL_SECRET to the secret of the installation that made it (in embedded mode it lies in its data folder).',
    )
  }
  const key = deriveKey(secret, Buffer.from(header.salt, 'base64'))
  return { header, head: Buffer.concat([prefix, json]), key }
}

/** The nonce of chunk number `index`. */
export function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 5, 6)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

export function damaged(cause?: unknown): BackupError {
  return new BackupError(
    'BACKUP_DAMAGED',
    'The backup is damaged or was changed: nothing was restored from it. Use another copy of the file.',
    { cause },
  )
}

export function truncated(): BackupError {
  return new BackupError(
    'BACKUP_TRUNCATED',
    'The backup ends too early: it was not written or copied to its end. Nothing was restored from it. Use another copy.',
  )
}

function deriveKey(secret: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'bezel backup', 32))
}

function parseHeader(json: Buffer): Header {
  try {
    const { keyId, salt, created } = JSON.parse(json.toString('utf8')) as Partial<Header>
    if (typeof keyId === 'string' && typeof salt === 'string' && typeof created === 'string') {
      return { keyId, salt, created }
    }
  } catch (cause) {
    throw damaged(cause)
  }
  throw damaged()
}
