import type { Ownership, PieceStatus } from '../domain/piece-axes.ts'

/** What the ledger follows on the three axes. Parcels have a ledger of count and weight instead. */
export type GoodsKind = 'piece' | 'stone'

/** A piece or stone, as far as the ledger looks. */
export interface Goods {
  id: string
  version: number
  ownership: Ownership
  status: PieceStatus
  resumes: PieceStatus | null
  storeId: string | null
  locationId: string | null
}

/** How the ledger reads one kind of goods in SQL; `t` is the table. */
export const goodsTables = {
  piece: {
    table: 'pieces',
    column: 'piece_id',
    number: 't.item_number',
    cost: `case when coalesce(t.cost_currency, t.labour_cost_currency, t.other_cost_currency) is not null then
      coalesce(t.cost_amount, 0) + coalesce(t.labour_cost_amount, 0) + coalesce(t.other_cost_amount, 0) end`,
    currency: 'coalesce(t.cost_currency, t.labour_cost_currency, t.other_cost_currency)',
  },
  stone: {
    table: 'stones',
    column: 'stone_id',
    number: 't.stock_number',
    cost: 't.cost_amount',
    currency: 't.cost_currency',
  },
} as const satisfies Record<GoodsKind, Record<string, string>>

/** A goods row's own id in a movement or document line. */
export function goodsId(kind: GoodsKind, id: string): { pieceId: string } | { stoneId: string } {
  return kind === 'piece' ? { pieceId: id } : { stoneId: id }
}

/** Which goods a line of a memo or transfer names. */
export function goodsOfLine(line: { pieceId: string | null; stoneId: string | null }): {
  kind: GoodsKind
  id: string
} {
  return line.pieceId ? { kind: 'piece', id: line.pieceId } : { kind: 'stone', id: line.stoneId as string }
}
