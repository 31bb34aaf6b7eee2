import { type Operation, operation, Type } from '@bezel/core'
import { PIECE_STATUSES } from '../domain/piece-axes.ts'
import { type StockKind, stockAt, stockValueAt } from '../stock/stock-at.ts'
import { body, id, maybe, money, nullable } from './inputs.ts'

const kind = Type.Enum(['piece', 'stone', 'parcel'])
const question = {
  at: Type.String({ format: 'date-time', description: 'The instant: 2026-03-31T23:59:59Z' }),
  store: maybe(id),
  kind: maybe(kind),
  left: maybe(Type.Boolean({ description: 'Also what had left by then' })),
}
const maybeMoney = Type.Union([money, Type.Null()])

const at = operation({
  name: 'inventory.stock-at',
  needs: 'movements.read',
  summary: 'What was in stock at any past instant, replayed from the ledger',
  input: body({
    ...question,
    limit: maybe(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })),
    cursor: maybe(Type.String({ pattern: '^(piece|stone|parcel):[0-9a-f-]{36}$' })),
  }),
  output: Type.Object({
    data: Type.Array(
      Type.Object({
        kind,
        id,
        number: nullable.text,
        name: nullable.text,
        status: Type.String(),
        ownership: Type.String(),
        storeId: nullable.id,
        locationId: nullable.id,
        since: Type.String({ format: 'date-time' }),
        onBooks: Type.Boolean(),
        count: Type.Union([Type.Integer({ description: 'Stones in a parcel' }), Type.Null()]),
        carat: Type.Union([Type.Number({ description: 'Weight of a parcel' }), Type.Null()]),
        cost: maybe(maybeMoney),
      }),
    ),
    page: Type.Object({ nextCursor: nullable.text }),
  }),
  rest: 'GET /stock-at',
  graphql: 'query stockAt',
  run: (ctx, { limit = 200, ...asked }) =>
    stockAt(ctx, { ...asked, kind: asked.kind as StockKind | undefined, limit }, PIECE_STATUSES),
})

const valueAt = operation({
  name: 'inventory.stock-value-at',
  needs: 'inventory.cost',
  summary: 'How much stock there was at any past instant, and what it stood in the books with',
  input: body(question),
  output: Type.Object({
    onBooks: Type.Array(money),
    groups: Type.Array(
      Type.Object({
        kind,
        status: Type.String(),
        ownership: Type.String(),
        goods: Type.Integer(),
        onBooks: Type.Boolean(),
        cost: maybeMoney,
      }),
    ),
  }),
  rest: 'GET /stock-value-at',
  graphql: 'query stockValueAt',
  run: (ctx, asked) =>
    stockValueAt(ctx, { ...asked, kind: asked.kind as StockKind | undefined }, PIECE_STATUSES),
})

export const stockOperations: Operation[] = [at, valueAt]
