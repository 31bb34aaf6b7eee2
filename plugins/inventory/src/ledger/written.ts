import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { changeParcel, EMPTY_PARCEL } from '../domain/parcel-ledger.ts'
import { locationRule } from '../domain/piece-axes.ts'
import { parcelRemainder, parcelShort, storeFixed } from '../errors.ts'
import { keepCodes, keepImportedCodes } from './codes.ts'
import { recordMovements } from './movement.ts'
import { refusePlace } from './places.ts'
import { beginLedger, syncLedger } from './sync.ts'
import type { Goods, GoodsKind } from './tables.ts'
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

/** A location must be of the store that the goods are in, and only goods in our hands lie anywhere. */
async function assertPlaces(ctx: Context, writes: GoodsWrite[]): Promise<void> {
  const placed = writes.filter(
    ({ before, after }) =>
      after.locationId && (after.locationId !== before?.locationId || after.storeId !== before?.storeId),
  )
  if (placed.length === 0) return
  const wrong = await ctx.db.query<{ id: string }>(
    `select from unnest($1::uuid[], $2::uuid[]) as g(location_id, store_id)
     join locations l on l.id = g.location_id where l.store_id is distinct from g.store_id limit 1`,
    [placed.map(({ after }) => after.locationId), placed.map(({ after }) => after.storeId)],
  )
  if (wrong.length > 0)
    throw refusePlace('This location is in another store. Choose one of the store of the goods.')
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
    await syncLedger(ctx, kind, [write.after.id], how)
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

interface ParcelState {
  id: string
  count: number
  carat: number
  storeId: string
  locationId: string | null
}

const milliCarats = (carat: number) => Math.round(carat * 1000)

async function parcelTotals(ctx: Context, id: string): Promise<{ count: number; milliCarats: number }> {
  const [row] = await ctx.db.query<{ count: number; milliCarats: number }>(
    `select coalesce(sum(count_change), 0)::bigint as count, coalesce(sum(carat_change), 0)::bigint as "milliCarats"
     from movements where parcel_id = $1`,
    [id],
  )
  return row ?? EMPTY_PARCEL
}

async function recordParcel(
  ctx: Context,
  before: ParcelState | undefined,
  after: ParcelState,
): Promise<void> {
  const known = before ? await parcelTotals(ctx, after.id) : EMPTY_PARCEL
  const change = {
    count: after.count - known.count,
    milliCarats: milliCarats(after.carat) - known.milliCarats,
  }
  const moved = before !== undefined && before.locationId !== after.locationId
  if (before && before.storeId !== after.storeId) throw new Problem(storeFixed)
  if (change.count === 0 && change.milliCarats === 0 && !moved) return
  const checked = changeParcel(known, change)
  if (!checked.ok)
    throw new Problem(checked.code === 'INVENTORY_PARCEL_SHORT' ? parcelShort : parcelRemainder, {
      detail: checked.message,
    })
  const counted = change.count !== 0 || change.milliCarats !== 0
  await recordMovements(ctx, [
    {
      type: before ? (counted ? 'correct' : 'move') : 'receive',
      parcelId: after.id,
      countChange: change.count,
      milliCaratChange: change.milliCarats,
      fromLocationId: before?.locationId ?? null,
      toLocationId: after.locationId,
      storeId: after.storeId,
      reason: before ? 'Changed with the record' : undefined,
    },
  ])
}

/** What a parcel holds is always the sum of its movements: what a write changes without one gets one. */
export async function recordParcels(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await assertPlaces(ctx, goodsWrites(writes))
  for (const { before, after } of writes) {
    if (after) await recordParcel(ctx, before as ParcelState | undefined, after as unknown as ParcelState)
  }
}

/** The same for imported parcels. */
export async function recordImportedParcels(
  ctx: Context,
  { created, updated }: { created: string[]; updated: string[] },
): Promise<void> {
  const known = new Set(updated)
  const parcels = await ctx.db.query<ParcelState & { id: string }>(
    `select id, count, carat / 1000.0::float8 as carat, store_id as "storeId", location_id as "locationId"
     from parcels where id = any($1) order by id`,
    [[...created, ...updated]],
  )
  for (const parcel of parcels) await recordParcel(ctx, known.has(parcel.id) ? parcel : undefined, parcel)
}
