import fc from 'fast-check'
import t from 'tap'
import { formatDate, formatRelative } from '../src/fields/dates.ts'
import { EMPTY, formatMeasure, formatValue } from '../src/fields/format.ts'
import { currencyDecimals, decimalToMinor, formatMoney, minorToDecimal } from '../src/fields/money.ts'
import { plainNumber, readNumber } from '../src/fields/number-text.ts'
import { field } from './fixtures.ts'

const context = { locale: 'en', yes: 'Yes', no: 'No' }

t.test('amounts go from minor units to text and back without loss', async (t) => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(0, 2, 3), (amount, decimals) => {
      t.equal(decimalToMinor(minorToDecimal(amount, decimals), decimals), amount === 0 ? 0 : amount)
    }),
  )
})

t.test('an amount with letters or too many decimals is none', async (t) => {
  t.equal(decimalToMinor('12.345', 2), undefined)
  t.equal(decimalToMinor('12 USD', 2), undefined)
  t.equal(decimalToMinor('1.5', 0), undefined)
  t.equal(decimalToMinor('99999999999999999', 2), undefined)
})

t.test('money is shown exactly, also beyond what a fraction can hold', async (t) => {
  t.equal(formatMoney({ amount: 326000, currency: 'USD' }, 'en'), '$3,260.00')
  t.equal(formatMoney({ amount: 9007199254740991, currency: 'USD' }, 'en'), '$90,071,992,547,409.91')
  t.equal(formatMoney({ amount: 1500, currency: 'JPY' }, 'en'), '¥1,500')
  t.same(['USD', 'JPY', 'KWD', 'XXX'].map(currencyDecimals), [2, 0, 3, 2])
})

t.test('numbers are read as people of each language write them', async (t) => {
  const en = { decimals: 2, locale: 'en' }
  const de = { decimals: 2, locale: 'de' }
  t.equal(plainNumber('1,234.50', en), '1234.50')
  t.equal(plainNumber('1.234,50', de), '1234.50')
  t.equal(plainNumber("1'234.50", en), '1234.50')
  t.equal(plainNumber('1,234', en), '1234')
  t.equal(plainNumber('1.234', de), '1234')
  t.equal(plainNumber('1,5', en), '1.5')
  t.equal(plainNumber('1,234,567', en), '1234567')
})

t.test('a carat keeps three decimals, so three digits behind a mark are decimals', async (t) => {
  t.equal(readNumber('1,234', { decimals: 3, locale: 'en' }), 1.234)
  t.equal(readNumber('1.2345', { decimals: 3, locale: 'en' }), undefined)
  t.equal(readNumber('abc', { decimals: 3, locale: 'en' }), undefined)
})

t.test('weights keep their unit and at least two decimals', async (t) => {
  const carat = field('carat', 'measure', { unit: 'ct', decimals: 3 })
  t.equal(formatMeasure(carat, 1, 'en'), '1.00\u00a0ct')
  t.equal(formatMeasure(carat, 1.015, 'en'), '1.015\u00a0ct')
  t.equal(formatMeasure(field('depth', 'measure', { unit: '%', decimals: 1 }), 61.5, 'de'), '61,5%')
})

t.test('a calendar date is the same day in every time zone', async (t) => {
  t.equal(formatDate('2026-03-01', 'en'), 'Mar 1, 2026')
})

t.test('moments are told by their distance, long past ones by their date', async (t) => {
  const now = Date.parse('2026-03-05T12:00:00Z')
  t.equal(formatRelative('2026-03-05T11:57:00Z', 'en', now), '3 minutes ago')
  t.equal(formatRelative('2026-03-04T12:00:00Z', 'en', now), 'yesterday')
  t.equal(formatRelative('2025-12-24T12:00:00Z', 'en', now), 'Dec 24, 2025')
})

t.test('nothing is shown as a dash, whatever the kind', async (t) => {
  for (const value of [null, undefined, '', []])
    t.equal(formatValue(field('tags', 'list'), value, context), EMPTY)
  t.equal(formatValue(field('vip', 'boolean'), false, context), 'No')
  t.equal(formatValue(field('pin', 'encrypted'), 'x', context), '••••••')
})
