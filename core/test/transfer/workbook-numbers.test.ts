import t from 'tap'
import { readFormatCode } from '../../src/transfer/read/xlsx/number-format.ts'
import { cellNumberText } from '../../src/transfer/read/xlsx/number-text.ts'

t.test('what a number means is told by its format', async (t) => {
  const meanings = {
    General: 'number',
    '0.00': 'number',
    '#,##0.00 "ct"': 'number',
    '[Red]-0.00': 'number',
    '0.0%': 'percent',
    '00000': 'padded',
    'dd/mm/yyyy': 'date',
    'd-mmm-yy': 'date',
    '[$-409]mmmm d, yyyy;@': 'date',
    'yyyy"年"m"月"': 'date',
    'hh:mm': 'time',
    '[h]:mm:ss': 'time',
    'mm:ss.0': 'time',
    '"day" 0': 'number',
    '0 \\d': 'number',
    '_-* #,##0.00 €_-': 'number',
    '[$€-407] #,##0.00': 'number',
  }
  for (const [code, meaning] of Object.entries(meanings)) t.equal(readFormatCode(code).meaning, meaning, code)
})

t.test('digits are moved, never computed', async (t) => {
  const cases: [string, string, string][] = [
    ['0.30000000000000004', 'General', '0.3'],
    ['0.1', 'General', '0.1'],
    ['5.0999999999999996', 'General', '5.1'],
    ['1.0000', 'General', '1.0000'],
    ['2.195392186E9', 'General', '2195392186'],
    ['1E-7', 'General', '0.0000001'],
    ['-1.5E3', 'General', '-1500'],
    ['123456789012345', 'General', '123456789012345'],
    ['12345678901234567', 'General', '12345678901234600'],
    ['1.2345678901234567E-5', 'General', '0.0000123456789012346'],
    ['0.125', '0.0%', '12.5%'],
    ['1', '0%', '100%'],
    ['-0.05', '0%', '-5%'],
    ['0.62299999999999998', '0.0%', '62.3%'],
    ['1234', '00000', '01234'],
    ['12.5', '00000', '12.5'],
    ['text', 'General', 'text'],
  ]
  for (const [stored, code, text] of cases)
    t.equal(cellNumberText(stored, readFormatCode(code), false), text, `${stored} as ${code}`)
})

t.test('days are counted as spreadsheets count them', async (t) => {
  const day = (serial: string, epoch1904 = false) =>
    cellNumberText(serial, readFormatCode('yyyy-mm-dd'), epoch1904)
  t.equal(day('1'), '1900-01-01')
  t.equal(day('59'), '1900-02-28')
  t.equal(day('61'), '1900-03-01')
  t.equal(day('45351'), '2024-02-29')
  t.equal(day('45351.5'), '2024-02-29T12:00:00')
  t.equal(day('45351.545219907406'), '2024-02-29T13:05:07')
  t.equal(day('0.25'), '06:00:00')
  t.equal(day('0', true), '1904-01-01')
  t.equal(day('99999999'), '99999999', 'no day of a spreadsheet')
})
