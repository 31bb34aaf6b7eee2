import { type BarcodeSymbol, encodeBarcode } from './barcode.ts'
import { CodeError } from './code-error.ts'
import type { TagContent } from './tag-content.ts'
import type { Box, Panel } from './tag-stock.ts'

/** A barcode placed in its panel; lengths in millimetres within the panel. */
export interface PlacedSymbol extends Box {
  readonly symbol: BarcodeSymbol
  /** The width of one module, a whole number of the printer's dots. */
  readonly moduleWidth: number
  readonly dotsPerModule: number
}

/** What stands in the code panel: the symbol, and the number that people read. */
export interface CodeLayout {
  readonly placed: PlacedSymbol
  readonly number: { readonly text: string; readonly box: Box }
}

// Five thousandths of an inch, one dot of a 203 dpi printer: below it hand scanners give up.
const SMALLEST_MODULE = 0.12
// Printers magnify a QR code at most tenfold: 0.4 mm holds even at 24 dots per millimetre.
const LARGEST_MODULE = { linear: 0.5, matrix: 0.4 } as const
/** Height of the number under a linear code, or of a text line beside a matrix. */
const NUMBER_HEIGHT = 2.4

/**
 * Places code and number in the panel: a linear code above its number, a matrix on the left of it.
 * Modules are whole dots of the printer, or bars would differ in width. Throws CodeError when the code does not fit.
 * @param columns the width in modules where the printer itself draws the bars and may choose other code sets
 */
export function layoutCode(
  content: TagContent,
  panel: Panel,
  dotsPerMm: number,
  columns?: number,
): CodeLayout {
  const encoded = encodeBarcode(content.barcode.kind, content.barcode.data)
  const symbol = columns === undefined ? encoded : { ...encoded, columns }
  return symbol.kind === 'qr'
    ? layoutMatrix(content, symbol, panel, dotsPerMm)
    : layoutLinear(content, symbol, panel, dotsPerMm)
}

function layoutLinear(
  content: TagContent,
  symbol: BarcodeSymbol,
  panel: Panel,
  dotsPerMm: number,
): CodeLayout {
  const barHeight = panel.height - NUMBER_HEIGHT
  const size = moduleSize(symbol, panel, panel.width, LARGEST_MODULE.linear, dotsPerMm)
  if (barHeight < 3) throw tooSmall(symbol, panel)
  const width = symbol.columns * size.moduleWidth
  const placed = {
    symbol,
    ...size,
    x: onDot((panel.width - width) / 2, dotsPerMm),
    y: 0,
    width,
    height: barHeight,
  }
  const box = { x: 0, y: barHeight, width: panel.width, height: NUMBER_HEIGHT }
  return { placed, number: { text: oneLine(content.itemNumber), box } }
}

function layoutMatrix(
  content: TagContent,
  symbol: BarcodeSymbol,
  panel: Panel,
  dotsPerMm: number,
): CodeLayout {
  const side = Math.min(panel.width, panel.height)
  const size = moduleSize(symbol, panel, side, LARGEST_MODULE.matrix, dotsPerMm)
  const edge = symbol.columns * size.moduleWidth
  const quiet = symbol.quietZone * size.moduleWidth
  const placed = {
    symbol,
    ...size,
    x: onDot(quiet, dotsPerMm),
    y: onDot((panel.height - edge) / 2, dotsPerMm),
    width: edge,
    height: edge,
  }
  const x = placed.x + edge + quiet
  const box = {
    x,
    y: (panel.height - NUMBER_HEIGHT) / 2,
    width: Math.max(0, panel.width - x),
    height: NUMBER_HEIGHT,
  }
  return { placed, number: { text: oneLine(content.itemNumber), box } }
}

function moduleSize(symbol: BarcodeSymbol, panel: Panel, room: number, largest: number, dotsPerMm: number) {
  const modules = symbol.columns + 2 * symbol.quietZone
  const dotsPerModule = Math.floor(Math.min(largest, room / modules) * dotsPerMm + 1e-9)
  const moduleWidth = dotsPerModule / dotsPerMm
  if (moduleWidth < SMALLEST_MODULE) throw tooSmall(symbol, panel)
  return { moduleWidth, dotsPerModule }
}

function onDot(length: number, dotsPerMm: number): number {
  return Math.floor(length * dotsPerMm + 1e-9) / dotsPerMm
}

function tooSmall(symbol: BarcodeSymbol, panel: Panel): CodeError {
  const remedy =
    symbol.kind === 'qr'
      ? 'Take a larger panel or a shorter text.'
      : 'Take a QR code, a shorter number or a larger panel.'
  const message = `The ${symbol.kind} barcode would be too fine to scan in ${panel.width} × ${panel.height} mm. ${remedy}`
  return new CodeError('INVENTORY_TAG_INVALID', message)
}

/** How wide a text is at a font size of one unit. */
export type MeasureText = (text: string, bold: boolean) => number

export interface TextLine {
  readonly text: string
  readonly bold: boolean
  /** The baseline, from the upper edge of the panel. */
  readonly baseline: number
}

export interface TextLayout {
  readonly fontSize: number
  readonly lines: readonly TextLine[]
}

const LINE_SPACING = 1.12
const ASCENT = 0.86

/**
 * Sets number, price and lines in one font size between two bounds (millimetres): the largest at which all fit. Where
 * even the smallest is too large, lines are left out from the end and long ones end in an ellipsis.
 */
export function layoutText(
  content: TagContent,
  panel: Panel,
  measure: MeasureText,
  bounds = { smallest: 1.4, largest: 3 },
): TextLayout {
  const wanted = [
    { text: oneLine(content.itemNumber), bold: true },
    ...(content.price === undefined ? [] : [{ text: oneLine(content.price), bold: true }]),
    ...content.lines.map((text) => ({ text: oneLine(text), bold: false })),
  ]
  const room = Math.max(1, Math.floor(panel.height / (bounds.smallest * LINE_SPACING)))
  const shown = wanted.slice(0, room)
  const widest = Math.max(...shown.map(({ text, bold }) => measure(text, bold)), Number.EPSILON)
  const fitting = Math.min(panel.height / (shown.length * LINE_SPACING), panel.width / widest, bounds.largest)
  const fontSize = Math.max(bounds.smallest, fitting)
  const lines = shown.map(({ text, bold }, place) => ({
    text: shorten(text, bold, panel.width / fontSize, measure),
    bold,
    baseline: fontSize * (place * LINE_SPACING + ASCENT),
  }))
  return { fontSize, lines }
}

/** Line breaks and control signs would throw the lines below out of their places. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

/** The text, or as much of it as fits with an ellipsis. */
export function shorten(text: string, bold: boolean, width: number, measure: MeasureText): string {
  if (measure(text, bold) <= width) return text
  const signs = [...text]
  while (signs.length > 0 && measure(`${signs.join('')}…`, bold) > width) signs.pop()
  return `${signs.join('')}…`
}
