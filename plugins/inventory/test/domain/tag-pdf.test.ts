import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import {
  TAG_STOCKS,
  type TagContent,
  type TagStock,
  tagContent,
  tagPositions,
  tagsToPdf,
} from '../../src/domain/printing.ts'
import { cut, type GreyImage, readPgm, scan } from './scan.ts'

const createdAt = new Date('2026-01-02T03:04:05Z')
const hasPdftoppm = spawnSync('pdftoppm', ['-v']).status === 0
const skip = hasPdftoppm ? false : 'pdftoppm (package poppler-utils) is not on this machine'

function tags(count: number): TagContent[] {
  return Array.from({ length: count }, (_, index) => {
    const itemNumber = `R${100234 + index}`
    const piece = {
      itemNumber,
      price: '£1,295.00',
      metal: '14K',
      netCentigrams: 342,
      size: 'L½',
      metalColor: 'Größe ë €',
    }
    return index % 3 === 2 ? tagContent(piece, { kind: 'qr', data: itemNumber }) : tagContent(piece)
  })
}

/** The pages of a PDF as pictures of so many dots per inch. */
function rasterize(pdf: Buffer, dpi: number): GreyImage[] {
  const folder = mkdtempSync(join(tmpdir(), 'tags-'))
  try {
    writeFileSync(join(folder, 'tags.pdf'), pdf)
    execFileSync('pdftoppm', ['-r', String(dpi), '-gray', 'tags.pdf', 'page'], {
      cwd: folder,
      stdio: 'ignore',
    })
    const pages = execFileSync('ls', [folder])
      .toString()
      .split('\n')
      .filter((name) => name.endsWith('.pgm'))
    return pages.map((page) => readPgm(readFileSync(join(folder, page))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The picture of one tag's code panel with half a millimetre around. */
function codePanel(page: GreyImage, stock: TagStock, place: number, dpi: number): GreyImage {
  const dots = dpi / 25.4
  const at = tagPositions(stock)[place] ?? { x: 0, y: 0 }
  const [x, y, width, height] = [
    at.x + stock.code.x,
    at.y + stock.code.y,
    stock.code.width,
    stock.code.height,
  ]
  return cut(
    page,
    Math.round((x - 0.5) * dots),
    Math.round((y - 0.5) * dots),
    Math.round((width + 1) * dots),
    Math.round((height + 1) * dots),
  )
}

t.test('every tag of a sheet is scanned back from the printed page', { skip }, async (t) => {
  const stock = TAG_STOCKS.ratTailSheet
  const wanted = tags(40)
  const pages = rasterize(await tagsToPdf(wanted, { stock, createdAt, startAt: 2 }), 600)
  t.equal(pages.length, 2)
  for (const [index, tag] of wanted.entries()) {
    const page = pages[Math.floor((index + 2) / 36)]
    t.equal(page && scan(codePanel(page, stock, (index + 2) % 36, 600)).text, tag.itemNumber)
  }
})

t.test(
  'thermal tags are scanned back at the resolution of their printer, turned panels too',
  { skip },
  async (t) => {
    for (const [stock, dpi] of [
      [TAG_STOCKS.dumbbell, 203.2],
      [TAG_STOCKS.ratTail, 304.8],
    ] as const) {
      const wanted = tags(3)
      const pages = rasterize(await tagsToPdf(wanted, { stock, createdAt, dpi }), dpi * 2)
      t.equal(pages.length, 3, 'one tag on a page')
      wanted.forEach((tag, index) => {
        const page = pages[index]
        t.equal(page && scan(codePanel(page, stock, 0, dpi * 2)).text, tag.itemNumber, `${stock.name} ${dpi}`)
      })
    }
  },
)

t.test(
  'the fonts are embedded and the signs of pounds, euros and halves can be copied out',
  { skip: hasPdftoppm ? false : skip },
  async (t) => {
    const pdf = await tagsToPdf(tags(1), { stock: TAG_STOCKS.dumbbell, createdAt })
    const text = execFileSync('pdftotext', ['-', '-'], { input: pdf }).toString()
    for (const part of ['R100234', '£1,295.00', 'Größe ë €', 'L½']) t.match(text, part)
    const fonts = execFileSync('pdffonts', ['-'], { input: pdf })
      .toString()
      .split('\n')
      .slice(2)
      .filter(Boolean)
    t.equal(fonts.length, 2)
    for (const font of fonts) t.match(font, /PTSans.*TrueType.*yes yes yes/)
  },
)

t.test('equal tags give equal bytes', async (t) => {
  const digest = async (at: Date) =>
    createHash('sha256')
      .update(await tagsToPdf(tags(5), { stock: TAG_STOCKS.ratTail, createdAt: at, outlines: true }))
      .digest('hex')
  t.equal(await digest(createdAt), await digest(createdAt))
  t.not(await digest(createdAt), await digest(new Date('2026-01-03T00:00:00Z')))
})

t.test('no tags make an empty page, too many or unfitting ones are refused', async (t) => {
  t.match((await tagsToPdf([], { stock: TAG_STOCKS.dumbbell, createdAt })).subarray(0, 5).toString(), '%PDF-')
  const one = tags(1)
  await t.rejects(
    tagsToPdf(
      Array.from({ length: 5001 }, () => one[0] as TagContent),
      { stock: TAG_STOCKS.dumbbell, createdAt },
    ),
    { code: 'INVENTORY_TAG_INVALID' },
  )
  const long = tagContent({ itemNumber: 'RING-2026-000123-WHITE-GOLD' })
  await t.rejects(tagsToPdf([long], { stock: TAG_STOCKS.dumbbell, createdAt }), {
    code: 'INVENTORY_TAG_INVALID',
  })
})
