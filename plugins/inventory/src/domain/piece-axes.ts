/** Whose the piece is. */
export const OWNERSHIPS = [
  'owned',
  'vendor_memo',
  'consignment',
  'customer_property',
  'sample',
  'trade_in',
] as const
export type Ownership = (typeof OWNERSHIPS)[number]

/** Statuses of a piece that is with us or will be again. */
export const ACTIVE_STATUSES = [
  'in_stock',
  'reserved',
  'layaway',
  'memo_out',
  'in_transit',
  'in_service',
  'police_hold',
  'in_assembly',
] as const
/** Statuses of a piece that has left; only the operation that undoes the leaving brings it back. */
export const TERMINAL_STATUSES = ['sold', 'returned_to_vendor', 'scrapped', 'consumed', 'lost'] as const
export const PIECE_STATUSES = [...ACTIVE_STATUSES, ...TERMINAL_STATUSES] as const
export type PieceStatus = (typeof PIECE_STATUSES)[number]

/** Statuses that interrupt another one, to which the piece then returns: a reserved ring is still reserved after its transfer. */
export const INTERRUPTIONS = [
  'in_transit',
  'in_service',
  'police_hold',
] as const satisfies readonly PieceStatus[]

/** The axes that decide what may happen to a piece. Its location is a field of its own. */
export interface PieceState {
  readonly ownership: Ownership
  readonly status: PieceStatus
  /** The status an interruption gives back; null outside of one. */
  readonly resumes?: PieceStatus | null
}

/** Whether a piece of this status has left. */
export function isTerminal(status: PieceStatus): boolean {
  return (TERMINAL_STATUSES as readonly PieceStatus[]).includes(status)
}

/** Whether the status gives another one back when it ends. */
export function isInterruption(status: PieceStatus): boolean {
  return (INTERRUPTIONS as readonly PieceStatus[]).includes(status)
}

/**
 * Whether the piece is stock on our books: bought goods that have not left. Memo and consignment goods are their
 * owner's until sold, customers' property and samples never count.
 */
export function isOnBooks({ ownership, status }: PieceState): boolean {
  return (ownership === 'owned' || ownership === 'trade_in') && !isTerminal(status)
}

const FOR_SALE: readonly Ownership[] = ['owned', 'vendor_memo', 'consignment', 'trade_in', 'sample']

/** Whether the piece can be promised to a customer now. */
export function isAvailable({ ownership, status }: PieceState): boolean {
  return status === 'in_stock' && FOR_SALE.includes(ownership)
}

/** Whether a piece of this status has a place of ours (store, case, tray, safe): always, perhaps, or never. */
export function locationRule(status: PieceStatus): 'required' | 'optional' | 'none' {
  if (status === 'in_service' || status === 'police_hold') return 'optional'
  return isTerminal(status) || status === 'memo_out' || status === 'in_transit' ? 'none' : 'required'
}
