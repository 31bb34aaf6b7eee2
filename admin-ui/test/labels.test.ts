import i18next from 'i18next'
import t from 'tap'
import { startI18n } from '../src/i18n/i18n.ts'
import { LABELS, manifestIn } from '../src/i18n/labels.ts'
import { manifest } from './fixtures.ts'

await startI18n('en')

t.test('labels, choices and names read in the language of the page; what nobody translated stays', (t) => {
  i18next.addResourceBundle('de', LABELS, { Stones: 'Steine', Cut: 'Schliff', Good: 'Gut', Price: 'Preis' })
  i18next.addResourceBundle('de', LABELS, { 'parts: Price': 'Teilepreis' }, true, false)
  const { nav, entities } = manifestIn(manifest, 'de')
  const [stone, part] = entities
  t.match(nav[1], { group: 'Inventory', label: 'Steine' })
  t.equal(stone?.labelPlural, 'Steine')
  const cut = stone?.fields.find(({ name }) => name === 'cut')
  t.match(cut, { label: 'Schliff', options: [{ label: 'Ideal' }, { value: 'good', label: 'Gut' }] })
  t.equal(stone?.fields.find(({ name }) => name === 'price')?.label, 'Preis')
  t.equal(part?.labelPlural, 'Parts')
  t.end()
})

t.test('a word can mean something else in one collection', (t) => {
  const priced = { ...manifest, entities: manifest.entities.map((one) => ({ ...one, label: 'Price' })) }
  t.same(
    manifestIn(priced, 'de').entities.map(({ label }) => label),
    ['Preis', 'Teilepreis'],
  )
  t.end()
})
