import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { locationRule } from '../domain/piece-axes.ts'
import { storeFixed } from '../errors.ts'
import { goodsMoved } from '../events.ts'
import { keepCodes, keepImportedCodes } from './codes.ts'
import { assertNotHeld } from './held.ts'
import { assertPlaces, refusePlace } from './places.ts'
import { beginLedger, syncLedger } from './sync.ts'
import { type Goods, type GoodsKind, goodsId } from './tables.ts'
import { assertOwnership } from './transition.ts'

const axes = ['status', 'resumes', 'ownership', 'storeId', 'locationId'] as const
const costs = ['cost', 'labourCost', 'otherCost']

interface GoodsWrite {
  before: Goods | undefined
  after: Goods
}

function goodsWrites(writes: RecordWrite[]): GoodsWrite[] {
  return writes.flatMap(({ before, after }) =>
    after ? [{ before: before as Goods | undefined, after: after as unknown as Goods }] : [],
  )
}

function changes({ before, after }: GoodsWrite): 'axes' | 'cost' | 'nothing' {
  if (!before || axes.some((axis) => (before[axis] ?? null) !== (after[axis] ?? null))) return 'axes'
  const cost = (goods: object) =>
    JSON.stringify(costs.map((name) => (goods as Record<string, unknown>)[name]))
  return cost(before) === cost(after) ? 'nothing' : 'cost'
}

/** Whether the ledger's last row already tells what the goods became: then a service wrote both. */
async function isRecorded(ctx: Context, kind: GoodsKind, { after }: GoodsWrite): Promise<boolean> {
  const column = kind === 'piece' ? 'piece_id' : 'stone_id'
  const rows = await ctx.db.query(
    `select from (select * from movements where ${column} = $1 order by at desc limit 1) last
     where (to_status, to_resumes, to_ownership, to_location_id, store_id) is not distinct from ($2, $3, $4, $5::uuid, $6::uuid)`,
    [after.id, after.status, after.resumes, after.ownership, after.locationId, after.storeId],
  )
  return rows.length > 0
}

/** What an update by hand may do to the axes: pass to another owner, move within the store. */
function checkByHand({ before, after }: GoodsWrite): { type: string; reason: string } {
  const reason = 'Changed with the record'
  if (!before) return { type: 'receive', reason }
  if (before.storeId && before.storeId !== after.storeId) throw new Problem(storeFixed)
  const moved = after.locationId !== before.locationId
  if (moved && after.locationId && locationRule(after.status) === 'none')
    throw refusePlace(`Goods that are ${after.status.replaceAll('_', ' ')} have no location.`)
  if (before.ownership === after.ownership) return { type: 'move', reason }
  assertOwnership(before, after.ownership)
  return { type: 'change_ownership', reason }
}

async function recordGoods(ctx: Context, kind: GoodsKind, all: RecordWrite[]): Promise<void> {
  const writes = goodsWrites(all)
  const made = writes.filter(({ before }) => !before)
  await assertPlaces(ctx, writes)
  await syncLedger(
    ctx,
    kind,
    made.map(({ after }) => after.id),
  )
  for (const write of writes) {
    const change = write.before ? changes(write) : 'nothing'
    if (change === 'nothing' || (change === 'axes' && (await isRecorded(ctx, kind, write)))) continue
    const how =
      change === 'cost' ? { type: 'correct', reason: 'Cost changed with the record' } : checkByHand(write)
    if (how.type === 'change_ownership') await assertNotHeld(ctx, kind, write.before as Goods, how.type)
    await syncLedger(ctx, kind, [write.after.id], how)
    if (change === 'axes') ctx.emit(goodsMoved, { ...goodsId(kind, write.after.id), movement: how.type })
  }
}

// The ledger follows every write of goods, whatever made it: receipts of new ones, and what an update by hand changes.

export async function recordStones(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await recordGoods(ctx, 'stone', writes)
}

export async function recordPieces(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await recordGoods(ctx, 'piece', writes)
  await keepCodes(ctx, writes)
}

/** The ledger's rows of imported goods: receipts of the new ones, corrections of those that changed. */
export async function recordImported(
  ctx: Context,
  kind: GoodsKind,
  { created, updated }: { created: string[]; updated: string[] },
): Promise<void> {
  await beginLedger(ctx, kind, created)
  await syncLedger(ctx, kind, updated)
  if (kind === 'piece') await keepImportedCodes(ctx, [...created, ...updated])
}
