import { ACTIVE_STATUSES, OWNERSHIPS, type Ownership, type PieceStatus } from './piece-axes.ts'

/** What the person asking must say: why, to or from whom, and where the piece lies afterwards. */
export type TransitionNeed = 'reason' | 'counterparty' | 'location'

export interface TransitionRule {
  readonly label: string
  readonly from: readonly PieceStatus[]
  /** `resume` gives back the status that was interrupted. */
  readonly to: PieceStatus | 'resume'
  readonly ownerships: readonly Ownership[]
  readonly needs: readonly TransitionNeed[]
  /** The transition into a terminal status that this one takes back. */
  readonly undoes?: readonly string[]
}

const ALL = OWNERSHIPS
const SALEABLE = ['owned', 'vendor_memo', 'consignment', 'trade_in', 'sample'] as const
// A vendor's or consignor's goods must be bought before they are lent on, altered or melted.
const OURS = ['owned', 'trade_in', 'sample'] as const
const WORKABLE = ['owned', 'trade_in', 'customer_property'] as const
const ON_HAND = ['in_stock', 'reserved', 'layaway'] as const

/** The guarded table of everything that can happen to the status of a piece. */
export const PIECE_TRANSITIONS = {
  reserve: {
    label: 'Reserve',
    from: ['in_stock'],
    to: 'reserved',
    ownerships: SALEABLE,
    needs: ['counterparty'],
  },
  release: {
    label: 'Release the reservation',
    from: ['reserved'],
    to: 'in_stock',
    ownerships: ALL,
    needs: [],
  },

  start_layaway: {
    label: 'Put on layaway',
    from: ['in_stock', 'reserved'],
    to: 'layaway',
    ownerships: SALEABLE,
    needs: ['counterparty'],
  },
  cancel_layaway: {
    label: 'Cancel the layaway',
    from: ['layaway'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['reason'],
  },

  lend_on_memo: {
    label: 'Lend on memo',
    from: ['in_stock'],
    to: 'memo_out',
    ownerships: OURS,
    needs: ['counterparty'],
  },
  return_from_memo: {
    label: 'Take back from memo',
    from: ['memo_out'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['location'],
  },

  transfer_out: {
    label: 'Send to another store',
    from: ON_HAND,
    to: 'in_transit',
    ownerships: ALL,
    needs: [],
  },
  transfer_in: {
    label: 'Receive the transfer',
    from: ['in_transit'],
    to: 'resume',
    ownerships: ALL,
    needs: ['location'],
  },

  send_to_service: {
    label: 'Send to the bench or a workshop',
    from: ON_HAND,
    to: 'in_service',
    ownerships: ALL,
    needs: ['reason'],
  },
  return_from_service: {
    label: 'Take back from the workshop',
    from: ['in_service'],
    to: 'resume',
    ownerships: ALL,
    needs: ['location'],
  },

  place_hold: {
    label: 'Place a police hold',
    from: ACTIVE_STATUSES.filter((status) => status !== 'police_hold'),
    to: 'police_hold',
    ownerships: ALL,
    needs: ['reason'],
  },
  release_hold: {
    label: 'Release the police hold',
    from: ['police_hold'],
    to: 'resume',
    ownerships: ALL,
    needs: ['reason'],
  },
  surrender: {
    label: 'Hand over to the authority or rightful owner',
    from: ['police_hold'],
    to: 'returned_to_vendor',
    ownerships: ALL,
    needs: ['reason', 'counterparty'],
  },

  begin_assembly: {
    label: 'Take to assembly',
    from: ['in_stock'],
    to: 'in_assembly',
    ownerships: WORKABLE,
    needs: [],
  },
  end_assembly: {
    label: 'Bring back from assembly',
    from: ['in_assembly'],
    to: 'in_stock',
    ownerships: ALL,
    needs: [],
  },
  use_up: {
    label: 'Use up as a component',
    from: ['in_stock', 'in_assembly'],
    to: 'consumed',
    ownerships: WORKABLE,
    needs: [],
  },
  take_apart: {
    label: 'Take apart into its components',
    from: ['in_stock', 'in_assembly'],
    to: 'consumed',
    ownerships: WORKABLE,
    needs: [],
  },
  recover: {
    label: 'Recover a used component or a piece put together again',
    from: ['consumed'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['location'],
    undoes: ['use_up', 'take_apart'],
  },

  sell: { label: 'Sell', from: [...ON_HAND, 'memo_out'], to: 'sold', ownerships: SALEABLE, needs: [] },
  return_sale: {
    label: 'Take back a sale',
    from: ['sold'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['reason', 'location'],
    undoes: ['sell'],
  },

  return_to_vendor: {
    label: 'Return to vendor or owner',
    from: ['in_stock'],
    to: 'returned_to_vendor',
    ownerships: ALL,
    needs: ['counterparty'],
  },
  receive_again: {
    label: 'Receive again',
    from: ['returned_to_vendor'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['reason', 'location'],
    undoes: ['return_to_vendor', 'surrender'],
  },

  scrap: {
    label: 'Scrap',
    from: ['in_stock', 'in_assembly'],
    to: 'scrapped',
    ownerships: OURS,
    needs: ['reason'],
  },
  restore_scrapped: {
    label: 'Restore from scrap',
    from: ['scrapped'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['reason', 'location'],
    undoes: ['scrap'],
  },

  report_lost: {
    label: 'Report lost or stolen',
    from: ACTIVE_STATUSES,
    to: 'lost',
    ownerships: ALL,
    needs: ['reason'],
  },
  report_found: {
    label: 'Report found',
    from: ['lost'],
    to: 'in_stock',
    ownerships: ALL,
    needs: ['reason', 'location'],
    undoes: ['report_lost'],
  },
} as const satisfies Record<string, TransitionRule>

export type PieceTransition = keyof typeof PIECE_TRANSITIONS

/** Every transition there is, in the table's order. */
export const PIECE_TRANSITION_NAMES = Object.keys(PIECE_TRANSITIONS) as PieceTransition[]

/** The rule of a transition, or undefined when there is none of that name. */
export function transitionRule(name: string): TransitionRule | undefined {
  return Object.hasOwn(PIECE_TRANSITIONS, name) ? PIECE_TRANSITIONS[name as PieceTransition] : undefined
}
