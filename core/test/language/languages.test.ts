import fc from 'fast-check'
import t from 'tap'
import { createLanguages } from '../../src/language/languages.ts'
import { createTranslator } from '../../src/language/phrases.ts'

t.test('a language is chosen by its weight, and any header is answered', (t) => {
  const languages = createLanguages([{ translations: { de: {} } }])
  for (const [header, language] of [
    ['de', 'de'],
    ['en,de', 'en'],
    ['en;q=0.1,de;q=0.2', 'de'],
    ['de;q=0, en', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['DE-at', 'de'],
  ] as const)
    t.equal(languages.of(header), language, header)
  fc.assert(fc.property(fc.string(), (header) => ['en', 'de'].includes(languages.of(header))))
  t.end()
})

t.test('values come through a translation as they are', (t) => {
  const say = createTranslator({ 'A {} of {}.': 'Von {}: ein {}.', 'Is it (really)?': 'Wirklich?' })
  t.equal(say('Is it (really)?'), 'Wirklich?')
  t.equal(say('Unknown'), undefined)
  t.equal(say('toString'), undefined)
  const value = fc
    .stringMatching(/^[\w $&.-]{1,20}$/)
    .filter((text) => !text.includes(' of ') && !text.endsWith(' of'))
  fc.assert(fc.property(value, value, (a, b) => say(`A ${a} of ${b}.`) === `Von ${a}: ein ${b}.`))
  t.end()
})
