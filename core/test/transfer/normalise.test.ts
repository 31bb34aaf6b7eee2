import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import {
  cellReader,
  choiceReader,
  dateOrderOf,
  decimalMarkOf,
  isEmptyDate,
  isEmptyMarker,
  mapColumns,
  readBoolean,
  readDate,
  readDateParts,
  readDecimal,
  readDimensions,
  readInstant,
  readMoney,
  roundDecimal,
  scaleDecimal,
} from '../../src/transfer/index.ts'
import { sharedText, skipWithout } from './support.ts'

t.test('numbers are read as people and programs write them', async (t) => {
  const cases: [string, string | undefined, object?][] = [
    ['1234.50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['$ 1 200', '1200'],
    ['12.5%', '12.5'],
    ['0.90ct', '0.90'],
    ['.91', '0.91'],
    ['5.', '5'],
    ['-5', '-5'],
    ['\u22125', '-5'],
    ['5-', '-5'],
    ['(1,234)', '-1234'],
    ['+7', '7'],
    ['-0', '0'],
    ['1 234 567', '1234567'],
    ["12'000.5", '12000.5'],
    ['1\u00a0200,5', '1200.5'],
    ['1,00,000', '100000'],
    ['1.234.567', '1234567'],
    ['0,53', '0.53'],
    ['007', '7'],
    ["'42", '42'],
    ['USD 5', '5'],
    ['5 EUR', '5'],
    ['€5', '5'],
    ['1/2', '0.5'],
    ['1 1/4', '1.25'],
    ['1½', '1.5'],
    ['3/8 ct', '0.375'],
    ['1.01 cts.', '1.01'],
    ['9.40 mm', '9.40'],
    ['1,234', '1234'],
    ['1,234', '1.234', { mark: ',' }],
    ['1.234', '1.234'],
    ['1.234', '1234', { mark: ',' }],
    ['9.40', '9.40', { mark: ',' }],
    ['0.2 g', undefined, { unit: 'ct' }],
    ['0.2 ct', '0.2', { unit: 'ct' }],
    ['5 USD', undefined, { unit: 'ct' }],
    ['60.1 %', '60.1', { unit: '%' }],
    ['', undefined],
    ['abc', undefined],
    ['ABC 12', undefined],
    ['1-2', undefined],
    ['1,2,3', undefined],
    ['1.2.3', undefined],
    ['1/3', undefined],
    ['1e5', undefined],
    ['1,23,4', undefined],
    ['$', undefined],
    ['--5', undefined],
    ['12 34', undefined],
  ]
  for (const [text, decimal, options] of cases)
    t.equal(readDecimal(text, options), decimal, `${text} ${JSON.stringify(options ?? {})}`)
})

t.test('a column says whether it writes decimal commas', async (t) => {
  t.equal(decimalMarkOf(['1,234', '0,53']), ',')
  t.equal(decimalMarkOf(['1,234', '1,234.50']), '.')
  t.equal(decimalMarkOf(['1.234', '1.234,50 €']), ',')
  t.equal(decimalMarkOf(['1.234.567']), ',')
  t.equal(decimalMarkOf(['1,234', '2,000']), '.', 'without evidence a comma divides thousands')
  t.equal(decimalMarkOf(['12', 'n/a', '']), '.')
})

t.test('any decimal printed in any locale reads back digit for digit', async () => {
  const styles = [
    [',', '.'],
    ['.', ','],
    [' ', ','],
    ["'", '.'],
    ['\u202f', ','],
    ['', '.'],
  ] as const
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(...styles),
      (scaled, decimals, [group, mark]) => {
        const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0')
        const [whole, fraction] = [digits.slice(0, -decimals), digits.slice(-decimals)]
        const text = `${scaled < 0n ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${mark}${fraction}`
        const decimal = readDecimal(text, { mark })
        assert.equal(scaleDecimal(decimal as string, decimals), scaled, text)
      },
    ),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.match(readDecimal(text) ?? '0', /^-?\d+(\.\d+)?$/)
    }),
  )
})

t.test('decimals become integers without rounding, or say that they cannot', async (t) => {
  t.equal(scaleDecimal('12.50', 2), 1250n)
  t.equal(scaleDecimal('9360.0000', 2), 936000n)
  t.equal(scaleDecimal('0.005', 2), undefined)
  t.equal(scaleDecimal('12345678901234567890.12', 2), 1234567890123456789012n)
  t.equal(roundDecimal('1.005', 2), '1.01')
  t.equal(roundDecimal('-0.004', 2), '0.00')
  t.equal(roundDecimal('-1.995', 2), '-2.00')
  t.equal(roundDecimal('9.5', 0), '10')
  t.equal(roundDecimal('9.5', 3), '9.5')
})

t.test('money is read into minor units of its currency', async (t) => {
  const cases: [string, string, bigint | undefined, object?][] = [
    ['$1,250.00', 'USD', 125000n],
    ['1.250,00 €', 'EUR', 125000n],
    ['USD 12.5', 'USD', 1250n],
    ['12.50 GBP', 'GBP', 1250n],
    ['9360.0000', 'USD', 936000n],
    ['(20)', 'USD', -2000n],
    ['¥1,200', 'JPY', 1200n],
    ['KWD 1.234', 'KWD', 1234n],
    ['-$5', 'USD', -500n],
    ['$-5.50', 'USD', -550n],
    ["CHF 1'250.-", 'CHF', 125000n],
    ['A$ 10', 'AUD', 1000n],
    ['1 200 kr', 'SEK', 120000n],
    ['5 zł', 'PLN', 500n],
    ['12.345', 'USD', undefined],
    ['12.345', 'USD', 1235n, { round: true }],
    ['call', 'USD', undefined],
    ['XYZ 5', 'USD', undefined],
    ['', 'USD', undefined],
  ]
  for (const [text, currency, minor, options] of cases) {
    t.strictSame(
      readMoney(text, { currency: 'USD', ...options }),
      minor === undefined ? undefined : { minor, currency },
      text,
    )
  }
  t.same(
    readMoney('$5', { currency: 'CAD' }),
    { minor: 500n, currency: 'CAD' },
    'a bare dollar is the shop’s dollar',
  )
  t.same(readMoney('$5', { currency: 'EUR' }), { minor: 500n, currency: 'USD' })
  t.same(readMoney('1.234', { currency: 'EUR', mark: ',' }), { minor: 123400n, currency: 'EUR' })
})

// Units of account, metals and codes newer than the ICU of Node 20: nobody pays with them.
const FUNDS = ['UYW', 'UYI', 'CLF', 'XAD', 'BOV', 'COU', 'MXV', 'CHE', 'CHW', 'USN', 'VED']

t.test(
  'every active currency of ISO 4217 has its decimals',
  { skip: skipWithout('retail/iso4217-currency-codes.csv') },
  async (t) => {
    const [header = '', ...lines] = sharedText('retail/iso4217-currency-codes.csv').split(/\r?\n/)
    t.match(header, /AlphabeticCode,NumericCode,MinorUnit/i)
    for (const line of lines) {
      const [, code, decimals, withdrawn] = /,([A-Z]{3}),[\d.]+,(\d),(.*)$/.exec(line) ?? []
      if (code === undefined || withdrawn !== '' || FUNDS.includes(code)) continue
      t.equal(
        readMoney(`7 ${code}`, { currency: 'USD' })?.minor,
        7n * 10n ** BigInt(decimals as string),
        code,
      )
    }
  },
)

t.test('days are read in the order of their column', async (t) => {
  const cases: [string, string | undefined, object?][] = [
    ['2024-02-29', '2024-02-29'],
    ['2024-02-30', undefined],
    ['2023-02-29', undefined],
    ['20240229', '2024-02-29'],
    ['2024/2/9', '2024-02-09'],
    ['2013-11-23T02:30:31-08:00', '2013-11-23'],
    ['2024-01-05 13:00', '2024-01-05'],
    ['3/4/2024', '2024-03-04'],
    ['3/4/2024', '2024-04-03', { order: 'dmy' }],
    ['31.12.2024', '2024-12-31', { order: 'dmy' }],
    ['31/12/2024', undefined],
    ['12-03-24', '2024-12-03'],
    ['12 Mar 2024', '2024-03-12'],
    ['12-Mar-24', '2024-03-12'],
    ['March 12th, 2024', '2024-03-12'],
    ['Tuesday, March 12, 2024', '2024-03-12'],
    ['5. März 2024', '2024-03-05'],
    ['5 août 2024', '2024-08-05'],
    ['5 de mayo de 2024', '2024-05-05'],
    ['2024 Mar 5', '2024-03-05'],
    ['1/2/55', '2055-01-02'],
    ['1/2/55', '1955-01-02', { latestYear: 2026 }],
    ['1/2/70', '1970-01-02'],
    ['', undefined],
    ['hello', undefined],
    ['March', undefined],
    ['20241', undefined],
    ['12', undefined],
    ['1.5', undefined],
    ['March 12', undefined],
    ['Mar mar 2024', undefined],
  ]
  for (const [text, day, options] of cases)
    t.equal(readDate(text, options), day, `${text} ${JSON.stringify(options ?? {})}`)
  t.same(readDateParts('--02-29'), { year: undefined, month: 2, day: 29 })
  t.same(readDateParts('March 12'), { year: undefined, month: 3, day: 12 })
  t.same(readDateParts('24/12', { order: 'dmy' }), { year: undefined, month: 12, day: 24 })
})

t.test('a column says whether the day or the month comes first', async (t) => {
  t.equal(dateOrderOf(['3/4/2024', '25/4/2024']), 'dmy')
  t.equal(dateOrderOf(['3/4/2024', '4/25/2024']), 'mdy')
  t.equal(dateOrderOf(['3.4.2024']), 'dmy')
  t.equal(dateOrderOf(['3/4/2024'], 'dmy'), 'dmy')
  t.equal(dateOrderOf(['2024-01-31', 'x']), 'mdy')
})

t.test('every day reads back from every way to write it', async () => {
  const days = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year, month, day] = iso.split('-') as [string, string, string]
      assert.equal(readDate(iso), iso)
      assert.equal(readDate(`${month}/${day}/${year}`, { order: 'mdy' }), iso)
      assert.equal(readDate(`${day}.${month}.${year}`, { order: 'dmy' }), iso)
      for (const locale of ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'it-IT', 'nl-NL']) {
        assert.equal(
          readDate(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(date)),
          iso,
          locale,
        )
      }
    }),
  )
})

t.test('moments are read into UTC', async (t) => {
  const cases: [string, string | undefined, object?][] = [
    ['2013-11-23T02:30:31-08:00', '2013-11-23T10:30:31.000Z'],
    ['2024-02-29T13:05:07.123456Z', '2024-02-29T13:05:07.123Z'],
    ['2024-02-29 13:05', '2024-02-29T13:05:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2/29/2024 1:05 PM', '2024-02-29T13:05:00.000Z'],
    ['2/29/2024, 12:05 AM', '2024-02-29T00:05:00.000Z'],
    ['29.02.2024 13:05', '2024-02-29T13:05:00.000Z', { order: 'dmy' }],
    ['2024-07-01 12:00', '2024-07-01T16:00:00.000Z', { timeZone: 'America/New_York' }],
    ['2024-01-01 12:00', '2024-01-01T17:00:00.000Z', { timeZone: 'America/New_York' }],
    ['2024-02-29 25:00', undefined],
    ['2024-02-29 13:61', undefined],
    ['noon', undefined],
    ['2024-02-29 13:05 maybe', undefined],
  ]
  for (const [text, moment, options] of cases)
    t.equal(readInstant(text, options), moment, `${text} ${JSON.stringify(options ?? {})}`)
})

t.test('yes and no in several languages', async (t) => {
  for (const word of ['Y', 'yes', 'TRUE', '1', 'x', 'ja', 'Oui', 'sí', ' on ', '✓'])
    t.equal(readBoolean(word), true, word)
  for (const word of ['N', 'no', 'False', '0', 'nein', 'off', '✗']) t.equal(readBoolean(word), false, word)
  for (const word of ['', 'maybe', '2', 'N/A', 'a long sentence that says yes'])
    t.equal(readBoolean(word), undefined, word)
})

t.test('a word is found whatever its case, accents and punctuation', async (t) => {
  const read = choiceReader({ 'very good': ['vg'], good: ['g', 'bien'], doré: [] })
  t.equal(read('Very-Good'), 'very good')
  t.equal(read('V.G.'), 'very good')
  t.equal(read('DORE'), 'doré')
  t.equal(read('best'), undefined)
  t.equal(choiceReader({ a: ['b'], b: [] })('b'), 'b', 'a value beats the synonym of another')
})

t.test('markers of no value are known', async (t) => {
  for (const text of ['', '  ', '-', 'N/A', 'n.a.', 'NULL', 'None', '#N/A', '—', 'Unknown'])
    t.equal(isEmptyMarker(text), true, text)
  for (const text of ['0', 'no', 'x', 'Nona', 'N']) t.equal(isEmptyMarker(text), false, text)
  t.equal(isEmptyDate('0/0/00'), true)
  t.equal(isEmptyDate('0000-00-00 00:00:00'), true)
  t.equal(isEmptyDate('2000-01-01'), false)
})

t.test('measures are taken apart however they are joined', async (t) => {
  const cases: [string, string[] | undefined][] = [
    ['7.19x6.98x5.05', ['7.19', '6.98', '5.05']],
    ['7.19 - 6.98 * 5.05', ['7.19', '6.98', '5.05']],
    ['4.37   4.34   2.62', ['4.37', '4.34', '2.62']],
    [' 4.37   4.34   2.62', ['4.37', '4.34', '2.62']],
    ['6.36X3.67X2.87', ['6.36', '3.67', '2.87']],
    ['5.40-5.43x3.36mm', ['5.40', '5.43', '3.36']],
    ['7,19 × 6,98 × 5,05 mm', ['7.19', '6.98', '5.05']],
    ['7.19, 6.98, 5.05', ['7.19', '6.98', '5.05']],
    ['5.2 x 3.1', ['5.2', '3.1']],
    ['L: 7.1 W: 5.2 D: 3.3', ['7.1', '5.2', '3.3']],
    ['6 by 4', ['6', '4']],
    ['', undefined],
    ['7.19', undefined],
    ['1x2x3x4', undefined],
    ['round', undefined],
    ['0x0x0', undefined],
    ['axbxc', undefined],
  ]
  for (const [text, measures] of cases) t.same(readDimensions(text), measures, text)
})

t.test('a column is read one way throughout, into the texts that fields take', async (t) => {
  const carat = cellReader({ kind: 'measure', unit: 'ct', decimals: 3 }, ['1,01', '0,5'])
  t.same(['1,234', '0,90 ct', '2', 'n/a', '', '0,2 g', '1,23456'].map(carat), [
    '1.234',
    '0.90',
    '2',
    null,
    null,
    undefined,
    '1.235',
  ])
  const price = cellReader({ kind: 'money', currency: 'EUR' }, ['1.200,00'])
  t.same(['1.200', '5,5 USD', '-', 'call'].map(price), ['1200.00 EUR', '5.50 USD', null, undefined])
  const day = cellReader({ kind: 'date' }, ['25/12/2024'])
  t.same(['3/4/2024', '0/0/00', 'soon'].map(day), ['2024-04-03', null, undefined])
  const grade = cellReader(
    { kind: 'enum', words: (text) => (text === 'N' ? null : text === 'NN' ? 'None' : undefined) },
    [],
  )
  t.same(['NN', 'N', 'None', ' other ', ''].map(grade), ['None', null, null, 'other', null])
  t.same(['x', 'N', 'maybe', 'n/a'].map(cellReader({ kind: 'boolean' }, [])), [
    'true',
    'false',
    undefined,
    null,
  ])
  t.same(
    [' Null ', 'N/A', ' '].map(cellReader({ kind: 'text' }, [])),
    ['Null', 'N/A', null],
    'a name may be Null',
  )
  t.same([' a@b.c ', 'n/a'].map(cellReader({ kind: 'email' }, [])), ['a@b.c', null])
  t.same(['2024-07-01 12:00'].map(cellReader({ kind: 'instant', timeZone: 'Europe/Berlin' }, [])), [
    '2024-07-01T10:00:00.000Z',
  ])
})

t.test('a long text is no long work for any reader', async (t) => {
  const long = [
    '1'.padEnd(1_000_000),
    '.'.repeat(1_000_000),
    `${'x.'.repeat(500_000)} `,
    `a@${'b.'.repeat(500_000)} `,
  ]
  for (const kind of ['measure', 'money', 'date', 'instant', 'boolean', 'enum', 'email', 'phone', 'text']) {
    const read = cellReader({ kind, words: () => undefined }, long)
    for (const text of long) read(text)
    mapColumns(
      ['value'],
      [{ name: 'value', label: 'Value', kind }],
      long.map((text) => [text]),
    )
  }
  for (const text of long) t.same([readDimensions(text), isEmptyDate(text)], [undefined, false])
})
