import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export interface Keyring {
  /** Text → `v1.<key id>.<base64url>`: AES-256-GCM under the current key. */
  encrypt(plain: string): string
  /** @throws when the text was changed or its key is not in the ring. */
  decrypt(sealed: string): string
  /** Keyed hash, for finding an encrypted value without decrypting and for signing tokens. */
  sign(purpose: string, value: string): string
  /** Id of the key that encrypts now. */
  currentKeyId: string
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'bezel', purpose, 32))
}

/**
 * Keys derived from `BEZEL_SECRET`. The first secret encrypts; the others, from before a rotation, still decrypt.
 * The key id is part of every ciphertext, so a rotation can find what is still under an old key.
 */
export function createKeyring(secrets: readonly string[]): Keyring {
  const [current] = secrets
  if (!current) throw new Error('A keyring needs at least one secret. Set BEZEL_SECRET.')
  const keys = new Map(
    secrets.map((secret) => [
      createHash('sha256').update(`bezel key id ${secret}`).digest('hex').slice(0, 8),
      derive(secret, 'encrypt'),
    ]),
  )
  const currentKeyId = keys.keys().next().value as string
  const signingKey = derive(current, 'sign')

  return {
    currentKeyId,
    encrypt(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keys.get(currentKeyId) as Buffer, nonce)
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${currentKeyId}.${body.toString('base64url')}`
    },
    decrypt(sealed) {
      const [, keyId = '', text = ''] = sealed.split('.')
      const key = keys.get(keyId)
      if (!key)
        throw new Error(
          `No key "${keyId}" in the keyring. Add the secret it came from to BEZEL_SECRET_PREVIOUS.`,
        )
      const body = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12))
      decipher.setAuthTag(body.subarray(-16))
      return Buffer.concat([decipher.update(body.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
    sign: (purpose, value) =>
      createHmac('sha256', signingKey).update(`${purpose}\0${value}`).digest('base64url'),
  }
}
