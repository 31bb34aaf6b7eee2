import type { Context } from '@bezel/core'
import type { Ownership, PieceStatus } from '../domain/piece-axes.ts'
import { goodsTables } from './tables.ts'

/** One row for the ledger; what is left out stays empty. */
export interface NewMovement {
  type: string
  pieceId?: string
  stoneId?: string
  parcelId?: string
  fromStatus?: PieceStatus
  toStatus?: PieceStatus
  fromResumes?: PieceStatus | null
  toResumes?: PieceStatus | null
  fromOwnership?: Ownership
  toOwnership?: Ownership
  fromLocationId?: string | null
  toLocationId?: string | null
  storeId?: string | null
  countChange?: number
  /** In thousandths of a carat. */
  milliCaratChange?: number
  /** What it stands in the books with after this; pieces and stones tell it themselves. */
  bookCost?: { amount: number; currency: string } | null
  counterparty?: string | undefined
  reason?: string | undefined
  document?: string | undefined
  /** When it happened; now unless told. */
  at?: string | undefined
}

const { piece, stone } = goodsTables

/** Behind `t`, the alias that `goodsTables` uses, for one kind. */
const bookValue = (column: 'cost' | 'currency') => `coalesce(
  (select ${piece[column]} from pieces t where t.id = m."pieceId"),
  (select ${stone[column]} from stones t where t.id = m."stoneId"))`

const last = (column: string, id: string) =>
  `(select l.at + interval '1 ms' from movements l where l.${column} = m."${id}" order by l.at desc limit 1)`

const insert = `
  insert into movements (id, version, created_at, updated_at, at, type, piece_id, stone_id, parcel_id,
    from_status, to_status, from_resumes, to_resumes, from_ownership, to_ownership, from_location_id, to_location_id,
    store_id, book_cost_amount, book_cost_currency, count_change, carat_change, counterparty, reason, document, actor)
  select m.id, 1, $2, $2, greatest(coalesce(m.at, $2), ${last('piece_id', 'pieceId')}, ${last('stone_id', 'stoneId')},
      ${last('parcel_id', 'parcelId')}),
    m.type, m."pieceId", m."stoneId", m."parcelId", m."fromStatus", m."toStatus", m."fromResumes", m."toResumes",
    m."fromOwnership", coalesce(m."toOwnership", (select p.ownership from parcels p where p.id = m."parcelId")), m."fromLocationId", m."toLocationId", m."storeId",
    coalesce(${bookValue('cost')}, (m."bookCost" ->> 'amount')::bigint), coalesce(${bookValue('currency')}, m."bookCost" ->> 'currency'),
    m."countChange", m."milliCaratChange",
    m.counterparty, m.reason, m.document, $3
  from jsonb_to_recordset($1) as m(id uuid, at timestamptz, type text, "pieceId" uuid, "stoneId" uuid, "parcelId" uuid,
    "fromStatus" text, "toStatus" text, "fromResumes" text, "toResumes" text, "fromOwnership" text, "toOwnership" text,
    "fromLocationId" uuid, "toLocationId" uuid, "storeId" uuid, "countChange" bigint, "milliCaratChange" bigint,
    "bookCost" jsonb, counterparty text, reason text, document text)`

/**
 * Writes rows of the ledger, at most one per thing and call. The things must be new or locked: a row is put after the
 * last one of its thing, even when this transaction began before that one was written.
 */
export async function recordMovements(ctx: Context, rows: NewMovement[]): Promise<void> {
  if (rows.length === 0) return
  const withIds = rows.map((row) => ({ id: ctx.newId(), ...row }))
  await ctx.db.query(insert, [JSON.stringify(withIds), ctx.now, ctx.actor.name])
}
