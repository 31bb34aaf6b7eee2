import { normalizeEpc } from './epc.ts'
import { encodeGs1, parseGs1 } from './gs1-128.ts'
import type { TagContent } from './tag-content.ts'
import { type CodeLayout, layoutCode, layoutText, type MeasureText, shorten } from './tag-layout.ts'
import { type Box, checkTagStock, type Panel, type TagStock } from './tag-stock.ts'
import { zplCode128, zplGs1, zplModules } from './zpl-code128.ts'

/** Resolutions of label printers, as sold; the heads really have 8, 12 and 24 dots per millimetre. */
export const ZPL_DOTS_PER_MM = { 203: 8, 300: 12, 600: 24 } as const
export type ZplResolution = keyof typeof ZPL_DOTS_PER_MM

export interface ZplOptions {
  /** The tag and its panels; page and grid do not matter on a roll. */
  readonly stock: TagStock
  readonly dpi: ZplResolution
}

/** One ZPL II format for each tag, in ASCII only: other signs are escaped as the hex of their UTF-8. Throws CodeError. */
export function tagsToZpl(tags: readonly TagContent[], options: ZplOptions): string {
  const { tag } = checkTagStock({
    ...options.stock,
    page: options.stock.tag,
    columns: 1,
    rows: 1,
    left: 0,
    top: 0,
  })
  const dots = ZPL_DOTS_PER_MM[options.dpi]
  const setup = `^XA\n^CI28\n^PW${Math.round(tag.width * dots)}\n^LL${Math.round(tag.height * dots)}\n^LH0,0\n`
  return tags.map((content) => `${setup}${format(content, options.stock, dots)}^XZ\n`).join('')
}

function format(content: TagContent, stock: TagStock, dots: number): string {
  const bars = barData(content)
  const code = layoutCode(content, stock.code, dots, bars === undefined ? undefined : zplModules(bars))
  const lines = [
    ...epcFields(content),
    ...textFields(content, stock.text, dots),
    bars === undefined ? qrField(content, stock.code, code, dots) : barsField(bars, stock.code, code, dots),
  ]
  return [...lines, ...numberField(code, stock.code, dots)].map((line) => `${line}\n`).join('')
}

/** Text for ^FD behind ^FH: command signs, the escape sign itself and all beyond ASCII become hex. */
export function zplEscape(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte)
    const plain = byte >= 0x20 && byte <= 0x7e && !'^~_'.includes(sign)
    return plain ? sign : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

/** Writes the tag's EPC memory; another length than 96 bits also sets the length in its control word. */
function epcFields({ epc }: TagContent): string[] {
  if (epc === undefined) return []
  const hex = normalizeEpc(epc)
  return ['^RS8', `^RFW,H${hex.length === 24 ? '' : ',,,A'}^FD${hex}^FS`]
}

// Font 0 is a bold condensed sans; no table of its widths is at hand, so its widest usual signs are assumed.
const measureFontZero: MeasureText = (text) =>
  [...text].reduce(
    (width, sign) => width + (/[MW@%€—…]/.test(sign) ? 0.8 : /[ .,:;!'|()iljtfI]/.test(sign) ? 0.3 : 0.56),
    0,
  )

function textFields(content: TagContent, panel: Panel, dots: number): string[] {
  const { fontSize, lines } = layoutText(content, panel, measureFontZero)
  return lines.map(({ text, baseline }) => textField(text, panel, { x: 0, y: baseline }, fontSize, dots))
}

function numberField({ placed, number }: CodeLayout, panel: Panel, dots: number): string[] {
  const { text, box } = number
  const fontSize = Math.max(1.5, Math.min(box.height * 0.9, box.width / measureFontZero(text, false)))
  if (box.width < fontSize) return []
  const shown = shorten(text, false, box.width / fontSize, measureFontZero)
  const rest = box.width - measureFontZero(shown, false) * fontSize
  const x = placed.symbol.kind === 'qr' ? box.x : box.x + Math.max(0, rest / 2)
  return [textField(shown, panel, { x, y: box.y + box.height * 0.85 }, fontSize, dots)]
}

/** ^FT sets the baseline's beginning, so that turned text needs no known width. */
function textField(
  text: string,
  panel: Panel,
  at: { x: number; y: number },
  fontSize: number,
  dots: number,
): string {
  const { x, y } = onTag(panel, at)
  const orientation = panel.turned ? 'I' : 'N'
  const height = Math.round(fontSize * dots)
  return `^FT${Math.round(x * dots)},${Math.round(y * dots)}^A0${orientation},${height},${height}^FH^FD${zplEscape(text)}^FS`
}

function onTag(panel: Panel, at: { x: number; y: number }): { x: number; y: number } {
  const [x, y] = panel.turned ? [panel.width - at.x, panel.height - at.y] : [at.x, at.y]
  return { x: panel.x + x, y: panel.y + y }
}

/** The field data of a linear code; undefined for a QR code. */
function barData({ barcode: { kind, data } }: TagContent): string | undefined {
  if (kind === 'qr') return undefined
  return kind === 'gs1-128' ? zplGs1(encodeGs1(parseGs1(data))) : zplCode128(data)
}

function barsField(data: string, panel: Panel, { placed }: CodeLayout, dots: number): string {
  const orientation = panel.turned ? 'I' : 'N'
  const bars = `^BY${placed.dotsPerModule}^BC${orientation},${Math.round(placed.height * dots)},N,N,N`
  return `${origin(panel, placed, dots)}${bars}^FH^FD${zplEscape(data)}^FS`
}

function qrField({ barcode }: TagContent, panel: Panel, { placed }: CodeLayout, dots: number): string {
  const size = placed.dotsPerModule
  return `${origin(panel, placed, dots)}^BQN,2,${size}^FH^FDMA,${zplEscape(barcode.data)}^FS`
}

function origin(panel: Panel, { x, y, width, height }: Box, dots: number): string {
  const corner = onTag(panel, panel.turned ? { x: x + width, y: y + height } : { x, y })
  return `^FO${Math.round(corner.x * dots)},${Math.round(corner.y * dots)}`
}
