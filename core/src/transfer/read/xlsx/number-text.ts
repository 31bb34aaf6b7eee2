import type { NumberFormat } from './number-format.ts'

/**
 * The number in a cell as the text that the spreadsheet shows, without thousands marks and rounding: `0.1+0.2` (stored
 * as 0.30000000000000004) is `0.3`, a date is `2024-01-31`, a percentage `12.5%`. Digits are moved, never computed.
 *
 * @param stored the text of the cell's `v` element; returned as it is where it is no number
 */
export function cellNumberText(stored: string, format: NumberFormat, epoch1904: boolean): string {
  const plain = plainDecimal(stored)
  if (plain === undefined) return stored
  switch (format.meaning) {
    case 'percent':
      return `${shift(plain, 2)}%`
    case 'padded':
      return /^\d+$/.test(plain) ? plain.padStart(format.width, '0') : plain
    case 'date':
    case 'time':
      return dateText(Number(plain), epoch1904) ?? plain
    default:
      return plain
  }
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Written without an exponent and with at most the 15 digits that a spreadsheet vouches for. */
function plainDecimal(stored: string): string | undefined {
  const trimmed = stored.trim()
  const [, sign = '', whole = '', fraction = '', exponent] = NUMBER.exec(trimmed) ?? []
  if (whole + fraction === '') return undefined
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits.length > 15) {
    const rounded = Number(trimmed).toPrecision(15)
    if (!/^-?\d/.test(rounded)) return undefined
    return shift(trimZeros(rounded.replace(/e.*/, '')), Number(/e([+-]\d+)/.exec(rounded)?.[1] ?? 0))
  }
  const plain = `${sign === '-' ? '-' : ''}${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`
  return exponent === undefined ? plain : shift(plain, Number(exponent))
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

/** The decimal times ten to the power of `places`. */
function shift(decimal: string, places: number): string {
  if (places === 0) return decimal
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(decimal) ?? []
  const point = whole.length + places
  const digits = (point <= 0 ? '0'.repeat(1 - point) : '') + (whole + fraction).padEnd(point, '0')
  const cut = Math.max(1, point)
  const shifted = trimZeros(`${digits.slice(0, cut)}.${digits.slice(cut)}`)
    .replace(/\.$/, '')
    .replace(/^0+(?=\d)/, '')
  return sign + shifted
}

const DAY_MS = 86_400_000

/** Days since the workbook's epoch → ISO date, date and time, or time of day; undefined outside what a sheet can show. */
function dateText(serial: number, epoch1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined
  // Spreadsheets believe that 1900 was a leap year, so day 60 does not exist and days before count from one day later.
  const days = epoch1904 ? serial + 1462 : serial > 0 && serial < 60 ? serial + 1 : serial
  // To the second: the fraction is a rounded double.
  const ms = Math.round((days * DAY_MS) / 1000) * 1000
  const iso = new Date(Date.UTC(1899, 11, 30) + ms).toISOString()
  if (serial < 1 && !epoch1904) return iso.slice(11, 19)
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}
