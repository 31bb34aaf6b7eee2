import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import t from 'tap'
import { chunkBytes, keyIdOf, newContainer } from '../../src/backup/container.ts'
import { openBackup } from '../../src/backup/decrypt.ts'
import { createEncryptor } from '../../src/backup/encrypt.ts'

const secret = Buffer.from('a secret of the test that is long enough')

function seal(plain: Buffer, pieceBytes = 10_000): Promise<Buffer> {
  const pieces = Array.from({ length: Math.ceil(plain.length / pieceBytes) }, (_, i) => {
    return plain.subarray(i * pieceBytes, (i + 1) * pieceBytes)
  })
  return buffer(
    Readable.from(pieces, { objectMode: false }).pipe(createEncryptor(newContainer(secret, new Date(0)))),
  )
}

async function open(sealed: Buffer, secrets = [secret]): Promise<Buffer> {
  // Odd pieces: what a network or disk hands out need not end where a chunk ends.
  const pieces = Readable.from(
    Array.from({ length: Math.ceil(sealed.length / 777) }, (_, i) => sealed.subarray(i * 777, (i + 1) * 777)),
  )
  const parts: Buffer[] = []
  for await (const part of (await openBackup(pieces, secrets)).plain) parts.push(part)
  return Buffer.concat(parts)
}

t.test('what is sealed opens again, whatever its length', async (t) => {
  for (const length of [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 200_000]) {
    const plain = randomBytes(length)
    t.same(await open(await seal(plain)), plain, `${length} bytes`)
  }
})

t.test('the same content never looks the same, and shows nothing of itself', async (t) => {
  const plain = Buffer.from('customer@example.org '.repeat(100))
  const [one, two] = [await seal(plain), await seal(plain)]
  t.notSame(one.subarray(-500), two.subarray(-500))
  t.notMatch(one.toString('latin1'), /customer/)
})

t.test('a change of any one bit is noticed', async () => {
  const sealed = await seal(randomBytes(chunkBytes + 500))
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at)
      const code = await open(changed).then(
        () => 'none',
        (error) => error.code,
      )
      return /^BACKUP_(FORMAT|WRONG_KEY|DAMAGED|TRUNCATED)$/.test(code)
    }),
    { numRuns: 300, examples: Array.from({ length: 13 }, (_, at) => [at, 0] as [number, number]) },
  )
})

t.test('a file that ends too early is noticed, wherever it ends', async () => {
  const sealed = await seal(randomBytes(chunkBytes + 500))
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), async (length) => {
      const code = await open(sealed.subarray(0, length)).then(
        () => 'none',
        (error) => error.code,
      )
      return code === (length === 0 ? 'BACKUP_FORMAT' : 'BACKUP_TRUNCATED')
    }),
    { numRuns: 300 },
  )
})

t.test('chunks that are dropped, repeated or swapped are noticed', async (t) => {
  const sealed = await seal(randomBytes(4 * chunkBytes))
  const chunk = chunkBytes + 5 + 16
  const start = sealed.length - 4 * chunk
  const part = (i: number) => sealed.subarray(start + i * chunk, start + (i + 1) * chunk)
  const head = sealed.subarray(0, start)
  for (const order of [[0, 2, 3], [0, 1, 1, 2, 3], [1, 0, 2, 3], [3], [0, 1, 2, 3, 3]]) {
    await t.rejects(open(Buffer.concat([head, ...order.map(part)])), { code: 'BACKUP_DAMAGED' }, order.join())
  }
})

t.test('another secret is refused with the ids of both', async (t) => {
  const other = Buffer.from('another secret')
  const sealed = await seal(Buffer.from('x'))
  await t.rejects(open(sealed, [other]), { code: 'BACKUP_WRONG_KEY' })
  await t.rejects(open(sealed, [other]), { message: new RegExp(`${keyIdOf(secret)}.*${keyIdOf(other)}`) })
  t.same(await open(sealed, [other, secret]), Buffer.from('x'), 'an earlier secret opens it')
})

t.test('a file that is no backup, or a later one, is refused', async (t) => {
  await t.rejects(open(Buffer.from('PK\u0003\u0004 something else')), { code: 'BACKUP_FORMAT' })
  const later = await seal(Buffer.from('x'))
  later.writeUInt8(2, 8)
  await t.rejects(open(later), { code: 'BACKUP_FORMAT', message: /format 2.*format 1/ })
})
