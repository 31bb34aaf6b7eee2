import fc from 'fast-check'
import t from 'tap'
import { emailMatchKey, phoneMatchKey, phoneticCode } from '../../../src/domain/duplicates/index.ts'
import { isOneTypo, jaroWinkler } from '../../../src/domain/duplicates/similarity.ts'

t.test('Jaro–Winkler gives the values of its inventor', async (t) => {
  // Winkler 1990, table 4; rounded to three places there.
  for (const [a, b, expected] of [
    ['MARTHA', 'MARHTA', 0.961],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.813],
    ['', 'A', 0],
    ['A', 'A', 1],
    ['AB', 'CD', 0],
  ] as const)
    t.equal(Math.round(jaroWinkler(a, b) * 1000) / 1000, expected, `${a} ${b}`)
})

t.test('similarity is symmetric and between 0 and 1', async () => {
  const word = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const similarity = jaroWinkler(a, b)
      return similarity >= 0 && similarity <= 1 && Math.abs(similarity - jaroWinkler(b, a)) < 1e-9
    }),
  )
})

t.test('one typo is one character added, lost, replaced or exchanged', async (t) => {
  for (const [a, b] of [
    ['2602', '2062'],
    ['smith', 'smth'],
    ['smith', 'smiith'],
    ['smith', 'snith'],
    ['', 'a'],
    ['a', 'a'],
  ] as const)
    t.ok(isOneTypo(a, b))
  for (const [a, b] of [
    ['2602', '0226'],
    ['smith', 'smt'],
    ['smith', 'snitg'],
    ['abc', 'cba'],
  ] as const)
    t.notOk(isOneTypo(a, b))
})

t.test('a random edit is one typo', async () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      (text, seed, char) => {
        const at = seed % text.length
        const edits = [
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, at) + char + text.slice(at),
          text.slice(0, at) + char + text.slice(at + 1),
        ]
        return edits.every((edit) => isOneTypo(text, edit) && isOneTypo(edit, text))
      },
    ),
  )
})

t.test('names that sound alike share a code', async (t) => {
  for (const [a, b] of [
    ['Meyer', 'Maier'],
    ['Schmidt', 'Schmitt'],
    ['Philipp', 'Filip'],
    ['Catherine', 'Kathrin'],
    ["O'Neill", 'Oneil'],
    ['Müller', 'Muller'],
  ] as const) {
    t.equal(phoneticCode(a), phoneticCode(b), `${a} ${b}`)
  }
  t.not(phoneticCode('Waller'), phoneticCode('Weber'))
  t.equal(phoneticCode('山田'), '山田')
  t.equal(phoneticCode('Eva'), 'AF')
  t.equal(phoneticCode(''), '')
})

t.test('e-mail and phone keys see through tags, dots and prefixes', async (t) => {
  t.equal(emailMatchKey('Jane.Doe+shop@GoogleMail.com'), 'janedoe@gmail.com')
  t.equal(emailMatchKey('jane.doe+shop@example.com'), 'jane.doe@example.com')
  t.equal(emailMatchKey('no address'), '')
  t.equal(phoneMatchKey('+1 201 555 0123'), phoneMatchKey('(201) 555-0123'))
  t.equal(phoneMatchKey('+12015550123;ext=7'), phoneMatchKey('2015550123 x7'))
  t.equal(phoneMatchKey('123'), '')
})
