import fc from 'fast-check'
import t from 'tap'
import {
  decodeSgtin,
  encodeSgtin,
  gtin14Of,
  isSgtin96Serial,
  MAX_SGTIN96_SERIAL,
  normalizeEpc,
  parseSgtinTagUri,
  parseSgtinUri,
  readTagCode,
  SGTIN_PARTITIONS,
  sameEpc,
  sgtinOf,
  sgtinTagUri,
  sgtinUri,
} from '../../src/domain/index.ts'
import { sharedJson, skipWithout } from './reference.ts'

interface Vector {
  hex: string
  tag_uri: string
  pure_uri?: string
  filter?: number
  partition?: number
  gtin14?: string
  serial?: number
}
interface Vectors {
  sgtin96: Vector[]
  sgtin198: Vector[]
  invalid: { uri: string; why: string }[]
}

const FILE = 'jewelry-reference/epc-sgtin-vectors.json'

t.test('the worked example of the Tag Data Standard', async (t) => {
  const tag = {
    scheme: 'sgtin-96',
    filter: 3,
    companyPrefix: '0614141',
    itemReference: '812345',
    serial: '6789',
  } as const
  t.equal(encodeSgtin(tag), '3074257BF7194E4000001A85')
  t.same(decodeSgtin('3074257BF7194E4000001A85'), tag)
  t.equal(gtin14Of(tag), '80614141123458')
  t.equal(sgtinUri(tag), 'urn:epc:id:sgtin:0614141.812345.6789')
})

t.test('every SGTIN of the reference is coded and read', { skip: skipWithout(FILE) }, async (t) => {
  const { sgtin96, sgtin198 } = sharedJson<Vectors>(FILE)
  for (const vector of [...sgtin96, ...sgtin198]) {
    const tag = parseSgtinTagUri(vector.tag_uri)
    // The standard prints SGTIN-198 in whole bytes, a tag holds whole words.
    const hex = normalizeEpc(vector.hex)
    t.ok(hex.startsWith(vector.hex) && hex.length - vector.hex.length <= 2)
    t.equal(encodeSgtin(tag), hex, `encode ${vector.tag_uri}`)
    t.same(decodeSgtin(hex), tag, `decode ${vector.hex}`)
    t.equal(sgtinTagUri(tag), vector.tag_uri)
    t.equal(normalizeEpc(vector.tag_uri), hex)
    if (vector.pure_uri) {
      t.equal(sgtinUri(tag), vector.pure_uri)
      t.equal(sgtinUri(parseSgtinUri(vector.pure_uri)), vector.pure_uri)
    }
    if (vector.filter !== undefined) t.equal(tag.filter, vector.filter)
    if (vector.gtin14) {
      t.equal(gtin14Of(tag), vector.gtin14)
      t.equal(sgtinUri(sgtinOf(vector.gtin14, tag.companyPrefix.length, tag.serial)), sgtinUri(tag))
    }
    if (vector.partition !== undefined)
      t.equal(SGTIN_PARTITIONS[vector.partition]?.prefixDigits, tag.companyPrefix.length)
    if (vector.serial !== undefined) t.equal(tag.serial, String(vector.serial))
  }
})

t.test('every invalid SGTIN of the reference is refused', { skip: skipWithout(FILE) }, async (t) => {
  for (const { uri, why } of sharedJson<Vectors>(FILE).invalid) {
    const parse = uri.startsWith('urn:epc:tag') ? parseSgtinTagUri : parseSgtinUri
    t.throws(() => parse(uri), { name: 'CodeError', code: 'INVENTORY_SGTIN_INVALID' }, why)
  }
})

t.test('serials of SGTIN-96 are numbers without leading zeros, up to 38 bits', async (t) => {
  for (const serial of ['0', '1', '274877906943']) t.ok(isSgtin96Serial(serial), serial)
  for (const serial of ['', '01', '-1', '1a', '274877906944', '1123456789012'])
    t.notOk(isSgtin96Serial(serial), serial)
})

t.test('any EPC or TID is taken and written one way', async (t) => {
  const same = [
    'e280 1160 6000 0207',
    'E2-80-11-60-60-00-02-07',
    '0xE280116060000207',
    'TID: e280116060000207',
    'E2:80:11:60:60:00:02:07',
  ]
  for (const text of same) t.equal(normalizeEpc(text), 'E280116060000207', text)
  t.equal(normalizeEpc('urn:epc:raw:96.x3074257BF7194E4000001A85'), '3074257BF7194E4000001A85')
  t.ok(sameEpc('urn:epc:tag:sgtin-96:3.0614141.812345.6789', '3074257bf7194e4000001a85'))
  t.match(readTagCode('E280 1160 6000 0207'), { kind: 'tid' })
  t.match(readTagCode('B0B0 0000 0000 0000 0000 0042'), { kind: 'opaque', hex: 'B0B000000000000000000042' })
  t.match(readTagCode('3074257BF7194E4000001A85'), { kind: 'sgtin', sgtin: { serial: '6789' } })
})

t.test('what no reader can have read is refused', async (t) => {
  for (const text of ['', 'ring', '123', 'E28', 'ABCDE', '0'.repeat(128), 'urn:epc:raw:96.x3074']) {
    t.throws(
      () => normalizeEpc(text),
      { name: 'CodeError', code: 'INVENTORY_EPC_INVALID' },
      `"${text.slice(0, 30)}"`,
    )
  }
  t.throws(() => sgtinOf('80614141123459', 7, '1'), { code: 'INVENTORY_GTIN_INVALID' }, 'a wrong check digit')
  t.throws(() => sgtinOf('80614141123458', 13, '1'), { code: 'INVENTORY_SGTIN_INVALID' })
})

t.test('a foreign code under the SGTIN header stays opaque', async (t) => {
  t.equal(readTagCode('303C00000000000000000001').kind, 'opaque', 'partition 7 does not exist')
  t.equal(readTagCode(`30${'F'.repeat(22)}`).kind, 'opaque')
  t.equal(
    readTagCode('3018FFFFF4000040000000FF').kind,
    'opaque',
    'a prefix of seven digits where six are told',
  )
})

const split = fc
  .tuple(fc.integer({ min: 6, max: 12 }), fc.bigInt(0n, 10n ** 13n - 1n))
  .map(([length, number]): [string, string] => {
    const digits = String(number).padStart(13, '0')
    return [digits.slice(0, length), digits.slice(length)]
  })

t.test('every SGTIN-96 survives its tag', async (t) => {
  fc.assert(
    fc.property(
      split,
      fc.bigInt(0n, MAX_SGTIN96_SERIAL),
      fc.nat(7),
      ([companyPrefix, itemReference], serial, filter) => {
        const tag = {
          scheme: 'sgtin-96',
          filter,
          companyPrefix,
          itemReference,
          serial: String(serial),
        } as const
        const hex = encodeSgtin(tag)
        return hex.length === 24 && JSON.stringify(decodeSgtin(hex)) === JSON.stringify({ ...tag })
      },
    ),
  )
  t.pass()
})

t.test('every SGTIN-198 survives its tag and its URI', async (t) => {
  const serials = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/)
  fc.assert(
    fc.property(split, serials, ([companyPrefix, itemReference], serial) => {
      const tag = { scheme: 'sgtin-198', filter: 1, companyPrefix, itemReference, serial } as const
      const hex = encodeSgtin(tag)
      return decodeSgtin(hex)?.serial === serial && parseSgtinTagUri(sgtinTagUri(tag)).serial === serial
    }),
  )
  t.pass()
})

t.test('normalising is idempotent', async (t) => {
  const word = fc.nat(0xffff).map((value) => value.toString(16).padStart(4, '0'))
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 31 }), (words) => {
      const once = normalizeEpc(words.join(''))
      return normalizeEpc(once) === once && readTagCode(once).hex === once
    }),
  )
  t.pass()
})
