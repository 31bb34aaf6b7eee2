import { cellText } from '../transfer/write/types.ts'
import type { Continuations } from './continuation.ts'
import type { OpenedFile } from './open-file.ts'

const NAMED = 30

function named(names: string[]): string {
  const rest = names.length - NAMED
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ')
}

/** What of a file found no place, in words: nothing is left out silently. Null where all of it did. */
export function remarksOf({ source, mapped }: OpenedFile, { left }: Continuations): string | null {
  const homeless = mapped
    .filter(({ targets }) => targets.length === 0)
    .filter(({ index }) => source.sample.some(({ values }) => cellText(values[index]).trim() !== ''))
    .map(({ header }) => header)
  const lines = [
    ...(homeless.length > 0 ? [`Columns left out, for no field takes them: ${named(homeless)}.`] : []),
    ...[...left].map(
      ([label, count]) =>
        `${label}: ${count} ${count === 1 ? 'value' : 'values'} of rows that go on about a record differ from its first row and were left out.`,
    ),
    ...(source.counts.footer > 0
      ? [`Rows taken for totals or a footer, and left out: ${source.counts.footer}.`]
      : []),
  ]
  return lines.length > 0 ? lines.join('\n') : null
}
