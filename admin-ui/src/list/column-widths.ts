import type { FieldDescriptor } from '../entity/types.ts'

const PADDING = 24
const CHIP = 18
const SORT_MARK = 22
const MIN = 64
const MAX = 340
/** Spare room is shared until columns drift too far apart to read across. */
const STRETCH = 1.7

export interface MeasuredColumn {
  field: FieldDescriptor
  /** The texts of the rows that are measured. */
  texts: string[]
  /** Room for a picture before the text. */
  extra?: number
}

/** Widths in px that show every measured text in full, up to a limit; what room is left is shared out. */
export function columnWidths(
  columns: MeasuredColumn[],
  available: number,
  measure: (text: string, header: boolean) => number,
): number[] {
  const natural = columns.map((column) => naturalWidth(column, measure))
  const sum = natural.reduce((total, width) => total + width, 0)
  if (sum === 0 || sum >= available) return natural
  const factor = Math.min(STRETCH, available / sum)
  return natural.map((width) => Math.floor(width * factor))
}

function naturalWidth(
  { field, texts, extra = 0 }: MeasuredColumn,
  measure: (text: string, header: boolean) => number,
): number {
  const header = measure(field.label, true) + SORT_MARK
  const chip = field.kind === 'enum' ? CHIP : 0
  const widest = Math.max(0, ...[...texts, ...optionTexts(field)].map((text) => measure(text, false)))
  return Math.ceil(Math.min(MAX, Math.max(MIN, header + PADDING, widest + chip + extra + PADDING)))
}

/** A choice may show up further down the list: make room for its longest one now. */
function optionTexts(field: FieldDescriptor): string[] {
  const options = field.options ?? []
  return options.length > 24 ? [] : options.map((option) => option.label)
}
