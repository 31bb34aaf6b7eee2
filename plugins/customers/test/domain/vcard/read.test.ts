import fc from 'fast-check'
import t from 'tap'
import { component, groupLabel, properties, textOf } from '../../../src/domain/vcard/index.ts'
import { card, readAll, readOne } from './cards.ts'

const property = async (version: string, ...lines: string[]) =>
  (await readOne(card(version, ...lines))).properties[0]

t.test('names, groups and parameters are read in any case and order', async (t) => {
  t.same(await property('3.0', 'Item1.TEL;Type=HOME;type="voice,pref";X-Id="a;b:c":+1 555'), {
    group: 'item1',
    name: 'tel',
    params: { type: ['HOME', 'voice', 'pref'], 'x-id': ['a;b:c'] },
    type: 'phone-number',
    values: ['+1 555'],
  })
})

t.test('the bare parameters of vCard 2.1 are understood', async (t) => {
  const read = await property('2.1', 'TEL;HOME;VOICE;ENCODING=8BIT:(905) 666-1234')
  t.same(read?.params, { type: ['HOME', 'VOICE'] })
})

t.test('every kind of line end gives the same card', async (t) => {
  const text = card('4.0', 'FN:Jane Doe', 'NOTE:one', ' two')
  const expected = await readOne(text)
  for (const end of ['\n', '\r', '\r\r\n'])
    t.same(await readOne(text.replaceAll('\r\n', end)), expected, JSON.stringify(end))
  t.equal(textOf(properties(expected, 'note')[0]), 'onetwo')
})

t.test('a folded line may be cut inside a character, and chunks anywhere', async (t) => {
  const bytes = Buffer.from(card('4.0', 'FN:Jöé'))
  const at = bytes.indexOf(0xc3) + 1
  const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)])
  for (const chunk of [1, 2, 3, 1000]) {
    const { cards, issues } = await readAll(folded, chunk)
    t.equal(textOf(cards[0]?.properties[0]), 'Jöé')
    t.same(issues, [])
  }
})

t.test('byte order marks, UTF-16 and eight-bit sets are decoded', async (t) => {
  const text = card('3.0', 'FN:Zoë Müller')
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  const sources = [
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    swapped,
    Buffer.from(text, 'latin1'),
  ]
  for (const source of sources) t.equal(textOf((await readOne(source)).properties[0]), 'Zoë Müller')
  const stated = Buffer.from(card('2.1', 'FN;CHARSET=ISO-8859-2:Krak\xf3w ma\xb3y'), 'latin1')
  t.equal(textOf((await readOne(stated)).properties[0]), 'Kraków mały')
})

t.test('quoted-printable with soft line breaks is resolved', async (t) => {
  const lines = [
    'NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:caf=C3=',
    '=A9=0D=0A=',
    'second line',
    'TITLE:Jeweler',
  ]
  const read = await readOne(card('2.1', ...lines))
  t.same(read.properties.map(textOf), ['café\nsecond line', 'Jeweler'])
  t.same(read.properties[0]?.params, {})
})

t.test('a quoted-printable value that never ends does not swallow the next card', async (t) => {
  const { cards } = await readAll(card('2.1', 'NOTE;QUOTED-PRINTABLE:lost=') + card('2.1', 'FN:Next'))
  t.same(
    cards.map(({ properties: [first] }) => textOf(first)),
    ['lost=', 'Next'],
  )
})

t.test('base64 goes on over folded, unfolded and empty lines', async (t) => {
  for (const lines of [
    ['PHOTO;ENCODING=BASE64;JPEG:/9j/', ' 4AAQ', ''],
    ['PHOTO;JPEG;BASE64:', '/9j/', '4AAQ', ''],
  ]) {
    const read = await readOne(card('2.1', ...lines, 'FN:Jane'))
    t.match(read.properties[0], {
      type: 'binary',
      values: ['/9j/4AAQ'],
      params: { encoding: ['b'], type: ['JPEG'] },
    })
    t.equal(textOf(read.properties[1]), 'Jane')
  }
})

t.test('escapes are resolved by the kind of value', async (t) => {
  const read = await readOne(
    card(
      '4.0',
      'N:O\\;Neill;Ann;Q\\,x,Y;;',
      'ORG:A, B;C',
      'NOTE:a\\nb\\\\n \\x',
      'GEO:geo:1\\,2',
      'X-RAW:a\\;b',
    ),
  )
  const [name, org, note, geo, raw] = read.properties
  t.same(name?.values, [['O;Neill', 'Ann', ['Q,x', 'Y'], '', '']])
  t.same(org?.values, [['A, B', 'C']])
  t.same(note?.values, ['a\nb\\n \\x'])
  t.same(geo?.values, ['geo:1,2'])
  t.same(raw, { name: 'x-raw', params: {}, type: 'unknown', values: ['a\\;b'] })
  t.equal(textOf(raw), 'a;b')
  t.equal(component(name, 2), 'Q,x, Y')
})

t.test('dates come in one form whatever their spelling', async (t) => {
  const dates: [string, string, string, string][] = [
    ['4.0', '19960415', 'date-and-or-time', '1996-04-15'],
    ['4.0', '--0415', 'date-and-or-time', '--04-15'],
    ['4.0', '20090808T1430-0500', 'date-and-or-time', '2009-08-08T14:30-05:00'],
    ['4.0', 'T102200', 'date-and-or-time', 'T10:22:00'],
    ['3.0', '1996-04-15', 'date', '1996-04-15'],
    ['2.1', '19960415', 'date', '1996-04-15'],
    ['3.0', '1953-10-15T23:10:00Z', 'date-time', '1953-10-15T23:10:00Z'],
    ['4.0', 'circa 1800', 'text', 'circa 1800'],
  ]
  for (const [version, text, type, value] of dates)
    t.match(await property(version, `BDAY:${text}`), { type, values: [value] })
})

t.test('labels of groups are unwrapped', async (t) => {
  const read = await readOne(
    card('3.0', 'item1.X-ABDATE:2010-06-12', 'item1.X-ABLabel:_$!<Anniversary>!$_', 'item2.TEL:1'),
  )
  t.equal(groupLabel(read, read.properties[0] as never), 'Anniversary')
  t.equal(groupLabel(read, read.properties[2] as never), '')
})

t.test('a card inside an AGENT belongs to it', async (t) => {
  const nested = ['AGENT:', 'BEGIN:VCARD', 'VERSION:2.1', 'FN:Susan; Thomas', 'END:VCARD', 'FN:Boss']
  const { cards, issues } = await readAll(card('2.1', ...nested))
  t.same(issues, [])
  t.same(
    cards[0]?.properties.map(({ name }) => name),
    ['agent', 'fn'],
  )
  t.match(cards[0]?.properties[0], {
    type: 'vcard',
    values: ['BEGIN:VCARD\nVERSION:2.1\nFN:Susan; Thomas\nEND:VCARD\n'],
  })
})

t.test('what is broken is reported with its line, and the rest is read', async (t) => {
  const text = [
    'hello',
    'BEGIN:VCARD',
    'FN:Cut',
    card('3.0', 'FN:Good', 'no colon here'),
    'BEGIN:VCARD',
    'END:VCARD',
    'BEGIN:VCARD',
    'FN:End',
  ]
  const { cards, issues } = await readAll(text.join('\r\n'))
  t.same(
    cards.map(({ properties: [first] }) => textOf(first)),
    ['Good'],
  )
  t.same(
    issues.map(({ line, severity, code }) => [line, severity, code]),
    [
      [1, 'error', 'outside_card'],
      [2, 'error', 'unfinished_card'],
      [7, 'warning', 'bad_line'],
      [10, 'error', 'empty_card'],
      [12, 'error', 'unfinished_card'],
    ],
  )
})

t.test('a card above the limit is left out without holding it in memory', async (t) => {
  const { cards, issues } = await readAll(
    card('3.0', `NOTE:${'x'.repeat(5000)}`) + card('3.0', 'FN:Small'),
    100,
    { maxCardBytes: 1000 },
  )
  t.same(
    cards.map(({ properties: [first] }) => textOf(first)),
    ['Small'],
  )
  t.same(
    issues.map(({ code }) => code),
    ['too_large'],
  )
  const folded = card('3.0', 'NOTE:x', ...Array.from({ length: 500 }, () => ' xxxxxxxxxx'))
  t.same(
    (await readAll(folded, 100, { maxCardBytes: 1000 })).issues.map(({ code }) => code),
    ['too_large'],
  )
})

t.test('no bytes make it throw or hang', async () => {
  const piece = fc.constantFrom(
    'BEGIN:VCARD',
    'END:VCARD',
    'VERSION:2.1',
    '\r\n',
    '\r',
    '\n',
    ' ',
    ';',
    ':',
    '"',
    '=',
    ',',
    '.',
    'AGENT:',
    'TEL;ENCODING=QUOTED-PRINTABLE:',
    'PHOTO;BASE64:',
    '\ufeff',
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((all) => Buffer.from(all.join(''))),
  )
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.integer({ min: 1, max: 50 }),
      async (source, chunk) => void (await readAll(source, chunk)),
    ),
  )
})

t.test('hostile input takes linear time', async (t) => {
  const long = 200_000
  for (const text of [
    ';'.repeat(long),
    ';A='.repeat(long / 3),
    'A;B="'.repeat(long / 5),
    '\\,'.repeat(long / 2),
    ' \n'.repeat(long / 2),
    'X;'.repeat(long / 2),
  ]) {
    await readAll(`BEGIN:VCARD\nVERSION:3.0\nN${text}:x\nN:${text}\nEND:VCARD\n`)
    t.pass()
  }
})
