import { assert, nat, property, string } from 'fast-check'
import t from 'tap'
import { createKeyring } from '../../src/secrets/keyring.ts'

const [one, two] = [
  'the first secret of thirty-two bytes or more',
  'the second secret of thirty-two bytes or more',
]
const ring = createKeyring([one])

t.test('what is encrypted comes back, and never looks the same twice', async (t) => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      const plain = text.toWellFormed()
      const [first, second] = [ring.encrypt(plain), ring.encrypt(plain)]
      return first !== second && ring.decrypt(first) === plain && ring.decrypt(second) === plain
    }),
  )
  t.notMatch(ring.encrypt('a secret seed'), /secret seed/)
})

t.test('a ciphertext that was changed in any bit, or cut, is refused', async (t) => {
  const sealed = ring.encrypt('a secret seed')
  const [version = '', key = '', body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  assert(
    property(nat(bytes.length * 8 - 1), (bit) => {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      try {
        ring.decrypt([version, key, changed.toString('base64url')].join('.'))
        return false
      } catch {
        return true
      }
    }),
    { numRuns: 300 },
  )
  for (let length = 0; length < bytes.length; length++)
    t.throws(() => ring.decrypt([version, key, bytes.subarray(0, length).toString('base64url')].join('.')))
})

t.test('another secret decrypts nothing, the one before still does, and the new one encrypts', async (t) => {
  const before = ring.encrypt('seed')
  const rotated = createKeyring([two, one])
  t.equal(rotated.decrypt(before), 'seed')
  t.throws(() => createKeyring([two]).decrypt(before), /Add the secret it came from to BEZEL_SECRET_PREVIOUS/)
  t.throws(() => ring.decrypt(rotated.encrypt('seed')))
  t.not(rotated.currentKeyId, ring.currentKeyId)
})

t.test('a signature is of one purpose, one value and one secret', async (t) => {
  const signed = ring.sign('csrf', 'a')
  t.equal(ring.sign('csrf', 'a'), signed)
  t.equal(Buffer.from(signed, 'base64url').length, 32)
  for (const other of [
    ring.sign('file-link', 'a'),
    ring.sign('csrf', 'b'),
    createKeyring([two]).sign('csrf', 'a'),
  ])
    t.not(other, signed)
})
