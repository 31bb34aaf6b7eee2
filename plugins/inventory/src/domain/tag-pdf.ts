import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { darkRuns } from './barcode.ts'
import { CodeError } from './code-error.ts'
import type { TagContent } from './tag-content.ts'
import { layoutCode, layoutText, type MeasureText, type PlacedSymbol, shorten } from './tag-layout.ts'
import { checkTagStock, type Panel, type TagStock, tagPositions } from './tag-stock.ts'

type Pdf = PDFKit.PDFDocument

export interface TagPdfOptions {
  readonly stock: TagStock
  /** Resolution of the printer in dots per inch: bars are made of whole dots. Default 600, an office printer. */
  readonly dpi?: number
  /** Places already used on the first sheet. */
  readonly startAt?: number
  /** Draw the outline of tags and panels, to test a stock on plain paper. */
  readonly outlines?: boolean
  /** The date that the document carries; equal input gives equal bytes. */
  readonly createdAt: Date
  /** TTF files with the signs of your language, instead of PT Sans Narrow (Latin and Cyrillic). */
  readonly fonts?: { readonly regular: string; readonly bold: string }
}

const POINTS_PER_MM = 72 / 25.4
const MOST_TAGS = 5000

/** A PDF of the tags, in order. Throws CodeError when a tag or its barcode does not fit the stock. */
export async function tagsToPdf(tags: readonly TagContent[], options: TagPdfOptions): Promise<Buffer> {
  if (tags.length > MOST_TAGS)
    throw new CodeError('INVENTORY_TAG_INVALID', `Print at most ${MOST_TAGS} tags at once.`)
  const { stock } = options
  const positions = tagPositions(checkTagStock(stock))
  const size: [number, number] = [stock.page.width * POINTS_PER_MM, stock.page.height * POINTS_PER_MM]
  const info = { Title: `Tags (${stock.name})`, CreationDate: options.createdAt }
  const pdf = new PDFDocument({ size, margin: 0, autoFirstPage: false, info })
  const finished = collect(pdf)
  registerFonts(pdf, options)
  const start = Math.min(positions.length - 1, Math.max(0, Math.trunc(options.startAt ?? 0)))
  tags.forEach((tag, index) => {
    const place = (start + index) % positions.length
    if (index === 0 || place === 0) pdf.addPage().scale(POINTS_PER_MM)
    const { x, y } = positions[place] ?? { x: 0, y: 0 }
    drawTag(pdf, tag, options, x, y)
  })
  if (tags.length === 0) pdf.addPage()
  pdf.end()
  return finished
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}

function registerFonts(pdf: Pdf, { fonts }: TagPdfOptions): void {
  const { resolve } = createRequire(import.meta.url)
  const family = '@expo-google-fonts/pt-sans-narrow'
  pdf.registerFont('regular', fonts?.regular ?? resolve(`${family}/400Regular/PTSansNarrow_400Regular.ttf`))
  pdf.registerFont('bold', fonts?.bold ?? resolve(`${family}/700Bold/PTSansNarrow_700Bold.ttf`))
}

function measureWith(pdf: Pdf): MeasureText {
  return (text, bold) =>
    pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(1)
      .widthOfString(text)
}

function drawTag(pdf: Pdf, tag: TagContent, options: TagPdfOptions, x: number, y: number): void {
  const { stock } = options
  pdf.save().translate(x, y)
  if (options.outlines) {
    pdf.lineWidth(0.1).strokeColor('#999999').rect(0, 0, stock.tag.width, stock.tag.height).stroke()
    for (const { x, y, width, height } of [stock.text, stock.code]) pdf.rect(x, y, width, height).stroke()
  }
  pdf.fillColor('black')
  inPanel(pdf, stock.text, () => drawText(pdf, tag, stock.text))
  inPanel(pdf, stock.code, () => drawCode(pdf, tag, stock.code, (options.dpi ?? 600) / 25.4))
  pdf.restore()
}

/** Draws with the origin in the panel's upper left corner, as it will be read. */
function inPanel(pdf: Pdf, panel: Panel, draw: () => void): void {
  pdf.save().translate(panel.x, panel.y)
  if (panel.turned) pdf.rotate(180, { origin: [panel.width / 2, panel.height / 2] })
  draw()
  pdf.restore()
}

function drawText(pdf: Pdf, tag: TagContent, panel: Panel): void {
  const { fontSize, lines } = layoutText(tag, panel, measureWith(pdf))
  for (const { text, bold, baseline } of lines) writeLine(pdf, text, bold, fontSize, 0, baseline)
}

function drawCode(pdf: Pdf, tag: TagContent, panel: Panel, dotsPerMm: number): void {
  const { placed, number } = layoutCode(tag, panel, dotsPerMm)
  drawSymbol(pdf, placed)
  const { text, box } = number
  const measure = measureWith(pdf)
  const fontSize = Math.max(1.5, Math.min(box.height * 0.9, box.width / measure(text, false)))
  if (box.width < fontSize) return
  const shown = shorten(text, false, box.width / fontSize, measure)
  const x = placed.symbol.kind === 'qr' ? box.x : box.x + (box.width - measure(shown, false) * fontSize) / 2
  writeLine(pdf, shown, false, fontSize, x, box.y + box.height * 0.85)
}

function writeLine(pdf: Pdf, text: string, bold: boolean, size: number, x: number, baseline: number): void {
  pdf
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
}

function drawSymbol(pdf: Pdf, { symbol, moduleWidth, x, y, height }: PlacedSymbol): void {
  const rowHeight = height / symbol.rows.length
  symbol.rows.forEach((row, line) => {
    for (const run of darkRuns(row)) {
      pdf.rect(x + run.start * moduleWidth, y + line * rowHeight, run.width * moduleWidth, rowHeight)
    }
  })
  pdf.fill('black')
}
