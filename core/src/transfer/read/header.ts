import { type CellKind, kindOfText } from './cell-kind.ts'

export interface Layout {
  headers: string[]
  hasHeader: boolean
  /** Index of the first record that is data. */
  firstData: number
}

/** How many records from the top may be titles and notes before the header. */
const MAX_PREAMBLE = 30
/** Records looked at: more do not tell more. */
export const LAYOUT_RECORDS = 200

/**
 * Finds the header among the first records: the first one that is about as full as the table is wide, so titles,
 * notes and blank lines above are passed over. Whether it is a header at all is told by comparing it with the cells
 * below: numbers under a word speak for it, a number on top of numbers or a value that comes again against it.
 */
export function findLayout(all: string[][], told?: boolean): Layout {
  const records = all.slice(0, LAYOUT_RECORDS)
  const filled = records.map((record) =>
    record.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0),
  )
  const top = told === true ? filled.findIndex((count) => count > 0) : topOfTable(filled)
  if (top < 0) return { headers: [], hasHeader: false, firstData: records.length }
  const candidate = records[top] as string[]
  const below = records.slice(top + 1).filter((_, i) => (filled[top + 1 + i] as number) > 0)
  const hasHeader = told ?? isHeader(candidate, below)
  const data = hasHeader ? below : [candidate, ...below]
  const names = nameColumns(hasHeader ? candidate : [], widthOf(hasHeader ? candidate : [], data))
  return { headers: names, hasHeader, firstData: hasHeader ? top + 1 : top }
}

function topOfTable(filled: number[]): number {
  const counts = filled.filter((count) => count > 1).sort((a, b) => a - b)
  // The median, not the most: a row with stray delimiters must not pass for the table. Lone cells are titles.
  const usual = counts[Math.floor(counts.length / 2)] ?? 1
  const enough = Math.min(usual, Math.max(2, usual * 0.6))
  const found = filled.slice(0, MAX_PREAMBLE).findIndex((count) => count >= enough)
  return found < 0 ? filled.findIndex((count) => count > 0) : found
}

function isHeader(candidate: string[], below: string[][]): boolean {
  let evidence = 0
  let typed = 0
  candidate.forEach((cell, column) => {
    const kind = kindOfText(cell)
    if (kind !== 'text' && kind !== 'empty') typed++
    evidence += evidenceOf(
      cell.trim(),
      kind,
      below.map((row) => row[column] ?? ''),
    )
  })
  return evidence === 0 ? typed === 0 : evidence > 0
}

/** Above 0 where the cell reads like a name of what stands below, below 0 where it is one more of the same. */
function evidenceOf(cell: string, kind: CellKind, below: string[]): number {
  const values = below.map((value) => value.trim()).filter((value) => value !== '')
  if (cell === '' || values.length === 0) return 0
  const common = commonKind(values)
  if (common !== 'text') return kind === common ? -1 : kind === 'text' ? 1 : 0
  if (kind !== 'text') return -1
  if (values.length < 4) return 0
  const lower = cell.toLowerCase()
  return values.some((value) => value.toLowerCase() === lower) ? -1 : 0.1
}

/** The kind of four fifths of the values, else text. */
function commonKind(values: string[]): CellKind {
  const counts = new Map<CellKind, number>()
  for (const value of values) {
    const kind = kindOfText(value)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  for (const [kind, count] of counts) if (count >= values.length * 0.8) return kind
  return 'text'
}

/** The header's width; wider where most records below have more, narrower where a last nameless column is always empty. */
function widthOf(header: string[], data: string[][]): number {
  const used = data.map(lastFilled).sort((a, b) => a - b)
  const usual = used[Math.floor(used.length / 2)] ?? 0
  const widest = used.at(-1) ?? 0
  if (header.length === 0) return widest
  const named = lastFilled(header)
  return usual > named ? usual : Math.max(named, Math.min(widest, header.length))
}

function lastFilled(record: string[]): number {
  let length = record.length
  while (length > 0 && (record[length - 1] as string).trim() === '') length--
  return length
}

/** Trimmed, unique and never empty. */
function nameColumns(header: string[], width: number): string[] {
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, i) => {
    const base = (header[i] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200) || `Column ${i + 1}`
    let name = base
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} (${n})`
    taken.add(name.toLowerCase())
    return name
  })
}
