import fc from 'fast-check'
import t from 'tap'
import { formatPersonName, nameInitials, nameSortKey, parsePersonName } from '../../src/text/name.ts'
import { contactData, withoutData } from './shared-data.ts'

t.test('titles, double first names, particles behind hyphens and generations are told apart', async (t) => {
  const name = parsePersonName("Dr. María José O'Neill-van der Berg Jr.")
  t.same(name, { prefix: 'Dr.', givenName: 'María José', familyName: "O'Neill-van der Berg", suffix: 'Jr.' })
  t.equal(formatPersonName(name), "Dr. María José O'Neill-van der Berg Jr.")
  t.equal(formatPersonName(name, 'short'), "María José O'Neill-van der Berg")
  t.equal(formatPersonName(name, 'formal'), "Dr. O'Neill-van der Berg")
  t.equal(formatPersonName(name, 'sorted'), "O'Neill-van der Berg, María José")
  t.equal(nameInitials(name), 'MO')
})

t.test('the usual shapes are split', async (t) => {
  const shapes: [string, object][] = [
    ['Jane Doe', { givenName: 'Jane', familyName: 'Doe' }],
    ['Cher', { givenName: 'Cher' }],
    ['Mr. Smith', { prefix: 'Mr.', familyName: 'Smith' }],
    ['Ludwig van Beethoven', { givenName: 'Ludwig', familyName: 'van Beethoven' }],
    ['María del Carmen García', { givenName: 'María del Carmen', familyName: 'García' }],
    ['Juan Velasquez y Garcia', { givenName: 'Juan', familyName: 'Velasquez y Garcia' }],
    ['Yo-Yo Ma', { givenName: 'Yo-Yo', familyName: 'Ma' }],
    ['Mr. and Mrs. John Smith', { prefix: 'Mr. and Mrs.', givenName: 'John', familyName: 'Smith' }],
    [
      'Doe-Ray, Dr. John P., CLU, CFP',
      { prefix: 'Dr.', givenName: 'John', additionalName: 'P.', familyName: 'Doe-Ray', suffix: 'CLU, CFP' },
    ],
    ['John Doe, CLU, CFP', { givenName: 'John', familyName: 'Doe', suffix: 'CLU, CFP' }],
    ['Benjamin (Ben) Franklin', { givenName: 'Benjamin', familyName: 'Franklin', nickname: 'Ben' }],
    ['山田 太郎', { familyName: '山田', givenName: '太郎' }],
    ['  ', {}],
  ]
  for (const [text, name] of shapes) t.same(parsePersonName(text), name, text)
})

t.test('a printed name puts degrees behind a comma and East Asian family names first', async (t) => {
  t.equal(formatPersonName(parsePersonName('John Doe, PhD')), 'John Doe, PhD')
  t.equal(formatPersonName({ familyName: '山田', givenName: '太郎' }), '山田 太郎')
  t.equal(formatPersonName({ nickname: 'Bibi' }), 'Bibi')
  t.equal(formatPersonName({}), '')
})

t.test('names sort without case, accents and small particles', async (t) => {
  const sorted = ['Anna van der Berg', 'Émile Zola', 'Ana Ángel', 'Robert De Niro', 'ana angel'].map(
    parsePersonName,
  )
  sorted.sort((a, b) => (nameSortKey(a) < nameSortKey(b) ? -1 : 1))
  t.same(
    sorted.map((name) => name.familyName),
    ['Ángel', 'angel', 'van der Berg', 'De Niro', 'Zola'],
  )
})

t.test('initials keep whole characters', async (t) => {
  t.equal(nameInitials({ givenName: 'e\u0301mile', familyName: "d'Arc" }), 'E\u0301D')
  t.equal(nameInitials({ givenName: '太郎', familyName: '山田' }), '太山')
  t.equal(nameInitials({ givenName: '"..."' }), '')
})

t.test('the natural and the inverted order of one name agree', { skip: withoutData }, async (t) => {
  const names = JSON.parse(contactData('names/nameparser-test-names.json')) as string[]
  let pairs = 0
  // The set's first 108 names come in six spellings each: three in natural order, then the same three inverted.
  for (let i = 0; i + 5 < 108; i += 6) {
    for (let k = 0; k < 3; k++) {
      t.same(parsePersonName(names[i + k] ?? ''), parsePersonName(names[i + k + 3] ?? ''), names[i + k] ?? '')
      pairs++
    }
  }
  t.equal(pairs, 54)
  for (const name of names) t.equal(letters(formatPersonName(parsePersonName(name))).length > 0, true)
})

t.test('at least 95 % of labelled names get the right family name', { skip: withoutData }, async (t) => {
  const { right, total } = score()
  t.ok(right / total >= 0.95, `${right} of ${total}`)
})

t.test('no letter is lost and nothing throws', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const name = parsePersonName(text)
      nameInitials(name)
      nameSortKey(name)
      return sortedLetters(Object.values(name).join('')) === sortedLetters(text.normalize('NFC'))
    }),
  )
})

t.test('no naughty string makes it throw', { skip: withoutData }, async (t) => {
  for (const text of JSON.parse(contactData('blns.json')) as string[]) {
    t.doesNotThrow(() => formatPersonName(parsePersonName(text)))
  }
})

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
const sortedLetters = (text: string) => [...letters(text)].sort().join('')

/** Names with one given name and one family name in the labelled set. */
function score() {
  let right = 0
  let total = 0
  for (const [, xml] of contactData('names/person_labeled.xml').matchAll(/<Name>([\s\S]*?)<\/Name>/g)) {
    const tagged = [...(xml ?? '').matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, tag, text]) => ({
      tag,
      text: text ?? '',
    }))
    const families = tagged.filter(({ tag }) => tag === 'Surname')
    if (
      families.length !== 1 ||
      !tagged.some(({ tag }) => tag === 'GivenName') ||
      tagged.some(({ tag }) => tag === 'And')
    )
      continue
    total++
    const name = parsePersonName(tagged.map(({ text }) => text).join(' '))
    if (letters(name.familyName ?? '') === letters(families[0]?.text ?? '')) right++
    else if (process.env.SHOW) console.error(tagged, name)
  }
  return { right, total }
}
