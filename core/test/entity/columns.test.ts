import fc from 'fast-check'
import t from 'tap'
import { columnsOf, rememberColumns } from '../../src/entity/columns.ts'
import type { KindContext } from '../../src/entity/field.ts'
import { measure, money, text } from '../../src/entity/kinds/index.ts'
import type { ModelField } from '../../src/entity/model.ts'
import { modelField } from '../../src/entity/model-field.ts'
import { snakeCase } from '../../src/entity/names.ts'

const context = {} as KindContext

function fieldOf(name: string, kind: typeof text | typeof money | typeof measure = text): ModelField {
  const { facets, options } = kind()
  const columns = facets.columns.map(({ suffix }) => snakeCase(name) + suffix)
  const shown = { label: name, plugin: 'test', optional: true, readOnly: false }
  return modelField({ name, columns, facets, options, ...shown })
}

const name = fieldOf('name')
const price = fieldOf('price', money)
const carat = fieldOf('carat', () => measure({ decimals: 3 }))

t.test('a row becomes a record by the places of its values', async (t) => {
  const { record, at, count, names } = columnsOf([price, name, carat])
  t.same(record([1250, 'USD', 'Ring', 1530], context), {
    price: { amount: 1250, currency: 'USD' },
    name: 'Ring',
    carat: 1.53,
  })
  t.same([at(price), at(name), at(carat), count], [0, 2, 3, 4])
  t.equal(names, '"price_amount", "price_currency", "name", "carat"')
})

t.test('what is not set is null, and a field named twice is selected once', async (t) => {
  const { record, count, at } = columnsOf([price, price, name])
  t.same(record([null, null, null], context), { price: null, name: null })
  t.same([count, at(name), at(carat)], [3, 2, undefined])
})

t.test('values of a statement that stand behind those of the fields are left alone', async (t) => {
  t.same(columnsOf([name]).record(['Ring', 42, 'more'], context), { name: 'Ring' })
})

t.test('names are data in the function that is made of them, whatever they are', async () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.string({ unit: 'binary' }).filter((word) => word !== '__proto__'),
        { minLength: 1, maxLength: 8 },
      ),
      (words) => {
        const fields = words.map((word) => ({ ...name, name: word }))
        const { record } = columnsOf(fields)
        t.same(Object.entries(record(words, context)).sort(), words.map((word) => [word, word]).sort())
      },
    ),
  )
})

t.test('lists of the same fields share their columns, also when they are made anew', async (t) => {
  const columns = rememberColumns()
  t.equal(columns([name, price]), columns([name, price]))
  t.not(columns([name, price]), columns([price, name]))
})
