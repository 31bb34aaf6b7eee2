import fc from 'fast-check'
import t from 'tap'
import {
  ACTIVE_STATUSES,
  allowedOwnerships,
  allowedTransitions,
  isAvailable,
  isInterruption,
  isOnBooks,
  isTerminal,
  locationRule,
  nextOwnership,
  nextStatus,
  OWNERSHIPS,
  PIECE_STATUSES,
  PIECE_TRANSITION_NAMES,
  PIECE_TRANSITIONS,
  type PieceState,
  type PieceStatus,
  TERMINAL_STATUSES,
  type TransitionRule,
  transitionRule,
} from '../../src/domain/index.ts'

const grounds = { reason: 'asked for', counterparty: 'someone', location: 'case 1' }
const owned = (status: PieceStatus, resumes: PieceStatus | null = null): PieceState => ({
  ownership: 'owned',
  status,
  resumes,
})

/** Walks a piece through transitions and returns its statuses; fails on the first refusal. */
function walk(piece: PieceState, ...transitions: string[]): PieceStatus[] {
  let now = piece
  return transitions.map((transition) => {
    const result = nextStatus(now, transition, grounds)
    if (!result.ok) throw new Error(result.message)
    now = { ...now, status: result.to, resumes: result.resumes }
    return result.to
  })
}

t.test('a ring is reserved, put on layaway and sold', async (t) => {
  t.same(walk(owned('in_stock'), 'reserve', 'start_layaway', 'sell'), ['reserved', 'layaway', 'sold'])
})

t.test('a transfer, a repair and a hold give the piece back as it was', async (t) => {
  t.same(walk(owned('reserved'), 'transfer_out', 'transfer_in'), ['in_transit', 'reserved'])
  t.same(walk(owned('layaway'), 'send_to_service', 'return_from_service'), ['in_service', 'layaway'])
  t.same(walk(owned('memo_out'), 'place_hold', 'release_hold'), ['police_hold', 'memo_out'])
})

t.test('a hold during a repair ends in what the piece was before the repair', async (t) => {
  t.same(walk(owned('reserved'), 'send_to_service', 'place_hold', 'release_hold'), [
    'in_service',
    'police_hold',
    'reserved',
  ])
  t.same(
    walk(owned('police_hold'), 'release_hold'),
    ['in_stock'],
    'a piece that came in on hold goes to stock',
  )
})

t.test('components are used up and recovered with nothing lost', async (t) => {
  t.same(walk(owned('in_stock'), 'begin_assembly', 'use_up', 'recover'), [
    'in_assembly',
    'consumed',
    'in_stock',
  ])
})

t.test('a sold piece is sold once', async (t) => {
  const again = nextStatus(owned('sold'), 'sell', grounds)
  t.match(again, { ok: false, code: 'INVENTORY_STATUS_FORBIDS', allowed: ['return_sale'] })
  t.match(again, { message: '"Sell" does not apply to a piece that is sold. Possible now: return_sale.' })
})

t.test('goods on police hold can only be released, handed over or reported lost', async (t) => {
  t.same(allowedTransitions(owned('police_hold')), ['release_hold', 'surrender', 'report_lost'])
})

t.test("a customer's property cannot be sold, lent, scrapped or put on layaway", async (t) => {
  const ring: PieceState = { ownership: 'customer_property', status: 'in_stock' }
  for (const transition of ['reserve', 'start_layaway', 'sell', 'lend_on_memo', 'scrap']) {
    t.match(
      nextStatus(ring, transition, grounds),
      { ok: false, code: 'INVENTORY_OWNERSHIP_FORBIDS' },
      transition,
    )
  }
  t.same(
    walk(ring, 'send_to_service', 'return_from_service', 'return_to_vendor').at(-1),
    'returned_to_vendor',
  )
})

t.test('memo and consignment goods are sold, but not lent on, melted or set', async (t) => {
  for (const ownership of ['vendor_memo', 'consignment'] as const) {
    const piece: PieceState = { ownership, status: 'in_stock' }
    t.ok(nextStatus(piece, 'sell').ok)
    for (const transition of ['lend_on_memo', 'scrap', 'begin_assembly', 'use_up']) {
      t.match(
        nextStatus(piece, transition, grounds),
        { code: 'INVENTORY_OWNERSHIP_FORBIDS' },
        `${ownership} ${transition}`,
      )
    }
  }
})

t.test('what a transition needs must be said, and blanks say nothing', async (t) => {
  t.match(nextStatus(owned('sold'), 'return_sale', { reason: '  ', location: null }), {
    code: 'INVENTORY_TRANSITION_INCOMPLETE',
    missing: ['reason', 'location'],
    message: '"Take back a sale" needs a reason and a location. Give what is missing.',
  })
  t.match(nextStatus(owned('in_stock'), 'reserve'), { missing: ['counterparty'] })
})

t.test('an unknown transition is refused like any other', async (t) => {
  t.match(nextStatus(owned('in_stock'), 'teleport'), { ok: false, code: 'INVENTORY_TRANSITION_UNKNOWN' })
  t.match(nextStatus(owned('in_stock'), 'constructor'), { ok: false, code: 'INVENTORY_TRANSITION_UNKNOWN' })
})

t.test('only bought goods that have not left are stock on the books', async (t) => {
  t.ok(isOnBooks(owned('memo_out')))
  t.ok(isOnBooks({ ownership: 'trade_in', status: 'police_hold' }))
  t.notOk(isOnBooks(owned('sold')))
  for (const ownership of ['vendor_memo', 'consignment', 'customer_property', 'sample'] as const) {
    t.notOk(isOnBooks({ ownership, status: 'in_stock' }), ownership)
  }
})

t.test("only goods in stock can be promised, and never a customer's own", async (t) => {
  t.ok(isAvailable({ ownership: 'consignment', status: 'in_stock' }))
  t.notOk(isAvailable({ ownership: 'customer_property', status: 'in_stock' }))
  t.notOk(isAvailable(owned('reserved')))
})

t.test('a piece that is away has no place of ours', async (t) => {
  t.equal(locationRule('in_stock'), 'required')
  t.equal(locationRule('in_service'), 'optional')
  for (const status of ['memo_out', 'in_transit', ...TERMINAL_STATUSES] as const)
    t.equal(locationRule(status), 'none', status)
})

t.test('coming back from where there is no place of ours asks for one', async (t) => {
  for (const name of PIECE_TRANSITION_NAMES) {
    const rule: TransitionRule = PIECE_TRANSITIONS[name]
    const comesBack = rule.from.every((status) => locationRule(status) === 'none') && rule.to !== 'sold'
    if (comesBack) t.ok(rule.needs.includes('location'), name)
  }
})

t.test('the table is whole: every status is reached and left, every leaving can be undone', async (t) => {
  const rules: TransitionRule[] = Object.values(PIECE_TRANSITIONS)
  for (const status of PIECE_STATUSES) {
    t.ok(
      rules.some((rule) => rule.to === status),
      `${status} can be reached`,
    )
    t.ok(
      rules.some((rule) => rule.from.includes(status)),
      `${status} can be left`,
    )
  }
  for (const name of PIECE_TRANSITION_NAMES) {
    const rule = transitionRule(name)
    if (!isTerminal((rule?.to ?? 'in_stock') as PieceStatus)) continue
    t.ok(
      rules.some((other) => other.undoes?.includes(name) && other.from.includes(rule?.to as PieceStatus)),
      `${name} has an undo`,
    )
  }
  for (const status of TERMINAL_STATUSES) {
    const ways = rules.filter((rule) => rule.from.includes(status))
    t.ok(
      ways.every((rule) => rule.undoes !== undefined),
      `${status} is left only by undoing`,
    )
  }
})

const anyPiece: fc.Arbitrary<PieceState> = fc.record({
  ownership: fc.constantFrom(...OWNERSHIPS),
  status: fc.constantFrom(...PIECE_STATUSES),
  resumes: fc.constantFrom(null, ...ACTIVE_STATUSES.filter((status) => !isInterruption(status))),
})

t.test('a transition succeeds exactly when it is listed as allowed', async (t) => {
  fc.assert(
    fc.property(anyPiece, fc.constantFrom(...PIECE_TRANSITION_NAMES), (piece, name) => {
      return nextStatus(piece, name, grounds).ok === allowedTransitions(piece).includes(name)
    }),
  )
  t.pass()
})

function isSound(before: PieceState, after: PieceState): boolean {
  const resumes = after.resumes ?? null
  if (before.status === 'police_hold' && after.status === 'sold') return false
  if (isInterruption(after.status) !== (resumes !== null)) return false
  return resumes === null || !(isInterruption(resumes) || isTerminal(resumes))
}

t.test('no chain of transitions nests interruptions or sells what the police hold', async (t) => {
  const names = fc.array(fc.constantFrom(...PIECE_TRANSITION_NAMES), { maxLength: 30 })
  fc.assert(
    fc.property(anyPiece, names, (start, transitions) => {
      let piece = start
      return transitions.every((transition) => {
        const result = nextStatus(piece, transition, grounds)
        if (!result.ok) return true
        const before = piece
        piece = { ...piece, status: result.to, resumes: result.resumes }
        return isSound(before, piece)
      })
    }),
  )
  t.pass()
})

t.test("ownership passes along the trade's ways only", async (t) => {
  t.same(nextOwnership({ ownership: 'vendor_memo', status: 'sold' }, 'owned'), {
    ok: true,
    from: 'vendor_memo',
    to: 'owned',
  })
  t.ok(nextOwnership({ ownership: 'customer_property', status: 'in_stock' }, 'trade_in').ok)
  t.match(nextOwnership({ ownership: 'trade_in', status: 'police_hold' }, 'owned'), {
    ok: false,
    code: 'INVENTORY_OWNERSHIP_CHANGE_FORBIDDEN',
    allowed: ['customer_property'],
  })
  t.match(nextOwnership(owned('sold'), 'sample'), { ok: false, allowed: [] })
  t.same(allowedOwnerships({ ownership: 'trade_in', status: 'in_stock' }), ['owned', 'customer_property'])
})
