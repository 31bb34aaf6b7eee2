import type { Context } from '@bezel/core'
import { Piece } from '../entities/piece.ts'
import { Stone } from '../entities/stone.ts'
import type { Goods, GoodsKind } from './tables.ts'

export interface GoodsRecords {
  get(id: string): Promise<Goods>
  lock(id: string): Promise<Goods>
  update(id: string, changes: Partial<Goods> & { statusSince?: string }): Promise<Goods>
}

/** Pieces or stones by what they have in common. @param stores `all` where the service itself decides who may */
export function goodsOf(ctx: Context, kind: GoodsKind, stores?: 'all'): GoodsRecords {
  const options = stores && { stores }
  const records = kind === 'piece' ? ctx.records(Piece, options) : ctx.records(Stone, options)
  return records as unknown as GoodsRecords
}
