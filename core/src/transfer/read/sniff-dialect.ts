import { kindOfText } from './cell-kind.ts'
import { CsvParser, DEFAULT_DIALECT, type Dialect } from './csv-parser.ts'

const DELIMITERS = [',', ';', '\t', '|', '^', '~', '\u001f', '\u0001']
const SAMPLE_RECORDS = 300
const SAMPLE_LENGTH = 64 * 1024

/**
 * How a CSV file is written, from its beginning. The delimiter is the one that cuts the most records into the same
 * number of clean cells; a cell is clean where it holds no other candidate, or is a number like `1.234,50`.
 *
 * @param complete whether `text` is the whole file; else its last record may be cut off and is not looked at
 * @param delimiter the one to take instead of looking for it
 */
export function sniffDialect(text: string, complete: boolean, delimiter?: string): Dialect {
  const sample = text.slice(0, SAMPLE_LENGTH)
  const base: Dialect = { ...DEFAULT_DIALECT, newline: newlineOf(sample), quote: quoteOf(sample) }
  const told = delimiter ?? /^sep=(.)\r?\n/.exec(sample)?.[1]
  const dialect = {
    ...base,
    delimiter: told ?? bestDelimiter(sample, complete && sample.length === text.length, base),
  }
  return { ...dialect, spaceBeforeQuote: hasSpaceBeforeQuotes(sample, dialect) }
}

/** The first line end outside quotes decides; a file without any counts as `\n`. */
function newlineOf(sample: string): Dialect['newline'] {
  const bare = sample.replace(/"[^"]*"/g, '')
  const found = /\r\n|\n|\r/.exec(bare)?.[0]
  if (found === '\r' && bare.includes('\n')) return '\n'
  return (found as Dialect['newline'] | undefined) ?? '\n'
}

/** Single quotes only where they clearly enclose cells and double quotes never do: `'90s ring` and `O'Neill` do not count. */
function quoteOf(sample: string): Dialect['quote'] {
  const start = sample.slice(0, 8192)
  if (/(^|[,;\t|\r\n] *)"/.test(sample)) return '"'
  const enclosed = start.match(/(^|[,;\t|\r\n])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0
  const opened = start.match(/(^|[,;\t|\r\n])'/g)?.length ?? 0
  return enclosed >= 3 && enclosed === opened ? "'" : '"'
}

function hasSpaceBeforeQuotes(sample: string, { delimiter, quote }: Dialect): boolean {
  if (delimiter === '' || quote === '') return false
  const cells = sample.split(delimiter)
  return (
    cells.some((cell) => cell.startsWith(` ${quote}`)) &&
    !cells.slice(1).some((cell) => cell.startsWith(quote))
  )
}

function bestDelimiter(sample: string, complete: boolean, base: Dialect): string {
  let best = { delimiter: '', score: 0.4 }
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue
    const score = scoreOf(sample, complete, { ...base, delimiter })
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** 0 to a little over 1: how alike the records are in width, times the share of clean cells; a wide table wins ties. */
function scoreOf(sample: string, complete: boolean, dialect: Dialect): number {
  const all = recordsOf(sample, complete, dialect)
  const width = usualWidth(all)
  if (width < 2) return 0
  const rows = withoutTitles(all, width)
  // A title weighs half: with the wrong delimiter, the header is one.
  const weight = rows.length + 0.5 * (all.length - rows.length)
  const share = rows.filter((row) => row.length === width).length / weight
  const divided = rows.filter((row) => row.length > 1).length / weight
  return (
    (0.7 * share * share + 0.3 * divided) * cleanShare(rows, dialect.delimiter) + Math.min(width, 50) / 1000
  )
}

function usualWidth(rows: string[][]): number {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  return [...widths].reduce(
    (most, one) => (one[1] > most[1] || (one[1] === most[1] && one[0] > most[0]) ? one : most),
    [0, 0],
  )[0]
}

/** Lone cells above and below a table are its title and footer, and say nothing about the delimiter. */
function withoutTitles(rows: string[][], width: number): string[][] {
  if (rows.filter((row) => row.length === width).length < 2) return rows
  return rows.slice(
    rows.findIndex((row) => row.length > 1),
    rows.findLastIndex((row) => row.length > 1) + 1,
  )
}

function recordsOf(sample: string, complete: boolean, dialect: Dialect): string[][] {
  const parser = new CsvParser(dialect)
  const { records } = parser.push(sample)
  if (complete || records.length === 0) records.push(...parser.end().records)
  return records.filter((row) => row.length > 1 || row[0] !== '').slice(0, SAMPLE_RECORDS)
}

function cleanShare(rows: string[][], delimiter: string): number {
  const others = DELIMITERS.filter((one) => one !== delimiter)
  let filled = 0
  let clean = 0
  for (const row of rows) {
    for (const cell of row) {
      if (cell === '') continue
      filled++
      if (!others.some((other) => cell.includes(other)) || kindOfText(cell) !== 'text') clean++
    }
  }
  return filled === 0 ? 0 : clean / filled
}
