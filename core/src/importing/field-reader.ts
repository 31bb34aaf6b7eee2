import type { Actor } from '../access/actor.ts'
import type { ImportHints, KindContext } from '../entity/field.ts'
import { InvalidValue } from '../entity/field.ts'
import type { MoneyOptions } from '../entity/kinds/money.ts'
import type { ModelField } from '../entity/model.ts'
import { type CellReader, type CellSpec, cellReader } from '../transfer/normalise/index.ts'
import type { Value } from '../transfer/read/types.ts'
import { type Cell, problemCell, readClear } from './cell.ts'
import type { CellMaker } from './cell-maker.ts'
import { currencyOf } from './file-currency.ts'

/** Reads the cells of one column of a file as one field. */
export interface ColumnReader {
  /** Looks up what the cells of the next rows need: records they refer to. Called before they are read. */
  prepare?(values: readonly Value[]): Promise<void>
  /** A blank cell is undefined. */
  read(value: Value): Cell | undefined
}

/** What all readers of one import share. */
export interface ReadingContext {
  kinds: KindContext
  actor: Actor
  /** Currency of amounts that name none. */
  currency: string
  /** The file is an export of ours: texts are as they were, nothing is guessed unless it cannot be read so. */
  own: boolean
  /** Whether cells are values of JSON: null clears a field there, in text a mark does. */
  json: boolean
  /** For two-digit years of birthdays. */
  year: number
}

export interface FieldColumn {
  field: ModelField
  maker: CellMaker
  header: string
  hints: ImportHints | undefined
  /** Cells of the first rows. */
  samples: readonly Value[]
}

/** Equal cells are common; a column of all different ones must not fill the memory. */
const REMEMBERED = 5000

function specOf({ field, header, hints }: FieldColumn, { currency, year }: ReadingContext): CellSpec {
  const { kind, form } = field.facets
  const isPast = kind === 'date' && field.options.personal
  return {
    kind,
    currency: currencyOf(header) ?? (field.options as MoneyOptions).currency ?? currency,
    ...(form?.unit !== undefined && { unit: form.unit }),
    // A count of 1.5 is a mistake, a length of 4.375 has one decimal too many.
    ...(form?.decimals && { decimals: form.decimals }),
    ...(hints?.read && kind === 'enum' && { words: hints.read }),
    ...(isPast && { latestYear: year }),
  }
}

function textReader(column: FieldColumn, context: ReadingContext): (text: string) => Cell | undefined {
  const { field, maker, hints, samples } = column
  const texts = samples.filter((value): value is string => typeof value === 'string')
  const plain: CellReader = cellReader(specOf(column, context), texts)
  // JSON of others is exact too, but speaks the words of their trade and leaves out the currency of an amount.
  const exact = context.own || (context.json && !hints?.read && field.facets.kind !== 'money')

  function parse(text: string): Cell {
    try {
      return maker(field.facets.fromText(text, context.kinds))
    } catch (error) {
      if (error instanceof InvalidValue) return problemCell(error.message)
      throw error
    }
  }
  return (cell) => {
    const text = context.json ? cell : readClear(cell)
    if (text === null) return maker(null)
    const asWritten = exact ? parse(text) : undefined
    if (asWritten && !asWritten.problem) return asWritten
    const told = hints?.read?.(text)
    if (told === null) return undefined
    const read = told ?? plain(text)
    return read === null ? undefined : parse(read ?? text)
  }
}

function remembered(read: (text: string) => Cell | undefined): (text: string) => Cell | undefined {
  const known = new Map<string, Cell | undefined>()
  return (text) => {
    const cell = known.get(text)
    if (cell !== undefined || known.has(text)) return cell
    if (known.size >= REMEMBERED) known.clear()
    const made = read(text)
    known.set(text, made)
    return made
  }
}

/** Numbers and truth values of JSON are taken as they are, or else as what they would be as text. */
function valueReader(
  { maker }: FieldColumn,
  fromText: (text: string) => Cell | undefined,
): ColumnReader['read'] {
  return (value) => {
    if (value === undefined) return undefined
    const cell = maker(value)
    const isPlain = typeof value === 'number' || typeof value === 'boolean'
    return cell.problem && isPlain ? fromText(String(value)) : cell
  }
}

/** A reader of cells as values of a field: text in whatever way people and programs write it, or JSON. */
export function createFieldReader(column: FieldColumn, context: ReadingContext): ColumnReader {
  const { kind } = column.field.facets
  const plain = textReader(column, context)
  // The same secret encrypted twice must not look the same.
  const fromText = kind === 'encrypted' ? plain : remembered(plain)
  const fromValue = valueReader(column, fromText)
  // In JSON, a document may be a mere text.
  if (kind === 'json' && context.json) return { read: fromValue }
  return {
    read(value) {
      if (typeof value !== 'string') return fromValue(value)
      return value === '' ? undefined : fromText(value)
    },
  }
}
