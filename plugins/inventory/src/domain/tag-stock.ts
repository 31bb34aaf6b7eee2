import { CodeError } from './code-error.ts'

/** A rectangle in millimetres, from the upper left corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A printable part of a tag. Turned panels are read from the other side after folding. */
export interface Panel extends Box {
  readonly turned?: boolean
}

/** A kind of jewelry tag and how it lies on the paper; all lengths in millimetres. */
export interface TagStock {
  readonly name: string
  readonly page: { readonly width: number; readonly height: number }
  /** The outline of one tag, tail included. */
  readonly tag: { readonly width: number; readonly height: number }
  /** The two parts that are printed, within the tag: text, and the code with its number. */
  readonly text: Panel
  readonly code: Panel
  /** The grid of tags on a page; on a roll printer a page is one tag. */
  readonly columns: number
  readonly rows: number
  readonly left: number
  readonly top: number
  readonly pitchX: number
  readonly pitchY: number
}

/** Common sizes to begin with; measure your own stock and change what differs. */
export const TAG_STOCKS = {
  /** A dumbbell for thermal printers, 2.2 × 0.5 in: two wings and a narrow waist that goes round the shank. */
  dumbbell: single('dumbbell', 55.9, 12.7, {
    text: { x: 0.8, y: 0.8, width: 21, height: 11.1 },
    code: { x: 34.1, y: 0.8, width: 21, height: 11.1 },
  }),
  /** A rat tail for thermal printers: two halves that fold over, and a tail on the right. */
  ratTail: single('ratTail', 60, 22, {
    text: { x: 0.8, y: 0.8, width: 23.4, height: 9.7 },
    code: { x: 0.8, y: 11.5, width: 23.4, height: 9.7, turned: true },
  }),
  /** Rat tails on A4 sheets for office printers, 3 × 12. */
  ratTailSheet: {
    ...single('ratTailSheet', 60, 22, {
      text: { x: 0.8, y: 0.8, width: 23.4, height: 9.7 },
      code: { x: 0.8, y: 11.5, width: 23.4, height: 9.7 },
    }),
    page: { width: 210, height: 297 },
    columns: 3,
    rows: 12,
    left: 12,
    top: 10.5,
    pitchX: 63,
    pitchY: 23,
  },
} as const satisfies Record<string, TagStock>

function single(
  name: string,
  width: number,
  height: number,
  panels: Pick<TagStock, 'text' | 'code'>,
): TagStock {
  const size = { width, height }
  return {
    name,
    page: size,
    tag: size,
    ...panels,
    columns: 1,
    rows: 1,
    left: 0,
    top: 0,
    pitchX: width,
    pitchY: height,
  }
}

/** Where the tags lie on a page, in reading order. */
export function tagPositions(stock: TagStock): { x: number; y: number }[] {
  return Array.from({ length: stock.columns * stock.rows }, (_, place) => ({
    x: stock.left + (place % stock.columns) * stock.pitchX,
    y: stock.top + Math.floor(place / stock.columns) * stock.pitchY,
  }))
}

/** Returns its argument, or throws CodeError naming the measure that cannot be. */
export function checkTagStock(stock: TagStock): TagStock {
  const { page, tag, columns, rows } = stock
  if (
    !(
      Number.isInteger(columns) &&
      Number.isInteger(rows) &&
      columns >= 1 &&
      rows >= 1 &&
      columns * rows <= 1000
    )
  ) {
    throw invalid(stock, 'It needs 1 or more whole columns and rows, and at most 1000 tags on a page.')
  }
  for (const [name, size] of [
    ['page', page],
    ['tag', tag],
    ['text', stock.text],
    ['code', stock.code],
  ] as const) {
    if (!(size.width > 0 && size.height > 0 && size.width <= 1000 && size.height <= 1000)) {
      throw invalid(stock, `The width and height of its ${name} must be above 0 and at most 1000 mm.`)
    }
  }
  for (const name of ['text', 'code'] as const) {
    if (!inside(stock[name], tag)) throw invalid(stock, `Its ${name} panel reaches beyond the tag.`)
  }
  if (!tagPositions(stock).every(({ x, y }) => inside({ x, y, ...tag }, page))) {
    throw invalid(stock, 'Its last tags reach beyond the page.')
  }
  return stock
}

// Sheets are measured by hand: a hair beyond the edge is not an error.
const TOLERANCE = 0.05

function inside(box: Box, area: { width: number; height: number }): boolean {
  const ends = box.x + box.width <= area.width + TOLERANCE && box.y + box.height <= area.height + TOLERANCE
  return box.x >= -TOLERANCE && box.y >= -TOLERANCE && ends
}

function invalid(stock: TagStock, remedy: string): CodeError {
  return new CodeError('INVENTORY_TAG_INVALID', `The tag stock "${stock.name}" cannot be printed. ${remedy}`)
}
