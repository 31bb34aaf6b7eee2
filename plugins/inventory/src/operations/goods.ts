import { type Context, type Operation, operation, Type } from '@bezel/core'
import { OWNERSHIPS, PIECE_STATUSES } from '../domain/piece-axes.ts'
import { allowedOwnerships } from '../domain/piece-ownership.ts'
import { allowedTransitions } from '../domain/piece-state.ts'
import { transitionRule } from '../domain/piece-transitions.ts'
import type { Piece } from '../entities/piece.ts'
import { heldByDocument, ownershipChangeForbidden, placeImpossible } from '../errors.ts'
import { goodsMoved } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { assertNotHeld } from '../ledger/held.ts'
import type { Goods, GoodsKind } from '../ledger/tables.ts'
import { changeOwnershipLocked, correctLocked, moveLocked } from '../ledger/transition.ts'
import { body, counterparty, id, ids, location, maybe, reason } from './inputs.ts'
import { addressOf, goodsEntities } from './transitions.ts'

const allowed = Type.Object({
  status: Type.String(),
  ownership: Type.String(),
  transitions: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      needs: Type.Array(Type.String()),
      path: Type.String({ description: 'Below /api/v1, to be posted to' }),
    }),
  ),
  ownerships: Type.Array(Type.String()),
})

function possible(ctx: Context, collection: string, goods: Goods) {
  const { permissions } = ctx.actor
  const names = permissions.allows('inventory.move') ? allowedTransitions(goods) : []
  const transitions = names.map((name) => {
    const { label = name, needs = [] } = transitionRule(name) ?? {}
    return { name, label, needs: [...needs], path: `/${collection}/${goods.id}/${addressOf(name)}` }
  })
  const ownerships = permissions.allows('inventory.correct') ? [...allowedOwnerships(goods)] : []
  return { status: goods.status, ownership: goods.ownership, transitions, ownerships }
}

function goodsOperations(kind: GoodsKind): Operation[] {
  const entity = goodsEntities[kind] as typeof Piece
  const { collection, name } = entity
  const at = `/${collection}/:id`
  return [
    operation({
      name: `${collection}.allowed-transitions`,
      needs: `${collection}.read`,
      summary: 'What can happen to it now, for buttons',
      input: body({ id }),
      output: allowed,
      rest: `GET ${at}/allowed-transitions`,
      graphql: `query allowed${name}Transitions`,
      run: async (ctx, { id }) => {
        const found = possible(ctx, collection, await goodsOf(ctx, kind).get(id))
        if (kind === 'piece') return found
        return { ...found, transitions: found.transitions.filter(({ name }) => name !== 'take_apart') }
      },
    }),
    operation({
      name: `${collection}.move`,
      needs: 'inventory.move',
      summary: 'Put it in another location of its store',
      input: body({ id, locationId: location, reason: maybe(reason) }),
      output: entity,
      rest: `POST ${at}/move`,
      graphql: `mutation move${name}`,
      errors: [placeImpossible],
      emits: [goodsMoved],
      run: async (ctx, { id, ...grounds }) =>
        moveLocked(ctx, kind, await goodsOf(ctx, kind).lock(id), grounds) as never,
    }),
    operation({
      name: `${collection}.move-many`,
      needs: 'inventory.move',
      summary: 'Put several in another location of their store',
      input: body({ ids, locationId: location, reason: maybe(reason) }),
      output: Type.Object({ moved: Type.Integer() }),
      rest: `POST /${collection}/move`,
      graphql: `mutation moveMany${name}s`,
      admin: { collection, on: 'selection' },
      errors: [placeImpossible],
      emits: [goodsMoved],
      async run(ctx, { ids, ...grounds }) {
        // In the order of ids, so that two people moving the same tray do not wait for each other.
        const sorted = [...new Set(ids)].sort()
        for (const id of sorted) await moveLocked(ctx, kind, await goodsOf(ctx, kind).lock(id), grounds)
        return { moved: sorted.length }
      },
    }),
    operation({
      name: `${collection}.change-ownership`,
      needs: 'inventory.correct',
      summary: 'Pass it to another owner: bought from memo, taken in trade',
      input: body({
        id,
        ownership: Type.Enum(OWNERSHIPS as unknown as string[]),
        reason: maybe(reason),
        counterparty: maybe(counterparty),
      }),
      output: entity,
      rest: `POST ${at}/change-ownership`,
      graphql: `mutation change${name}Ownership`,
      errors: [ownershipChangeForbidden, heldByDocument],
      emits: [goodsMoved],
      run: async (ctx, { id, ownership, ...grounds }) => {
        const goods = await goodsOf(ctx, kind).lock(id)
        await assertNotHeld(ctx, kind, goods, 'change_ownership')
        return changeOwnershipLocked(ctx, kind, goods, ownership as Goods['ownership'], grounds) as never
      },
    }),
    operation({
      name: `${collection}.correct`,
      needs: 'inventory.correct',
      summary: 'Put right what the books have wrong, saying why',
      input: body({
        id,
        reason,
        status: maybe(Type.Enum(PIECE_STATUSES as unknown as string[])),
        ownership: maybe(Type.Enum(OWNERSHIPS as unknown as string[])),
        storeId: maybe(id),
        locationId: maybe(location),
      }),
      output: entity,
      rest: `POST ${at}/correct`,
      graphql: `mutation correct${name}`,
      errors: [placeImpossible, heldByDocument],
      emits: [goodsMoved],
      run: async (ctx, { id, reason, ...corrected }) => {
        const goods = await goodsOf(ctx, kind).lock(id)
        if (corrected.status !== undefined && corrected.status !== goods.status)
          await assertNotHeld(ctx, kind, goods, 'correct')
        return correctLocked(ctx, kind, goods, corrected as Partial<Goods>, { reason }) as never
      },
    }),
  ]
}

/** What can be done with any piece or stone besides the transitions of its status. */
export const anyGoodsOperations: Operation[] = (['piece', 'stone'] as const).flatMap(goodsOperations)
