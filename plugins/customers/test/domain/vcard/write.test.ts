import { deepStrictEqual as same } from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import {
  type Card,
  type CardProperty,
  convertCard,
  fromJCard,
  toJCard,
  writeCard,
} from '../../../src/domain/vcard/index.ts'
import { foldLine } from '../../../src/domain/vcard/write.ts'
import { card, readOne } from './cards.ts'

// Carriage returns and controls cannot be said in a vCard; blanks around list items and addresses mean nothing.
const text = fc
  .string({ unit: 'binary', maxLength: 90 })
  .map((raw) => raw.toWellFormed().replace(/[\0-\x08\x0b-\x1f\x7f]/g, ''))
const trimmed = text.map((raw) => raw.trim()).filter((raw) => raw !== '')
const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const parts = (count: number) =>
  fc.array(fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 })), {
    minLength: count,
    maxLength: count,
  })
const params = fc.dictionary(
  token.map((key) => `x-${key}`),
  fc.array(text, { minLength: 1, maxLength: 3 }),
  { maxKeys: 3 },
)

const value = fc.oneof(
  fc.record({
    name: fc.constantFrom('fn', 'note', 'title', 'email'),
    type: fc.constant('text'),
    values: fc.tuple(text),
  }),
  fc.record({
    name: fc.constantFrom('nickname', 'categories'),
    type: fc.constant('text'),
    values: fc.array(trimmed, { minLength: 1 }),
  }),
  fc.record({ name: fc.constant('n'), type: fc.constant('text'), values: fc.tuple(parts(5)) }),
  fc.record({ name: fc.constant('adr'), type: fc.constant('text'), values: fc.tuple(parts(7)) }),
  fc.record({
    name: fc.constant('org'),
    type: fc.constant('text'),
    values: fc.tuple(fc.array(text, { minLength: 2, maxLength: 4 })),
  }),
  fc.record({
    name: fc.constant('url'),
    type: fc.constant('uri'),
    values: fc.tuple(fc.webUrl({ withQueryParameters: true })),
  }),
  fc.record({
    name: fc.constantFrom('bday', 'anniversary'),
    type: fc.constant('date-and-or-time'),
    values: fc.tuple(
      fc.constantFrom(
        '1996-04-15',
        '--02-29',
        '1996-04',
        '1996',
        '---15',
        '2009-08-08T14:30:00-05:00',
        'T10:22:00Z',
      ),
    ),
  }),
  fc.record({
    name: token.map((name) => `x-${name}`),
    type: fc.constant('unknown'),
    values: fc.tuple(text.map((raw) => raw.replace(/\n/g, ''))),
  }),
)
const property = fc.tuple(value, params, fc.option(token, { nil: undefined })).map(
  ([rest, all, group]): CardProperty => ({
    ...(group === undefined ? {} : { group }),
    ...rest,
    params: { ...all },
  }),
)
const cards = fc.array(property, { maxLength: 8 }).map(
  (all): Card => ({
    version: '4.0',
    properties: [{ name: 'fn', params: {}, type: 'text', values: ['Jane'] }, ...all],
  }),
)

t.test('a card of 4.0 is read back exactly as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(cards, async (original) => same(await readOne(writeCard(original)), original)),
  )
})

t.test('a card of 3.0 is read back as it was converted, and once more unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(cards, async (original) => {
      const read = await readOne(writeCard(original, '3.0'))
      same(await readOne(writeCard(read, '3.0')), read)
      return read.properties.length === convertCard(original, '3.0').properties.length
    }),
  )
})

t.test('jCard and back is the identity', async () => {
  fc.assert(
    fc.property(cards, (original) => {
      const json = JSON.parse(JSON.stringify(toJCard(original)))
      same(fromJCard(json), { ok: true, card: original })
    }),
  )
})

t.test('no line has more than 75 octets and no character is cut', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (raw) => {
      const lines = foldLine(raw).split('\r\n ')
      return (
        lines.every((line, i) => Buffer.byteLength(line) + (i === 0 ? 0 : 1) <= 75) && lines.join('') === raw
      )
    }),
  )
})

t.test('a card of 3.0 is said in the words of 4.0', async (t) => {
  const lines = [
    'FN:Jane Doe',
    'TEL;TYPE=HOME,pref:+1 555',
    'EMAIL;TYPE=INTERNET,WORK:j@example.com',
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
    'BDAY:1996-04-15',
    'GEO:37.386013;-122.082932',
    'REV:1995-10-31T22:27:10Z',
    'item1.X-ABLabel:Shop',
  ]
  t.equal(
    writeCard(await readOne(card('3.0', ...lines)), '4.0'),
    card(
      '4.0',
      'FN:Jane Doe',
      'TEL;TYPE=home;PREF=1:+1 555',
      'EMAIL;TYPE=work:j@example.com',
      'PHOTO:data:image/jpeg;base64,/9j/4AAQ',
      'BDAY:19960415',
      'GEO:geo:37.386013,-122.082932',
      'REV:19951031T222710Z',
      'ITEM1.X-ABLABEL:Shop',
    ),
  )
})

t.test('a card of 4.0 is said in the words of 3.0', async (t) => {
  const lines = [
    'FN:Jane Doe',
    'N:Doe;Jane;;;',
    'TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+1-555',
    'PHOTO:data:image/png;base64,iVBORw0KGgo=',
    'BDAY:--0229',
    'ANNIVERSARY:20100612',
    'GEO:geo:37.386013,-122.082932',
    'LANG:fr',
    'URL:http://example.com/a,b',
  ]
  const written = writeCard(await readOne(card('4.0', ...lines)), '3.0')
  t.equal(
    written,
    card(
      '3.0',
      'FN:Jane Doe',
      'N:Doe;Jane;;;',
      'TEL;TYPE=cell,pref:+1-555',
      'PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=',
      'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29',
      'ANNIVERSARY;VALUE=date:2010-06-12',
      'GEO:37.386013;-122.082932',
      'LANG;VALUE=language-tag:fr',
      'URL:http://example.com/a,b',
    ),
  )
  const back = convertCard(await readOne(written), '4.0')
  t.same(
    back.properties.find(({ name }) => name === 'bday'),
    { name: 'bday', params: {}, type: 'date-and-or-time', values: ['--02-29'] },
  )
})

t.test('what the standard asks for is added', async (t) => {
  const written = writeCard(
    { version: '4.0', properties: [{ name: 'email', params: {}, type: 'text', values: ['j@example.com'] }] },
    '3.0',
  )
  t.equal(written, card('3.0', 'FN:j@example.com', 'N:;;;;', 'EMAIL:j@example.com'))
})

t.test('names and parameters cannot smuggle lines into the file', async (t) => {
  const evil: CardProperty = {
    group: 'a\r\nX',
    name: 'fn\r\nEND',
    params: { 'a\n:b': ['x"\r\nEND:VCARD'] },
    type: 'text',
    values: ['v\r\nEND:VCARD'],
  }
  const read = await readOne(writeCard({ version: '4.0', properties: [evil] }))
  t.equal(read.properties.length, 2)
})

t.test('a jCard that is none is refused with its place', async (t) => {
  for (const json of [null, {}, ['vcard'], ['icard', []]]) t.notOk(fromJCard(json).ok)
  t.match(
    fromJCard([
      'vcard',
      [
        ['fn', {}, 'text', 'x'],
        ['fn', {}, 'text'],
      ],
    ]),
    { message: /Item 2/ },
  )
  t.notOk(fromJCard(['vcard', [['fn\n', {}, 'text', 'x']]]).ok)
  t.notOk(fromJCard(['vcard', [['fn', { a: { b: 1 } }, 'text', 'x']]]).ok)
  t.notOk(fromJCard(['vcard', [['fn', {}, 'text', { a: 1 }]]]).ok)
})
