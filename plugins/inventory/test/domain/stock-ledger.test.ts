import fc from 'fast-check'
import t from 'tap'
import {
  checkLedger,
  inOrder,
  locationRule,
  microseconds,
  nextStatus,
  onBooksAt,
  PIECE_TRANSITION_NAMES,
  type PieceMovement,
  type PieceMovementKind,
  type PieceSnapshot,
  pieceAt,
  stockAt,
} from '../../src/domain/index.ts'

/** Writes a ledger as the shop would: every row goes on where the last one ended, one day apart. */
function ledger(
  pieceId: string,
  ...steps: [PieceMovementKind, Partial<PieceSnapshot>, Partial<PieceMovement>?][]
): PieceMovement[] {
  let before: PieceSnapshot | null = null
  return steps.map(([kind, change, more], index) => {
    const after: PieceSnapshot = {
      ownership: 'owned',
      status: 'in_stock',
      locationId: 'case 1',
      ...before,
      ...change,
    }
    const day = String(index + 1).padStart(2, '0')
    const row: PieceMovement = {
      pieceId,
      at: `2026-03-${day}T12:00:00Z`,
      sequence: index,
      kind,
      before,
      after,
      actor: 'ann',
      reason: 'asked',
      counterparty: 'bob',
      ...more,
    }
    before = after
    return row
  })
}

const ring = ledger(
  'ring',
  ['receive', {}],
  ['move', { locationId: 'safe' }],
  ['reserve', { status: 'reserved' }],
  ['transfer_out', { status: 'in_transit', resumes: 'reserved', locationId: null }],
  ['transfer_in', { status: 'reserved', resumes: null, locationId: 'store 2' }],
  ['sell', { status: 'sold', locationId: null }],
)

t.test('a piece is known as it was on any past day', async (t) => {
  t.equal(pieceAt(ring, '2026-02-28T00:00:00Z'), undefined, 'before its receipt')
  t.match(
    pieceAt(ring, '2026-03-01T12:00:00Z'),
    { status: 'in_stock', locationId: 'case 1' },
    'at the very instant',
  )
  t.match(pieceAt(ring, '2026-03-02T23:59:59Z'), { locationId: 'safe' })
  t.match(pieceAt(ring, '2026-03-04T18:00:00Z'), {
    status: 'in_transit',
    resumes: 'reserved',
    locationId: null,
  })
  t.match(pieceAt(ring, '2030-01-01T00:00:00Z'), { status: 'sold' })
})

t.test('the stock of a day is all its pieces, and the books only the bought ones', async (t) => {
  const memo = ledger(
    'memo',
    ['receive', { ownership: 'vendor_memo' }],
    ['change_ownership', { ownership: 'owned' }],
  )
  const all = [...ring, ...memo]
  t.same([...stockAt(all, '2026-03-01T12:00:00Z').keys()], ['ring', 'memo'])
  t.same(onBooksAt(all, '2026-03-01T12:00:00Z'), ['ring'])
  t.same(onBooksAt(all, '2026-03-03T00:00:00Z').sort(), ['memo', 'ring'])
  t.same(onBooksAt(all, '2026-03-07T00:00:00Z'), ['memo'], 'the sold ring has left')
})

t.test('a ledger that happened has no faults', async (t) => {
  t.same(checkLedger(ring), [])
  t.same(checkLedger([...ring].reverse()), [], 'in whatever order the rows come')
})

t.test('what cannot have happened is found', async (t) => {
  const faults = (rows: PieceMovement[]) => checkLedger(rows).map(({ kind }) => kind)
  t.same(faults(ring.slice(1)).slice(0, 1), ['no_receipt'])
  t.same(faults([...ring.slice(0, 2), ...ring.slice(3)]).slice(0, 1), ['gap'], 'a row was taken out')
  t.same(faults(ledger('x', ['receive', {}], ['receive', {}])), ['received_again'])
  t.same(
    faults(ledger('x', ['receive', {}], ['sell', { status: 'sold' }])),
    ['misplaced'],
    'sold and still in the case',
  )
  t.same(faults(ledger('x', ['receive', { locationId: null }])), ['misplaced'])
  t.same(faults(ledger('x', ['receive', {}], ['release', {}])), ['impossible'])
  t.same(faults(ledger('x', ['receive', {}], ['reserve', { status: 'layaway' }])), ['impossible'])
  t.same(faults(ledger('x', ['receive', {}], ['move', { status: 'reserved' }])), ['impossible'])
  t.same(faults(ledger('x', ['receive', {}], ['move', { ownership: 'sample' }])), ['impossible'])
  t.same(faults(ledger('x', ['receive', {}], ['change_ownership', { ownership: 'trade_in' }])), [
    'impossible',
  ])
  t.same(faults(ledger('x', ['receive', {}], ['reserve', { status: 'reserved' }, { counterparty: null }])), [
    'ungrounded',
  ])
  t.same(faults(ledger('x', ['receive', {}], ['correct', { status: 'reserved' }, { reason: ' ' }])), [
    'ungrounded',
  ])
  t.same(
    faults(ledger('x', ['receive', {}], ['correct', { status: 'reserved' }])),
    [],
    'a correction with a reason',
  )
})

t.test('instants are compared to the microsecond, in any zone and spelling', async (t) => {
  t.equal(microseconds('2026-03-31T17:05:00.123456Z'), microseconds('2026-03-31 19:05:00.123456+02'))
  t.equal(microseconds('2026-03-31T17:05Z'), microseconds('2026-03-31T12:05:00.000-0500'))
  t.equal(microseconds('1970-01-01T00:00:00.000001Z'), 1n)
  t.equal(microseconds('1969-12-31T23:59:59.999999Z'), -1n)
  for (const text of ['', '2026-03-31', '2026-03-31T17:05:00', 'yesterday', '2026-13-01T00:00:00Z']) {
    t.throws(() => microseconds(text), RangeError, `"${text}"`)
  }
  const rows = [
    { at: '2026-01-01T00:00:00.000002Z', sequence: 1n },
    { at: '2026-01-01T00:00:00.000001Z', sequence: 2 },
    { at: '2026-01-01T01:00:00.000001+01', sequence: 1 },
  ]
  t.same(
    inOrder(rows).map(({ sequence }) => Number(sequence)),
    [1, 2, 1],
    'one instant is ordered by its sequence',
  )
})

t.test('whatever the table allows, its ledger is sound and every past state is found again', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECE_TRANSITION_NAMES), { maxLength: 20 }), (names) => {
      let state: PieceSnapshot = { ownership: 'owned', status: 'in_stock', resumes: null, locationId: 'safe' }
      const steps: [PieceMovementKind, PieceSnapshot][] = [['receive', state]]
      for (const name of names) {
        const result = nextStatus(state, name, { reason: 'asked', counterparty: 'bob', location: 'safe' })
        if (!result.ok) continue
        const locationId = locationRule(result.to) === 'none' ? null : 'safe'
        state = { ...state, status: result.to, resumes: result.resumes, locationId }
        steps.push([name, state])
      }
      const rows = ledger('x', ...steps)
      const found = rows.map((row) => pieceAt(rows, row.at))
      return (
        checkLedger(rows).length === 0 &&
        JSON.stringify(found) === JSON.stringify(rows.map(({ after }) => after))
      )
    }),
  )
  t.pass()
})
