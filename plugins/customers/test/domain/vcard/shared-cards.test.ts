import { deepStrictEqual, doesNotThrow } from 'node:assert'
import { readdirSync } from 'node:fs'
import t from 'tap'
import { customerFromCard } from '../../../src/domain/card-to-customer.ts'
import { type Card, convertCard, properties, toJCard, writeCard } from '../../../src/domain/vcard/index.ts'
import { contactData, contactFile, contactFolder, withoutData } from '../shared-data.ts'
import { readAll, readOne } from './cards.ts'

const files = withoutData
  ? []
  : (readdirSync(new URL('vcard/', contactFolder), { recursive: true }) as string[])
const vcf = files.filter((file) => file.endsWith('.vcf')).sort()

t.test('every card of every program is read', { skip: withoutData }, async (t) => {
  let total = 0
  for (const file of vcf) {
    const bytes = contactFile(`vcard/${file}`)
    const begun = bytes.toString('latin1').match(/^begin:vcard/gim)?.length ?? 0
    const { cards, issues } = await readAll(bytes)
    t.equal(cards.length, begun, file)
    t.same(issues, [], file)
    total += cards.length
  }
  t.equal(vcf.length, 36)
  t.equal(total, 74)
})

t.test('small chunks give the same cards', { skip: withoutData }, async (t) => {
  for (const file of vcf) {
    const bytes = contactFile(`vcard/${file}`)
    t.same((await readAll(bytes, 7)).cards, (await readAll(bytes)).cards, file)
  }
})

t.test('jCard pairs are equal', { skip: withoutData }, async (t) => {
  const pairs = files.filter((file) => file.startsWith('ical.js') && file.endsWith('.json'))
  t.equal(pairs.length, 5)
  for (const pair of pairs) {
    const card = await readOne(contactFile(`vcard/${pair.replace('.json', '.vcf')}`))
    t.same(toJCard(card)[1], JSON.parse(contactData(`vcard/${pair}`))[1], pair)
  }
})

t.test(
  "the RFC's example equals its jCard but for the seconds it makes up",
  { skip: withoutData },
  async (t) => {
    const card = await readOne(contactFile('vcard/ez-vcard/rfc6350-example.vcf'))
    const expected = contactData('vcard/ez-vcard/jcard-example.json').replace(
      '2009-08-08T14:30:00-05:00',
      '2009-08-08T14:30-05:00',
    )
    t.same(toJCard(card)[1], JSON.parse(expected)[1])
  },
)

t.test('photos and groups are kept', { skip: withoutData }, async (t) => {
  const photo = async (file: string, name = 'photo') =>
    properties(await readOne(contactFile(`vcard/${file}`)), name)[0]
  for (const file of [
    'ez-vcard/John_Doe_IPHONE.vcf',
    'ez-vcard/John_Doe_MAC_ADDRESS_BOOK.vcf',
    'ical4j/vcard-antoni-kontact.vcf',
  ]) {
    const bytes = Buffer.from(String((await photo(file))?.values[0]), 'base64')
    t.equal(bytes.subarray(0, 2).toString('hex'), 'ffd8', `${file} starts as a JPEG`)
    t.equal(bytes.subarray(-2).toString('hex'), 'ffd9', `${file} ends as a JPEG`)
  }
  t.equal((await photo('ical4j/vcard-antoni-cardpicture.vcf', 'x-ms-cardpicture'))?.type, 'binary')
  t.match(await photo('ical4j/vcard-antoni-outlook2003-valueurl.vcf'), {
    type: 'uri',
    values: [/^https:.*gunnar\.jpg$/],
  })
  const grouped = await readOne(contactFile('vcard/ez-vcard/gmail-single.vcf'))
  const groups = new Set(grouped.properties.map(({ group }) => group).filter(Boolean))
  t.same([...groups], ['item1', 'item2', 'item3', 'item4', 'item5', 'item6'])
})

t.test('written in either version and read again, nothing is lost', { skip: withoutData }, async (t) => {
  for (const { file, card } of await allCards()) {
    for (const version of ['3.0', '4.0'] as const) {
      const expected = convertCard(card, version)
      deepStrictEqual(await readOne(writeCard(card, version)), expected, `${file} ${version}`)
      t.ok(expected.properties.length >= card.properties.length, `${file} as ${version}`)
    }
  }
})

t.test(
  'every card becomes a customer with its name, numbers and places',
  { skip: withoutData },
  async (t) => {
    const cards = await allCards()
    for (const { file, card } of cards) {
      const read = customerFromCard(card, { country: 'US' })
      t.ok(read, file)
      for (const [name, list] of [
        ['email', read?.customer.emails],
        ['tel', read?.customer.phones],
        ['adr', read?.customer.addresses],
      ] as const) {
        const some = card.properties.some(
          (property) => property.name === name && property.values.flat(2).some((value) => value !== ''),
        )
        t.equal((list?.length ?? 0) > 0, some, `${file} ${name}`)
      }
    }
  },
)

t.test('naughty strings survive in every field', { skip: withoutData }, async (t) => {
  for (const text of JSON.parse(contactData('blns.json')) as string[]) {
    const values = [{ name: 'note', params: { 'x-naughty': [text] }, type: 'text', values: [text] }]
    const card: Card = {
      version: '4.0',
      properties: [{ name: 'fn', params: {}, type: 'text', values: [text] }, ...values],
    }
    const read = await readOne(writeCard(card))
    t.equal(
      read.properties[1]?.values[0],
      text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ''),
    )
    doesNotThrow(() => customerFromCard(card))
    await readAll(text)
  }
})

async function allCards() {
  const all: { file: string; card: Card }[] = []
  for (const file of vcf) {
    const { cards } = await readAll(contactFile(`vcard/${file}`))
    all.push(...cards.map((card) => ({ file, card })))
  }
  return all
}
