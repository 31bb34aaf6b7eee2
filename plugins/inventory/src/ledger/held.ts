import { type Context, Problem } from '@bezel/core'
import { heldByDocument } from '../errors.ts'
import { type Goods, type GoodsKind, goodsTables } from './tables.ts'

interface Holder {
  /** Whether it is asked at all: goods of this status, about to take this transition. */
  when(goods: Goods, transition: string): boolean
  /** Answers the name of what holds the goods `$1`. */
  sql(column: string): string
  remedy: string
}

const holders: Holder[] = [
  {
    // Given back or bought behind the memo's back, they would stay open on it for ever.
    when: ({ ownership }, transition) =>
      ownership === 'vendor_memo' && ['return_to_vendor', 'change_ownership'].includes(transition),
    sql: (column) =>
      `select 'memo ' || m.number as name from memo_lines l join memos m on m.id = l.memo_id
       where l.${column} = $1 and l.status = 'out' and m.direction = 'in'`,
    remedy: 'Return or invoice it there.',
  },
  {
    when: ({ status }, transition) =>
      status === 'memo_out' && ['return_from_memo', 'sell', 'correct'].includes(transition),
    sql: (column) =>
      `select 'memo ' || m.number as name from memo_lines l join memos m on m.id = l.memo_id where l.${column} = $1 and l.status = 'out'`,
    remedy: 'Return or invoice it there.',
  },
  {
    when: ({ status }, transition) =>
      status === 'in_transit' && ['transfer_in', 'correct'].includes(transition),
    sql: (column) =>
      `select 'transfer ' || d.number as name from transfer_lines l join transfers d on d.id = l.transfer_id
       where l.${column} = $1 and d.status in ('sent', 'received') and l.received <> 'received'`,
    remedy: 'Receive or cancel it there.',
  },
  {
    when: ({ status }, transition) => status === 'consumed' && ['recover', 'correct'].includes(transition),
    sql: (column) =>
      column === 'stone_id'
        ? `select 'piece ' || p.item_number as name from piece_stones l join pieces p on p.id = l.piece_id
           where l.stone_id = $1 and l.removed_at is null`
        : `select 'piece ' || p.item_number as name from piece_components l join pieces p on p.id = l.piece_id
           where (l.component_id = $1 and l.removed_at is null) or (l.piece_id = $1 and l.removed_at is not null)`,
    remedy: 'Take that apart, or put it together again.',
  },
]

/** Refuses a transition by hand of goods that a document or another piece holds: ended there, both stay in step. */
export async function assertNotHeld(
  ctx: Context,
  kind: GoodsKind,
  goods: Goods,
  transition: string,
): Promise<void> {
  const holder = holders.find(({ when }) => when(goods, transition))
  if (!holder) return
  const [found] = await ctx.db.query<{ name: string }>(`${holder.sql(goodsTables[kind].column)} limit 1`, [
    goods.id,
  ])
  if (found) throw new Problem(heldByDocument, { detail: `It belongs to ${found.name}. ${holder.remedy}` })
}
