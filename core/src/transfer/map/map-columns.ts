import { commonSynonyms } from './common-words.ts'
import { type Evidence, weighValues, withEvidence } from './evidence.ts'
import { keepGroupsTogether } from './groups.ts'
import { type Phrase, readings, toPhrase } from './header-words.ts'
import type { ColumnMapping, ImportColumn } from './import-column.ts'
import { NAME_ENOUGH, scoreName } from './name-score.ts'

/** One header as a candidate for one column. */
export interface Candidate {
  index: number
  column: ImportColumn
  score: number
  reason: string
  /** The header's words beyond the column's name, which tell `home` from `work`. */
  extra: string[]
  ordinal: number
}

/** A score that values alone can reach: enough to be taken where the header says nothing. */
const VALUES_ALONE = 0.66
/** The header as a whole, with the word before a `/` alone, with the one behind it: `Country/Region` is a country. */
const READING_WEIGHTS = [1, 0.97, 0.93]
/** Headers of our own error files. */
const OWN_HEADERS = new Set(['_row', '_field', '_error'])
const MEANINGLESS = /^(column|col|field|var|unnamed|f|c|v|x)?[\s_:]*\d*$|^[a-z]$/i

/**
 * Finds out which header of a file is which column: by name and synonyms first, whatever their case, punctuation, word
 * order and abbreviation; the sample values then break ties and refuse what cannot be. A header serves one column and
 * a column takes one header, unless marked `splits` or `repeats`.
 *
 * @param samples rows of the file, cells in the order of `headers`
 * @returns one mapping per header, in order; more than one where a column splits
 */
export function mapColumns(
  headers: readonly string[],
  columns: readonly ImportColumn[],
  samples: readonly (readonly string[])[],
): ColumnMapping[] {
  const named = columns.map((column) => ({ column, names: namesOf(column) }))
  const values = headers.map((_, index) => samples.map((row) => row[index] ?? ''))
  const candidates = headers.flatMap((header, index) =>
    OWN_HEADERS.has(header)
      ? []
      : named.flatMap(({ column, names }) =>
          candidateOf(header, index, column, names, values[index] as string[]),
        ),
  )
  const chosen = choose([
    ...keepGroupsTogether(candidates, values),
    ...byValuesAlone(headers, columns, values),
  ])
  return headers.flatMap((header, index): ColumnMapping[] => {
    const taken = chosen.filter((one) => one.index === index)
    if (taken.length === 0)
      return [{ index, header, column: undefined, confidence: 0, reason: 'no column of this name' }]
    return taken.map(({ column, score, reason }) => ({
      index,
      header,
      column: column.name,
      confidence: round(score),
      reason,
    }))
  })
}

interface ColumnName {
  phrase: Phrase
  /** As written, for the reason. */
  text: string
  /** Own names beat synonyms. */
  weight: number
}

function namesOf(column: ImportColumn): ColumnName[] {
  const own = [column.name, column.label].map((text) => ({ phrase: toPhrase(text), text, weight: 1 }))
  const given = (column.synonyms ?? []).map((text) => ({ phrase: toPhrase(text), text, weight: 0.98 }))
  const common = commonSynonyms(column.name).map((text) => ({ phrase: toPhrase(text), text, weight: 0.96 }))
  return [...own, ...given, ...common]
}

function candidateOf(
  header: string,
  index: number,
  column: ImportColumn,
  names: ColumnName[],
  values: string[],
): Candidate[] {
  let best: { score: number; extra: string[]; name: ColumnName; ordinal: number } | undefined
  readings(header).forEach((reading, which) => {
    for (const name of names) {
      const { score, extra } = scoreName(reading, name.phrase)
      const weighted = score * name.weight * (READING_WEIGHTS[which] ?? 1)
      if (weighted > (best?.score ?? 0)) best = { score: weighted, extra, name, ordinal: reading.ordinal }
    }
  })
  if (!best || best.score < 0.4) return []
  const evidence = weighValues(column, values)
  const score = withEvidence(best.score, evidence)
  const reason = reasonOf(best.score, best.name, evidence)
  return score < NAME_ENOUGH
    ? []
    : [{ index, column, score, reason, extra: best.extra, ordinal: best.ordinal }]
}

function reasonOf(nameScore: number, name: ColumnName, { fit, specific }: Evidence): string {
  const by =
    nameScore >= 0.95
      ? name.weight === 1
        ? 'same name'
        : `also called "${name.text}"`
      : `similar to "${name.text}"`
  return fit !== undefined && fit >= 0.75 && specific ? `${by}; the values fit` : by
}

/** Headers that say nothing (`Column 3`) go by their values, where exactly one header and one column suit each other. */
function byValuesAlone(
  headers: readonly string[],
  columns: readonly ImportColumn[],
  values: string[][],
): Candidate[] {
  const silent = headers
    .map((header, index) => ({ header, index }))
    .filter(({ header }) => MEANINGLESS.test(header))
  const fits = silent.flatMap(({ index }) =>
    columns
      .filter((column) => isTold(column, values[index] as string[]))
      .map((column) => ({ index, column })),
  )
  return fits
    .filter(
      ({ index, column }) =>
        fits.filter((one) => one.index === index).length === 1 &&
        fits.filter((one) => one.column === column).length === 1,
    )
    .map(({ index, column }) => ({
      index,
      column,
      score: VALUES_ALONE,
      reason: 'by its values alone',
      extra: [],
      ordinal: 1,
    }))
}

/** Numbers and yes or no could be anything's; words of a vocabulary and addresses could not. */
function isTold(column: ImportColumn, values: string[]): boolean {
  if (!column.looksLike && column.kind !== 'email' && column.kind !== 'phone') return false
  if (values.every((value) => /^[-\d.,\s]*$/.test(value))) return false
  const { fit, count } = weighValues(column, values)
  return fit !== undefined && fit >= 0.9 && count >= 2
}

/** The best candidates first; each takes its header and its column away from the others. */
function choose(candidates: Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.score - a.score || a.index - b.index)
  const headers = new Set<number>()
  const columns = new Set<string>()
  return sorted.filter(({ index, column }) => {
    if ((headers.has(index) && !column.splits) || (columns.has(column.name) && !column.repeats)) return false
    columns.add(column.name)
    if (!column.splits) headers.add(index)
    return true
  })
}

function round(score: number): number {
  return Math.round(Math.min(score, 1) * 100) / 100
}
