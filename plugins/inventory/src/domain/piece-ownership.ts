import { isTerminal, type Ownership, type PieceState } from './piece-axes.ts'

interface OwnershipRule {
  readonly to: readonly Ownership[]
  /** Whether it can change when the piece has already left: a vendor is settled with after the sale. */
  readonly afterLeaving: boolean
}

/** Who a piece can pass to. A trade-in becomes plain stock only once no hold lies on it. */
const PASSES_TO: Readonly<Record<Ownership, OwnershipRule>> = {
  owned: { to: ['sample'], afterLeaving: false },
  vendor_memo: { to: ['owned', 'consignment'], afterLeaving: true },
  consignment: { to: ['owned', 'vendor_memo'], afterLeaving: true },
  customer_property: { to: ['trade_in'], afterLeaving: false },
  sample: { to: ['owned'], afterLeaving: false },
  trade_in: { to: ['owned', 'customer_property'], afterLeaving: false },
}

export type OwnershipChange =
  | { readonly ok: true; readonly from: Ownership; readonly to: Ownership }
  | {
      readonly ok: false
      readonly code: 'INVENTORY_OWNERSHIP_CHANGE_FORBIDDEN'
      readonly message: string
      readonly allowed: readonly Ownership[]
    }

/** The ownerships a piece can pass to as it is now. */
export function allowedOwnerships(piece: PieceState): readonly Ownership[] {
  const rule = PASSES_TO[piece.ownership]
  if (isTerminal(piece.status) && !rule.afterLeaving) return []
  return piece.status === 'police_hold' ? rule.to.filter((ownership) => ownership !== 'owned') : rule.to
}

/** Whether a piece may pass from its owner to another: memo goods bought, a customer's ring taken in trade. */
export function nextOwnership(piece: PieceState, to: Ownership): OwnershipChange {
  const allowed = allowedOwnerships(piece)
  if (allowed.includes(to)) return { ok: true, from: piece.ownership, to }
  const [from, wanted] = [piece.ownership, to].map((name) => name.replaceAll('_', ' '))
  const state = piece.status.replaceAll('_', ' ')
  const remedy =
    allowed.length > 0 ? `Possible now: ${allowed.join(', ')}.` : 'Nothing is possible in this status.'
  const message = `A ${from} piece that is ${state} cannot become ${wanted}. ${remedy}`
  return { ok: false, code: 'INVENTORY_OWNERSHIP_CHANGE_FORBIDDEN', message, allowed }
}
