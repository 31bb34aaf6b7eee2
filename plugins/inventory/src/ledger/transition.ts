import { type Context, Problem } from '@bezel/core'
import { locationRule, type Ownership } from '../domain/piece-axes.ts'
import { nextOwnership } from '../domain/piece-ownership.ts'
import { nextStatus, type TransitionRefusalCode, type TransitionRefused } from '../domain/piece-state.ts'
import {
  ownershipChangeForbidden,
  ownershipForbids,
  statusForbids,
  transitionIncomplete,
  transitionUnknown,
} from '../errors.ts'
import { goodsMoved } from '../events.ts'
import { goodsOf } from './goods.ts'
import { type NewMovement, recordMovements } from './movement.ts'
import { placeAfter, refusePlace } from './places.ts'
import { type Goods, type GoodsKind, goodsId } from './tables.ts'

/** What is said along with a movement. */
export interface Grounds {
  reason?: string | undefined
  counterparty?: string | undefined
  locationId?: string | undefined
  /** Memo, transfer, count or sale it belongs to. */
  document?: string | undefined
  /** When it happened; now unless told. */
  at?: string | undefined
}

const refusals: Record<TransitionRefusalCode, ConstructorParameters<typeof Problem>[0]> = {
  INVENTORY_TRANSITION_UNKNOWN: transitionUnknown,
  INVENTORY_STATUS_FORBIDS: statusForbids,
  INVENTORY_OWNERSHIP_FORBIDS: ownershipForbids,
  INVENTORY_TRANSITION_INCOMPLETE: transitionIncomplete,
}

function refusal({ code, message, missing }: TransitionRefused): Problem {
  const pointer = (need: string) => (need === 'location' ? '/locationId' : `/${need}`)
  const errors = missing.map((need) => ({ pointer: pointer(need), message: 'is required' }))
  return new Problem(refusals[code], { detail: message, errors })
}

/**
 * Writes one row of the ledger and then the goods themselves, which are locked. The row comes first, for an update
 * without one is taken for a change by hand.
 */
async function store(
  ctx: Context,
  kind: GoodsKind,
  before: Goods,
  changes: Partial<Goods>,
  movement: Pick<NewMovement, 'type'> & Grounds,
  stores?: 'all',
): Promise<Goods> {
  const after = { ...before, ...changes }
  const { locationId: _, ...said } = movement
  await recordMovements(ctx, [
    {
      ...said,
      ...goodsId(kind, before.id),
      fromStatus: before.status,
      toStatus: after.status,
      fromResumes: before.resumes,
      toResumes: after.resumes,
      fromOwnership: before.ownership,
      toOwnership: after.ownership,
      fromLocationId: before.locationId,
      toLocationId: after.locationId,
      storeId: after.storeId,
    },
  ])
  const since = before.status === after.status ? {} : { statusSince: movement.at ?? ctx.now.toISOString() }
  ctx.emit(goodsMoved, { ...goodsId(kind, before.id), movement: movement.type })
  return goodsOf(ctx, kind, stores).update(before.id, { ...changes, ...since })
}

/**
 * Takes locked goods through a transition of the table. Exactly one caller gets them: whoever comes second finds the
 * status changed.
 * @param storeId where a transfer brings them, also from a store that the actor does not work in
 * @throws Problem of the refusal, which names what is allowed
 */
export async function transitionLocked(
  ctx: Context,
  kind: GoodsKind,
  goods: Goods,
  transition: string,
  grounds: Grounds,
  storeId?: string,
): Promise<Goods> {
  const { reason = null, counterparty = null, locationId = null } = grounds
  const next = nextStatus(goods, transition, { reason, counterparty, location: locationId })
  if (!next.ok) throw refusal(next)
  const place = await placeAfter(ctx, goods, next.to, grounds.locationId, storeId ?? goods.storeId)
  const changes = { status: next.to, resumes: next.resumes, ...place }
  return store(
    ctx,
    kind,
    goods,
    changes,
    { ...grounds, type: transition },
    storeId === undefined ? undefined : 'all',
  )
}

/** Puts locked goods in another location of their store. */
export async function moveLocked(
  ctx: Context,
  kind: GoodsKind,
  goods: Goods,
  grounds: Grounds & { locationId: string },
): Promise<Goods> {
  if (locationRule(goods.status) === 'none')
    throw refusePlace(`Goods that are ${goods.status.replaceAll('_', ' ')} have no location.`)
  const place = await placeAfter(ctx, goods, goods.status, grounds.locationId)
  if (place.locationId === goods.locationId) return goods
  return store(ctx, kind, goods, place, { ...grounds, type: 'move' })
}

/** @throws Problem INVENTORY_OWNERSHIP_CHANGE_FORBIDDEN, naming the owners that goods can pass to now */
export function assertOwnership(goods: Goods, to: Ownership): void {
  const change = nextOwnership(goods, to)
  if (!change.ok) throw new Problem(ownershipChangeForbidden, { detail: change.message })
}

/** Passes locked goods to another owner: memo goods bought, a customer's ring taken in trade. */
export async function changeOwnershipLocked(
  ctx: Context,
  kind: GoodsKind,
  goods: Goods,
  ownership: Ownership,
  grounds: Grounds,
): Promise<Goods> {
  assertOwnership(goods, ownership)
  return store(ctx, kind, goods, { ownership }, { ...grounds, type: 'change_ownership' })
}

/** Puts right what the books have wrong, whatever it is; the reason stays in the ledger. */
export async function correctLocked(
  ctx: Context,
  kind: GoodsKind,
  goods: Goods,
  corrected: Partial<Pick<Goods, 'status' | 'ownership' | 'locationId' | 'storeId'>>,
  grounds: Grounds & { reason: string },
): Promise<Goods> {
  const status = corrected.status ?? goods.status
  const storeId = corrected.storeId ?? goods.storeId
  const place = await placeAfter(ctx, goods, status, corrected.locationId ?? undefined, storeId)
  const resumes = status === goods.status ? goods.resumes : null
  const changes = { ownership: corrected.ownership ?? goods.ownership, status, resumes, ...place }
  return store(ctx, kind, goods, changes, { ...grounds, type: 'correct' })
}
