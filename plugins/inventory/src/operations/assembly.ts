import { type Operation, operation, Type } from '@bezel/core'
import { type Assembled, assemble } from '../assembly/assemble.ts'
import type { WantedParts } from '../assembly/parts.ts'
import { putTogether, takeApart } from '../assembly/take-apart.ts'
import { Piece } from '../entities/piece.ts'
import {
  currencyMixed,
  notAssembled,
  ownershipForbids,
  parcelRemainder,
  parcelShort,
  placeImpossible,
  statusForbids,
} from '../errors.ts'
import { goodsMoved, parcelChanged, pieceAssembled, pieceTakenApart } from '../events.ts'
import { body, carat, cost, id, location, maybe, money, reason } from './inputs.ts'

const position = maybe(Type.String({ minLength: 1, maxLength: 60, description: 'Centre, side, halo, …' }))
const shared = {
  needs: 'inventory.move',
  output: Piece,
  errors: [
    statusForbids,
    ownershipForbids,
    placeImpossible,
    parcelShort,
    parcelRemainder,
    currencyMixed,
    notAssembled,
  ],
}

const assemblePiece = operation({
  ...shared,
  name: 'pieces.assemble',
  summary: 'Make a piece of mountings, stones and stones of parcels',
  input: body({
    itemNumber: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    styleId: maybe(id),
    locationId: maybe(location),
    labourCost: maybe(cost),
    otherCost: maybe(cost),
    price: maybe(money),
    ringSize: maybe(Type.Number({ minimum: 30, maximum: 90, decimals: 2 })),
    ownership: maybe(
      Type.Enum(['owned', 'customer_property'], {
        description: "Whose it is, where some parts are a customer's and some ours",
      }),
    ),
    mountingIds: Type.Array(id, { maxItems: 20, default: [] }),
    stones: maybe(Type.Array(body({ stoneId: id, position }), { maxItems: 100 })),
    parcels: maybe(
      Type.Array(body({ parcelId: id, count: Type.Integer({ minimum: 1 }), carat, position }), {
        maxItems: 50,
      }),
    ),
  }),
  rest: 'POST /pieces/assemble',
  graphql: 'mutation assemblePiece',
  status: 201,
  emits: [goodsMoved, parcelChanged, pieceAssembled],
  run: (ctx, { mountingIds, stones = [], parcels = [], ...said }) =>
    assemble(ctx, said as Assembled, { mountingIds, stones, parcels } as WantedParts),
})

const takePieceApart = operation({
  ...shared,
  name: 'pieces.take-apart',
  summary: 'Take an assembled piece apart: its parts are in stock again',
  input: body({ id, locationId: location, reason: maybe(reason) }),
  rest: 'POST /pieces/:id/take-apart',
  graphql: 'mutation takePieceApart',
  emits: [goodsMoved, parcelChanged, pieceTakenApart],
  run: (ctx, { id, ...grounds }) => takeApart(ctx, id, grounds),
})

const putPieceTogether = operation({
  ...shared,
  name: 'pieces.put-together',
  summary: 'Put a piece together again of the parts it was taken apart into',
  input: body({ id, locationId: location }),
  rest: 'POST /pieces/:id/put-together',
  graphql: 'mutation putPieceTogether',
  emits: [goodsMoved, parcelChanged, pieceAssembled],
  run: (ctx, { id, locationId }) => putTogether(ctx, id, locationId),
})

export const assemblyOperations: Operation[] = [assemblePiece, takePieceApart, putPieceTogether]
