import { defineEvent } from '@bezel/core'

export const goodsMoved = defineEvent(
  'inventory.goods-moved.v1',
  'A piece or stone changed its status, owner or place',
)
export const parcelChanged = defineEvent('inventory.parcel-changed.v1', 'A parcel got or lost stones')
export const pieceAssembled = defineEvent('inventory.piece-assembled.v1', 'A piece was made of parts')
export const pieceTakenApart = defineEvent('inventory.piece-taken-apart.v1', 'A piece became parts again')
export const memoIssued = defineEvent('inventory.memo-issued.v1', 'Goods were lent, out or in')
export const memoSettled = defineEvent(
  'inventory.memo-settled.v1',
  'Goods of a memo were returned or invoiced',
)
export const transferSent = defineEvent('inventory.transfer-sent.v1', 'Goods left for another store')
export const transferReceived = defineEvent('inventory.transfer-received.v1', 'Goods of a transfer arrived')
export const countFinished = defineEvent('inventory.count-closed.v1', 'A stock count was closed')
export const pricesApplied = defineEvent('inventory.prices-applied.v1', 'A price rule set prices')

export const events = [
  goodsMoved,
  parcelChanged,
  pieceAssembled,
  pieceTakenApart,
  memoIssued,
  memoSettled,
  transferSent,
  transferReceived,
  countFinished,
  pricesApplied,
]
