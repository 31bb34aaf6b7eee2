import { type Operation, operation, Type } from '@bezel/core'
import { locationRule } from '../domain/piece-axes.ts'
import {
  PIECE_TRANSITION_NAMES,
  type PieceTransition,
  type TransitionNeed,
  type TransitionRule,
  transitionRule,
} from '../domain/piece-transitions.ts'
import { Piece } from '../entities/piece.ts'
import { Stone } from '../entities/stone.ts'
import { heldByDocument, ownershipForbids, placeImpossible, statusForbids } from '../errors.ts'
import { goodsMoved } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { assertNotHeld } from '../ledger/held.ts'
import type { GoodsKind } from '../ledger/tables.ts'
import { type Grounds, transitionLocked } from '../ledger/transition.ts'
import { body, counterparty, id, location, maybe, reason } from './inputs.ts'

export const goodsEntities = { piece: Piece, stone: Stone } as const

/** `start_layaway` → `start-layaway` in addresses, `startLayawayPiece` in GraphQL. */
export function addressOf(transition: string): string {
  return transition.replaceAll('_', '-')
}

function graphqlName(transition: string, kind: GoodsKind): string {
  const camel = transition.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return `${camel}${kind === 'piece' ? 'Piece' : 'Stone'}`
}

function inputOf({ needs, to }: TransitionRule) {
  const asked = (need: TransitionNeed) => needs.includes(need)
  const placed = asked('location') || to === 'resume' || locationRule(to) !== 'none'
  return body({
    id,
    reason: asked('reason') ? reason : maybe(reason),
    counterparty: asked('counterparty') ? counterparty : maybe(counterparty),
    ...(placed && { locationId: asked('location') ? location : maybe(location) }),
    document: maybe(Type.String({ minLength: 1, maxLength: 120 })),
  })
}

function transitionOperation(kind: GoodsKind, transition: PieceTransition): Operation {
  const entity = goodsEntities[kind]
  const rule = transitionRule(transition) as TransitionRule
  const address = addressOf(transition)
  return operation({
    name: `${entity.collection}.${address}`,
    needs: 'inventory.move',
    summary: rule.label,
    input: inputOf(rule),
    output: entity as typeof Piece,
    rest: `POST /${entity.collection}/:id/${address}`,
    graphql: `mutation ${graphqlName(transition, kind)}`,
    errors: [statusForbids, ownershipForbids, heldByDocument, placeImpossible],
    emits: [goodsMoved],
    async run(ctx, { id, ...grounds }) {
      const goods = await goodsOf(ctx, kind).lock(id)
      await assertNotHeld(ctx, kind, goods, transition)
      return transitionLocked(ctx, kind, goods, transition, grounds as Grounds) as never
    },
  })
}

/** Taking apart gives back parts, so it has an operation of its own; a single stone has none. */
const single = PIECE_TRANSITION_NAMES.filter((name) => name !== 'take_apart')

/** One operation for each row of the table of transitions, for pieces and stones. */
export const transitionOperations: Operation[] = (['piece', 'stone'] as const).flatMap((kind) =>
  single.map((transition) => transitionOperation(kind, transition)),
)
