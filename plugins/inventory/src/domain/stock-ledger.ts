import { type Instant, inOrder, type Recorded, until } from './instant.ts'
import { isOnBooks, locationRule, type PieceState } from './piece-axes.ts'
import { nextOwnership } from './piece-ownership.ts'
import { nextStatus } from './piece-state.ts'
import { type PieceTransition, transitionRule } from './piece-transitions.ts'

/** Everything the ledger knows of a piece after a movement. */
export interface PieceSnapshot extends PieceState {
  readonly locationId: string | null
}

/** Kinds of movement: the transitions of status, and what changes the other axes. */
export type PieceMovementKind = PieceTransition | 'receive' | 'move' | 'change_ownership' | 'correct'

/** One row of a piece's ledger: what it was, what it became, who did it and why. `before` is null at its receipt. */
export interface PieceMovement extends Recorded {
  readonly pieceId: string
  readonly kind: PieceMovementKind
  readonly before: PieceSnapshot | null
  readonly after: PieceSnapshot
  readonly actor: string
  readonly reason?: string | null
  readonly counterparty?: string | null
}

/** What a piece was at an instant, or undefined when it had not been received yet. */
export function pieceAt(movements: Iterable<PieceMovement>, instant: Instant): PieceSnapshot | undefined {
  return until(movements, instant).at(-1)?.after
}

/** All pieces of a ledger as they were at an instant, by id; those not yet received are missing. */
export function stockAt(movements: Iterable<PieceMovement>, instant: Instant): Map<string, PieceSnapshot> {
  return new Map(until(movements, instant).map(({ pieceId, after }) => [pieceId, after]))
}

/** The ids of the pieces that were stock on the books at an instant. */
export function onBooksAt(movements: Iterable<PieceMovement>, instant: Instant): string[] {
  return [...stockAt(movements, instant)].filter(([, piece]) => isOnBooks(piece)).map(([id]) => id)
}

export type LedgerFaultKind =
  | 'no_receipt'
  | 'received_again'
  | 'gap'
  | 'impossible'
  | 'misplaced'
  | 'ungrounded'

export interface LedgerFault {
  readonly pieceId: string
  readonly movement: PieceMovement
  readonly kind: LedgerFaultKind
  readonly message: string
}

/**
 * Everything in a ledger that cannot have happened: a piece that moves before its receipt, a row that does not go on
 * where the last one ended, a transition the table does not allow, a sold piece with a place in the safe.
 */
export function checkLedger(movements: Iterable<PieceMovement>): LedgerFault[] {
  const last = new Map<string, PieceSnapshot>()
  const faults: LedgerFault[] = []
  for (const movement of inOrder(movements)) {
    const found = checkMovement(movement, last.get(movement.pieceId))
    if (found) faults.push({ pieceId: movement.pieceId, movement, kind: found[0], message: found[1] })
    last.set(movement.pieceId, movement.after)
  }
  return faults
}

function checkMovement(
  movement: PieceMovement,
  last: PieceSnapshot | undefined,
): [LedgerFaultKind, string] | undefined {
  const { kind, before, after } = movement
  if (kind === 'receive') {
    if (last || before) return ['received_again', 'The piece is received although it is here already.']
  } else {
    if (!last) return ['no_receipt', `"${kind}" is recorded before the piece was received.`]
    if (!before || !sameSnapshot(before, last))
      return ['gap', `"${kind}" does not go on where the last movement ended.`]
  }
  return checkChange(movement, before) ?? checkPlace(after)
}

function checkChange(
  movement: PieceMovement,
  before: PieceSnapshot | null,
): [LedgerFaultKind, string] | undefined {
  const { kind, after } = movement
  // A correction may put anything right, but not without saying why.
  if (kind === 'correct')
    return movement.reason?.trim() ? undefined : ['ungrounded', 'A correction needs a reason.']
  if (!before) return undefined
  if (transitionRule(kind)) return checkTransition(movement, before)
  if (kind === 'change_ownership') {
    const change = nextOwnership(before, after.ownership)
    if (!change.ok) return ['impossible', change.message]
  }
  const statusChanged = before.status !== after.status || (before.resumes ?? null) !== (after.resumes ?? null)
  const ownerChanged = before.ownership !== after.ownership
  if (statusChanged || (ownerChanged && kind === 'move'))
    return ['impossible', `"${kind}" cannot change the status.`]
  return undefined
}

function checkTransition(
  movement: PieceMovement,
  before: PieceSnapshot,
): [LedgerFaultKind, string] | undefined {
  const { kind, after, reason, counterparty } = movement
  const grounds = { reason: reason ?? null, counterparty: counterparty ?? null, location: after.locationId }
  const result = nextStatus(before, kind, grounds)
  if (!result.ok) return [result.missing.length > 0 ? 'ungrounded' : 'impossible', result.message]
  const reached = result.to === after.status && result.resumes === (after.resumes ?? null)
  if (reached && before.ownership === after.ownership) return undefined
  return ['impossible', `"${kind}" leads to ${result.to}, not to ${after.status}.`]
}

function checkPlace(after: PieceSnapshot): [LedgerFaultKind, string] | undefined {
  const rule = locationRule(after.status)
  if (rule === 'required' && after.locationId === null)
    return ['misplaced', `A piece that is ${after.status} needs a location.`]
  if (rule === 'none' && after.locationId !== null)
    return ['misplaced', `A piece that is ${after.status} has no location.`]
  return undefined
}

function sameSnapshot(one: PieceSnapshot, other: PieceSnapshot): boolean {
  const same = one.ownership === other.ownership && one.status === other.status
  return same && (one.resumes ?? null) === (other.resumes ?? null) && one.locationId === other.locationId
}
