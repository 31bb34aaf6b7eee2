import fc from 'fast-check'
import t from 'tap'
import {
  type CountedPiece,
  countVariance,
  parcelVariance,
  type Scan,
  scanKeys,
} from '../../src/domain/index.ts'

const piece = (itemNumber: string, change: Partial<CountedPiece> = {}): CountedPiece => ({
  pieceId: `id of ${itemNumber}`,
  itemNumber,
  codes: [],
  status: 'in_stock',
  ownership: 'owned',
  locationId: 'case 1',
  cost: 10_000n,
  ...change,
})

const pieces = [
  piece('R1', { codes: ['3074257BF7194E4000001A85'] }),
  piece('R2', { codes: ['E280116060000207'], locationId: 'case 2' }),
  piece('R3'),
  piece('R4', { status: 'sold', locationId: null }),
  piece('R5', { locationId: 'other store' }),
  piece('R6', { status: 'in_service', locationId: null }),
  piece('R7', { status: 'reserved', ownership: 'vendor_memo' }),
]
const store = new Set(['case 1', 'case 2'])
const count = (...scans: (string | Scan)[]) =>
  countVariance({
    pieces,
    locationIds: store,
    scans: scans.map((scan) => (typeof scan === 'string' ? { code: scan } : scan)),
  })
const numbers = (list: readonly ({ piece: CountedPiece } | CountedPiece)[]) =>
  list.map((one) => ('piece' in one ? one.piece : one).itemNumber)

t.test('scanned and expected pieces are compared by barcode, EPC and TID', async (t) => {
  const report = count('r1', 'e280 1160 6000 0207', 'R7')
  t.same(numbers(report.found), ['R1', 'R2', 'R7'])
  t.same(numbers(report.missing), ['R3'])
  t.same(report.totals, { expected: 4, found: 3, missing: 1, missingCost: 10_000n, scans: 3, repeated: 0 })
})

t.test('one piece is found once by any of its codes, however often it is read', async (t) => {
  const report = count(
    '3074257bf7194e4000001a85',
    'urn:epc:tag:sgtin-96:3.0614141.812345.6789',
    '(01)80614141123458(21)6789',
    ']C10180614141123458216789',
    'R1',
  )
  t.same(numbers(report.found), ['R1'])
  t.match(report.found, [{ scans: 5 }])
  t.equal(report.totals.repeated, 4)
})

t.test('what is sold, of another store, or of no piece at all is told apart', async (t) => {
  const report = count('R4', 'R5', 'R6', 'X9', 'X9', 'FFFF0000FFFF0000')
  t.same(numbers(report.shouldBeGone), ['R4'])
  t.same(numbers(report.elsewhere), ['R5', 'R6'])
  t.same(report.unknown, [
    { code: 'X9', scans: 2 },
    { code: 'FFFF0000FFFF0000', scans: 1 },
  ])
  t.equal(report.totals.found, 0)
})

t.test('a piece in the wrong case is found elsewhere and not missing', async (t) => {
  const report = count({ code: 'R1', locationId: 'case 2' })
  t.match(report.elsewhere, [{ piece: { itemNumber: 'R1' }, foundAt: 'case 2' }])
  t.notOk(numbers(report.missing).includes('R1'))
  const through = count({ code: 'R1', locationId: 'case 2' }, { code: 'R1', locationId: 'case 1' })
  t.match(
    through.found,
    [{ piece: { itemNumber: 'R1' }, foundAt: 'case 1', scans: 2 }],
    'its own place outweighs the neighbour',
  )
})

t.test('a code that two pieces carry finds neither', async (t) => {
  const twins = [piece('A1', { codes: ['TAG'] }), piece('A2', { codes: ['tag'] })]
  const report = countVariance({ pieces: twins, locationIds: store, scans: [{ code: 'TAG' }] })
  t.same(
    report.ambiguous.map(({ code, pieces }) => [code, numbers(pieces)]),
    [['TAG', ['A1', 'A2']]],
  )
  t.equal(report.totals.missing, 2)
})

t.test('digits are an item number first, an EPC only when no piece has that number', async (t) => {
  const two = [piece('12345678'), piece('R9', { codes: ['1234567890ABCDEF'] })]
  const report = countVariance({
    pieces: two,
    locationIds: store,
    scans: [{ code: '12345678' }, { code: '1234 5678 90ab cdef' }],
  })
  t.same(numbers(report.found), ['12345678', 'R9'])
  t.same(scanKeys('  '), [])
})

t.test('parcels are compared by count and weight', async (t) => {
  const counted = [
    { parcelId: 'a', expectedCount: 10, expectedMilliCarats: 200, countedCount: 10, countedMilliCarats: 200 },
    { parcelId: 'b', expectedCount: 10, expectedMilliCarats: 200, countedCount: 9, countedMilliCarats: 180 },
    { parcelId: 'c', expectedCount: 10, expectedMilliCarats: 200, countedCount: 10, countedMilliCarats: 203 },
  ]
  t.match(parcelVariance(counted), [
    { parcelId: 'b', count: -1, milliCarats: -20 },
    { parcelId: 'c', count: 0, milliCarats: 3 },
  ])
  t.same(
    parcelVariance(counted, 5).map(({ parcelId }) => parcelId),
    ['b'],
  )
})

t.test('every expected piece is found, elsewhere or missing, and every scan has its place', async (t) => {
  const codes = fc.constantFrom(
    'R1',
    'r2',
    'E280116060000207',
    'R3',
    'R4',
    'R5',
    'R6',
    'R7',
    'X',
    'Y',
    '3074257BF7194E4000001A85',
  )
  const scans = fc.array(fc.record({ code: codes, locationId: fc.constantFrom('case 1', 'case 2') }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(scans, (scanned) => {
      const report = countVariance({ pieces, locationIds: store, scans: scanned })
      const hits = [...report.found, ...report.elsewhere, ...report.shouldBeGone]
      const read = [...hits, ...report.unknown].reduce((sum, { scans }) => sum + scans, 0)
      const expectedElsewhere = report.elsewhere.filter(
        (hit) => hit.piece.locationId !== null && store.has(hit.piece.locationId),
      )
      const { expected, found, missing } = report.totals
      return read === scanned.length && expected === found + missing + expectedElsewhere.length
    }),
  )
  t.pass()
})
