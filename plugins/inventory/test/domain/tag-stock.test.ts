import t from 'tap'
import {
  checkTagStock,
  layoutCode,
  layoutText,
  shorten,
  TAG_STOCKS,
  type TagStock,
  tagContent,
  tagPositions,
} from '../../src/domain/printing.ts'

t.test('the stocks that come with Bezel can be printed', async (t) => {
  for (const stock of Object.values(TAG_STOCKS)) t.equal(checkTagStock(stock), stock)
  t.equal(tagPositions(TAG_STOCKS.ratTailSheet).length, 36)
  t.same(tagPositions(TAG_STOCKS.ratTailSheet)[4], { x: 75, y: 33.5 })
})

t.test('a stock that cannot be is refused with the measure at fault', async (t) => {
  const sheet: TagStock = TAG_STOCKS.ratTailSheet
  const refused = (change: Partial<TagStock>, message: RegExp) =>
    t.throws(() => checkTagStock({ ...sheet, ...change }), { code: 'INVENTORY_TAG_INVALID', message })
  refused({ columns: 0 }, /columns and rows/)
  refused({ columns: 1.5 }, /columns and rows/)
  refused({ rows: 13 }, /beyond the page/)
  refused({ tag: { width: 0, height: 10 } }, /width and height of its tag/)
  refused({ text: { x: 50, y: 0, width: 20, height: 5 } }, /text panel/)
  refused({ code: { x: -1, y: 0, width: 20, height: 5 } }, /code panel/)
  refused({ pitchX: Number.NaN }, /beyond the page/)
})

const content = tagContent({
  itemNumber: 'R100234',
  price: '£1',
  metal: '14K',
  size: '7',
  netCentigrams: 300,
})

t.test('modules are whole dots, as large as the panel allows with its quiet zones', async (t) => {
  const panel = TAG_STOCKS.dumbbell.code
  for (const dots of [8, 12, 24]) {
    const { placed } = layoutCode(content, panel, dots)
    t.equal(placed.dotsPerModule, Math.round(placed.moduleWidth * dots))
    t.ok(placed.moduleWidth >= 0.12)
    t.ok(placed.x >= placed.symbol.quietZone * placed.moduleWidth - 0.1, 'the quiet zone is inside the panel')
    t.ok(placed.x + placed.width <= panel.width)
  }
})

t.test('a code too fine to scan is refused', async (t) => {
  const long = tagContent({ itemNumber: 'RING-2026-000123-WHITE' })
  t.throws(() => layoutCode(long, TAG_STOCKS.dumbbell.code, 8), {
    code: 'INVENTORY_TAG_INVALID',
    message: /Take a QR code/,
  })
  t.throws(
    () => layoutCode(content, { x: 0, y: 0, width: 30, height: 4 }, 8),
    { code: 'INVENTORY_TAG_INVALID' },
    'bars too low',
  )
  const qr = tagContent({ itemNumber: '1' }, { kind: 'qr', data: 'x'.repeat(250) })
  t.throws(() => layoutCode(qr, { x: 0, y: 0, width: 20, height: 6 }, 8), {
    message: /larger panel or a shorter text/,
  })
})

t.test('what does not fit is left out from the end, long lines end in an ellipsis', async (t) => {
  const monospace = (text: string) => [...text].length * 0.5
  const low = layoutText(content, { x: 0, y: 0, width: 20, height: 5 }, monospace)
  t.same(
    low.lines.map(({ text }) => text),
    ['R100234', '£1', '14K 3.00 g'],
  )
  const narrow = layoutText(content, { x: 0, y: 0, width: 4, height: 10 }, monospace)
  t.equal(narrow.fontSize, 1.4)
  t.equal(narrow.lines[0]?.text, 'R100…')
  const wide = layoutText(content, { x: 0, y: 0, width: 100, height: 100 }, monospace)
  t.equal(wide.fontSize, 3, 'never larger than asked')
  t.equal(wide.lines.length, 4)
  const broken = layoutText(
    { ...content, price: '£1\n\u0000,-' },
    { x: 0, y: 0, width: 30, height: 20 },
    monospace,
  )
  t.equal(broken.lines[1]?.text, '£1 ,-', 'a line stays one line')
  t.equal(shorten('abc', false, 0.1, monospace), '…')
})
