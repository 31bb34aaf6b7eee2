import type { Context, Entity } from '@bezel/core'
import type { Goods, GoodsKind } from './tables.ts'

export interface GoodsRecords {
  get(id: string): Promise<Goods>
  lock(id: string): Promise<Goods>
  update(id: string, changes: Partial<Goods> & { statusSince?: string }): Promise<Goods>
}

/** By name: the entities call the ledger when they are written, so the ledger must not need them back. */
const entities = { piece: { name: 'Piece' } as Entity, stone: { name: 'Stone' } as Entity }

/** Pieces or stones by what they have in common. @param stores `all` where the service itself decides who may */
export function goodsOf(ctx: Context, kind: GoodsKind, stores?: 'all'): GoodsRecords {
  const options = stores && { stores }
  return ctx.records(entities[kind], options) as unknown as GoodsRecords
}
