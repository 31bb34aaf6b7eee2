import { isInterruption, type PieceState, type PieceStatus } from './piece-axes.ts'
import {
  PIECE_TRANSITION_NAMES,
  type PieceTransition,
  type TransitionNeed,
  type TransitionRule,
  transitionRule,
} from './piece-transitions.ts'

/** What is said along with a transition; blank texts count as not said. */
export type TransitionGrounds = Readonly<Partial<Record<TransitionNeed, string | null>>>

export interface TransitionGranted {
  readonly ok: true
  readonly transition: PieceTransition
  readonly from: PieceStatus
  readonly to: PieceStatus
  /** To be stored with the piece: the status the new one interrupts, or null. */
  readonly resumes: PieceStatus | null
}

export type TransitionRefusalCode =
  | 'INVENTORY_TRANSITION_UNKNOWN'
  | 'INVENTORY_STATUS_FORBIDS'
  | 'INVENTORY_OWNERSHIP_FORBIDS'
  | 'INVENTORY_TRANSITION_INCOMPLETE'

export interface TransitionRefused {
  readonly ok: false
  readonly code: TransitionRefusalCode
  readonly message: string
  /** What can happen to the piece as it is now. */
  readonly allowed: readonly PieceTransition[]
  /** What was not said, for `INVENTORY_TRANSITION_INCOMPLETE`. */
  readonly missing: readonly TransitionNeed[]
}

export type TransitionResult = TransitionGranted | TransitionRefused

/** The transitions that status and ownership of a piece allow now. */
export function allowedTransitions(piece: PieceState): PieceTransition[] {
  return PIECE_TRANSITION_NAMES.filter((name) => {
    const rule = transitionRule(name)
    return rule?.from.includes(piece.status) && rule.ownerships.includes(piece.ownership)
  })
}

/**
 * Where a transition leads. Pure: the caller stores `to` and `resumes`, and writes the movement row.
 * A refusal names its reason and what is allowed instead; nothing is thrown.
 */
export function nextStatus(
  piece: PieceState,
  transition: string,
  grounds: TransitionGrounds = {},
): TransitionResult {
  const rule = transitionRule(transition)
  if (!rule) return refuse(piece, 'INVENTORY_TRANSITION_UNKNOWN', `There is no transition "${transition}".`)
  if (!rule.from.includes(piece.status)) {
    return refuse(
      piece,
      'INVENTORY_STATUS_FORBIDS',
      `"${rule.label}" does not apply to a piece that is ${words(piece.status)}.`,
    )
  }
  if (!rule.ownerships.includes(piece.ownership)) {
    const message = `"${rule.label}" is not for ${words(piece.ownership)} goods, only for ${rule.ownerships.map(words).join(', ')}.`
    return refuse(piece, 'INVENTORY_OWNERSHIP_FORBIDS', message)
  }
  const missing = rule.needs.filter((need) => !grounds[need]?.trim())
  if (missing.length > 0) {
    return refuse(
      piece,
      'INVENTORY_TRANSITION_INCOMPLETE',
      `"${rule.label}" needs a ${missing.join(' and a ')}.`,
      missing,
    )
  }
  return { ok: true, transition: transition as PieceTransition, from: piece.status, ...target(piece, rule) }
}

function target(piece: PieceState, rule: TransitionRule): { to: PieceStatus; resumes: PieceStatus | null } {
  // Interruptions do not pile up: a ring held by the police while in service goes back to what it was before the service.
  const settled = isInterruption(piece.status) ? (piece.resumes ?? 'in_stock') : piece.status
  if (rule.to === 'resume') return { to: settled, resumes: null }
  return { to: rule.to, resumes: isInterruption(rule.to) ? settled : null }
}

function refuse(
  piece: PieceState,
  code: TransitionRefusalCode,
  said: string,
  missing: readonly TransitionNeed[] = [],
): TransitionRefused {
  const allowed = allowedTransitions(piece)
  const remedy =
    missing.length > 0 ? 'Give what is missing.' : `Possible now: ${allowed.join(', ') || 'nothing'}.`
  return { ok: false, code, message: `${said} ${remedy}`, allowed, missing }
}

function words(name: string): string {
  return name.replaceAll('_', ' ')
}
