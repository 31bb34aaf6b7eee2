import { type Context, Problem, type RecordOf } from '@bezel/core'
import { Transfer, TransferLine } from '../entities/transfer.ts'
import { documentIncomplete, documentStatus } from '../errors.ts'
import { transferReceived, transferSent } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { refusePlace, storeOfLocation } from '../ledger/places.ts'
import { type Goods, goodsOfLine, goodsTables } from '../ledger/tables.ts'
import { transitionLocked } from '../ledger/transition.ts'
import { receiveParcel, sendParcel } from './parcels.ts'

type TransferRecord = RecordOf<typeof Transfer>
type LineRecord = RecordOf<typeof TransferLine>

/** Each end does its own part: the sender sends and cancels, the receiver receives. */
function assertWorksIn({ actor }: Context, storeId: string, who: string): void {
  if (actor.stores === 'all' || actor.stores.includes(storeId)) return
  throw new Problem(documentIncomplete, { detail: `Only the ${who} store may do this.` })
}

async function linesOf(ctx: Context, { id }: TransferRecord): Promise<LineRecord[]> {
  const lines = await ctx.records(TransferLine).find({ transferId: id })
  return lines.sort((a, b) => (ofLine(a) < ofLine(b) ? -1 : 1))
}

const ofLine = ({ pieceId, stoneId, parcelId }: LineRecord) => pieceId ?? stoneId ?? String(parcelId)

/** Sends the goods: they are in transit, and nobody else can have them meanwhile. */
export async function sendTransfer(ctx: Context, id: string, at?: string): Promise<TransferRecord> {
  const transfer = await ctx.records(Transfer).lock(id)
  assertWorksIn(ctx, transfer.fromStoreId, 'sending')
  const lines = await linesOf(ctx, transfer)
  if (lines.length === 0)
    throw new Problem(documentIncomplete, { detail: 'The transfer has no lines. Add the goods first.' })
  const grounds = { document: `transfer ${transfer.number}`, reason: transfer.reason ?? undefined, at }
  for (const line of lines) {
    if (line.parcelId) {
      await sendParcel(ctx, line.parcelId, transfer.fromStoreId, grounds)
      continue
    }
    const { kind, id: goodsId } = goodsOfLine(line)
    const goods = await goodsOf(ctx, kind).lock(goodsId)
    if (goods.storeId !== transfer.fromStoreId)
      throw refusePlace('Goods on a transfer must be in the store that sends it.')
    await transitionLocked(ctx, kind, goods, 'transfer_out', grounds)
  }
  ctx.emit(transferSent, { transferId: id })
  return ctx.records(Transfer).update(id, { status: 'sent', sentAt: at ?? ctx.now.toISOString() })
}

/** Reported lost or held by the police on the way, goods are no part of what arrives, and no reason to refuse the rest. */
function isOnItsWay({ status }: Goods): boolean {
  return status === 'in_transit'
}

/** @returns whether the goods were still on their way */
async function arrive(
  ctx: Context,
  transfer: TransferRecord,
  line: LineRecord,
  locationId: string,
  storeId: string,
  said: { at?: string | undefined; reason?: string | undefined },
): Promise<boolean> {
  if (line.parcelId) {
    const document = `transfer ${transfer.number}`
    await receiveParcel(ctx, line.parcelId, { storeId, locationId }, { document, ...said })
    return true
  }
  const { kind, id } = goodsOfLine(line)
  const goods = await goodsOf(ctx, kind, 'all').lock(id)
  if (!isOnItsWay(goods)) return false
  const grounds = { locationId, document: `transfer ${transfer.number}`, ...said }
  await transitionLocked(ctx, kind, goods, 'transfer_in', grounds, storeId)
  return true
}

export interface Receipt {
  locationId: string
  /** Lines that did not arrive; they stay in transit until they turn up or are reported lost. */
  missingLineIds?: string[] | undefined
  /** Only these lines, for what turned up later; all that are not received yet unless told. */
  lineIds?: string[] | undefined
  at?: string | undefined
}

/** Receives the goods in the other store, all but the missing ones. What was missing can be received later. */
export async function receiveTransfer(ctx: Context, id: string, receipt: Receipt): Promise<TransferRecord> {
  const { locationId, missingLineIds = [], lineIds, at } = receipt
  const transfer = await ctx.records(Transfer).lock(id)
  assertWorksIn(ctx, transfer.toStoreId, 'receiving')
  const lines = (await linesOf(ctx, transfer)).filter(({ received }) => received !== 'received')
  const wanted = lines.filter((line) => !lineIds || lineIds.includes(line.id))
  if (wanted.length === 0)
    throw new Problem(documentStatus, { detail: 'Nothing of this transfer is on its way to be received.' })
  if ((await storeOfLocation(ctx, locationId)) !== transfer.toStoreId)
    throw refusePlace('Choose a location of the store that receives the goods.')
  for (const line of wanted) {
    const here =
      !missingLineIds.includes(line.id) &&
      (await arrive(ctx, transfer, line, locationId, transfer.toStoreId, { at }))
    await ctx.records(TransferLine).update(line.id, { received: here ? 'received' : 'missing' })
  }
  ctx.emit(transferReceived, { transferId: id })
  const receivedAt = transfer.receivedAt ?? at ?? ctx.now.toISOString()
  return ctx.records(Transfer).update(id, { status: 'received', receivedAt })
}

async function leftFrom(ctx: Context, line: LineRecord): Promise<string | null> {
  const column = line.parcelId ? 'parcel_id' : goodsTables[goodsOfLine(line).kind].column
  const [row] = await ctx.db.query<{ locationId: string | null }>(
    `select from_location_id as "locationId" from movements where ${column} = $1 and type = 'transfer_out'
     order by at desc limit 1`,
    [ofLine(line)],
  )
  return row?.locationId ?? null
}

/** Gives a transfer up: what was sent is back where it left from, or in the given location of that store. */
export async function cancelTransfer(
  ctx: Context,
  id: string,
  { locationId, reason }: { locationId?: string | undefined; reason?: string | undefined },
): Promise<TransferRecord> {
  const transfer = await ctx.records(Transfer).lock(id)
  assertWorksIn(ctx, transfer.fromStoreId, 'sending')
  for (const line of transfer.status === 'sent' ? await linesOf(ctx, transfer) : []) {
    const place = locationId ?? (await leftFrom(ctx, line))
    if (!place) throw refusePlace('Say where the goods lie now.')
    await arrive(ctx, transfer, line, place, transfer.fromStoreId, { reason: reason ?? 'Transfer cancelled' })
  }
  return ctx.records(Transfer).update(id, { status: 'cancelled' })
}
