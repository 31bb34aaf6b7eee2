import bwip from 'bwip-js/node'
import { CodeError } from './code-error.ts'
import { encodeGs1, GS1_SEPARATOR, parseGs1 } from './gs1-128.ts'

/** `gs1-128` is Code 128 with FNC1 in front: its data are element strings such as `(01)…(21)…`. */
export const BARCODE_KINDS = ['code128', 'gs1-128', 'qr'] as const
export type BarcodeKind = (typeof BARCODE_KINDS)[number]

/** A symbol as a grid of modules, quiet zone not included; a linear one has a single row. */
export interface BarcodeSymbol {
  readonly kind: BarcodeKind
  readonly columns: number
  /** Row by row, true for a dark module. */
  readonly rows: readonly (readonly boolean[])[]
  /** Light modules that must stay free on each side. */
  readonly quietZone: number
}

const MAX_LENGTH = { code128: 60, 'gs1-128': 48, qr: 300 } as const

/** The symbol of a text. Throws CodeError for a text that the kind cannot carry. */
export function encodeBarcode(kind: BarcodeKind, text: string): BarcodeSymbol {
  if (text === '') throw invalid('An empty text has no barcode.')
  if (text.length > MAX_LENGTH[kind])
    throw invalid(`A ${kind} barcode holds at most ${MAX_LENGTH[kind]} signs here.`)
  if (kind === 'qr') return matrixSymbol(text)
  return linearSymbol(kind, kind === 'gs1-128' ? gs1Text(text) : plainText(text))
}

function plainText(text: string): string {
  const foreign = [...text].find((sign) => sign.charCodeAt(0) > 127)
  if (foreign) throw invalid(`Code 128 cannot carry "${foreign}". Use a QR code, or signs of ASCII only.`)
  return text.replaceAll('^', '^^')
}

function gs1Text(text: string): string {
  return `^FNC1${encodeGs1(parseGs1(text)).replaceAll(GS1_SEPARATOR, '^FNC1')}`
}

function linearSymbol(kind: BarcodeKind, text: string): BarcodeSymbol {
  const [symbol] = bwip.raw({ bcid: 'code128', text, parsefnc: true })
  if (!symbol || !('sbs' in symbol)) throw invalid(`"${text}" has no Code 128.`)
  // Bars and spaces take turns, a bar first.
  const row = [...symbol.sbs].flatMap((width, place) => Array.from({ length: width }, () => place % 2 === 0))
  return { kind, columns: row.length, rows: [row], quietZone: 10 }
}

function matrixSymbol(text: string): BarcodeSymbol {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M')
  if (!symbol || !('pixs' in symbol)) throw invalid(`"${text}" has no QR code.`)
  const { pixs, pixx, pixy } = symbol
  const rows = Array.from({ length: pixy }, (_, y) =>
    pixs.slice(y * pixx, (y + 1) * pixx).map((bit) => bit === 1),
  )
  return { kind: 'qr', columns: pixx, rows, quietZone: 4 }
}

/** The dark runs of a row as places and widths in modules: what a printer draws. */
export function darkRuns(row: readonly boolean[]): { start: number; width: number }[] {
  const runs: { start: number; width: number }[] = []
  row.forEach((dark, place) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last && last.start + last.width === place) last.width++
    else runs.push({ start: place, width: 1 })
  })
  return runs
}

function invalid(message: string): CodeError {
  return new CodeError('INVENTORY_BARCODE_INVALID', message)
}
