import { type Operation, operation, Type } from '@bezel/core'
import { closeCount } from '../count/close.ts'
import { countParcel, scan } from '../count/scan.ts'
import { printVariance, varianceOf } from '../count/variance.ts'
import { Parcel } from '../entities/parcel.ts'
import { StockCount } from '../entities/stock-count.ts'
import { codeUnknown, countClosed, parcelRemainder, placeImpossible } from '../errors.ts'
import { countFinished, goodsMoved, parcelChanged } from '../events.ts'
import { body, carat, count, id, location, maybe, money, nullable } from './inputs.ts'

const code = Type.String({ minLength: 1, maxLength: 120 })
const kind = Type.Enum(['piece', 'stone'])

const line = {
  kind,
  id,
  number: Type.String(),
  name: nullable.text,
  status: Type.String(),
  locationId: nullable.id,
}
const hit = Type.Object({ ...line, foundAt: nullable.id })

const variance = Type.Object({
  totals: Type.Object({
    expected: Type.Integer(),
    found: Type.Integer(),
    missing: Type.Integer(),
    elsewhere: Type.Integer(),
    shouldBeGone: Type.Integer(),
    unknown: Type.Integer(),
    moved: Type.Integer({ description: 'Sold, moved or received while the count went on' }),
    scans: Type.Integer(),
    repeated: Type.Integer(),
    missingCost: maybe(Type.Array(money)),
  }),
  missing: Type.Array(Type.Object(line)),
  elsewhere: Type.Array(hit),
  shouldBeGone: Type.Array(hit),
  moved: Type.Array(Type.Object(line)),
  unknown: Type.Array(Type.Object({ code: Type.String(), scans: Type.Integer() })),
  ambiguous: Type.Array(Type.Object({ code: Type.String(), goods: Type.Array(Type.Object(line)) })),
  parcels: Type.Array(
    Type.Object({
      parcelId: id,
      number: Type.String(),
      expectedCount: Type.Integer(),
      countedCount: Type.Integer(),
      count: Type.Integer({ description: 'More than the books say, or less where negative' }),
      carat: Type.Number(),
    }),
  ),
  parcelsNotCounted: Type.Array(
    Type.Object({ parcelId: id, number: Type.String(), expectedCount: Type.Integer(), carat: Type.Number() }),
  ),
})

const isOpen = { record: StockCount, in: ['open'], otherwise: countClosed }

const scanCodes = operation({
  name: 'stock-counts.scan',
  needs: 'stock-counts.write',
  summary: 'Take scanned codes into the count, one or many; reading one again changes nothing',
  input: body({ id, codes: Type.Array(code, { minItems: 1, maxItems: 5000 }), locationId: maybe(location) }),
  output: Type.Object({
    results: Type.Array(
      Type.Object({
        code: Type.String(),
        outcome: Type.Enum(['found', 'elsewhere', 'should_be_gone', 'parcel', 'ambiguous', 'unknown']),
        repeated: Type.Boolean(),
        kind: Type.Union([Type.Enum(['piece', 'stone', 'parcel']), Type.Null()]),
        id: nullable.id,
        number: nullable.text,
        name: nullable.text,
      }),
    ),
  }),
  rest: 'POST /stock-counts/:id/scan',
  graphql: 'mutation scanStock',
  errors: [countClosed],
  run: async (ctx, { id, codes, locationId }) => ({ results: await scan(ctx, id, codes, locationId) }),
})

const countOneParcel = operation({
  name: 'stock-counts.count-parcel',
  needs: 'stock-counts.write',
  summary: 'Say how many stones of what weight a parcel really holds',
  input: body({ id, parcelId: maybe(id), code: maybe(code), count, carat }),
  output: Parcel,
  rest: 'POST /stock-counts/:id/parcels',
  graphql: 'mutation countParcel',
  errors: [countClosed, codeUnknown, placeImpossible],
  run: (ctx, { id, ...counted }) => countParcel(ctx, id, counted),
})

const liveVariance = operation({
  name: 'stock-counts.variance',
  needs: 'stock-counts.read',
  summary: 'What was found, is missing, lies elsewhere or should be gone, as of now',
  input: body({ id }),
  output: variance,
  rest: 'GET /stock-counts/:id/variance',
  graphql: 'query stockCountVariance',
  run: async (ctx, { id }) => {
    const count = await ctx.records(StockCount).get(id)
    const withCost = ctx.actor.permissions.allows('inventory.cost')
    return printVariance(await varianceOf(ctx, count), withCost) as never
  },
})

const close = operation({
  name: 'stock-counts.close',
  needs: 'inventory.correct',
  summary: 'Close the count; the books change only as ticked',
  input: body({
    id,
    bookMissing: maybe(Type.Boolean({ description: 'Book what is missing as lost' })),
    moveFound: maybe(
      Type.Boolean({ description: 'Move what lies elsewhere in the store to where it was found' }),
    ),
    correctParcels: maybe(Type.Boolean({ description: 'Correct parcels to what was counted' })),
  }),
  output: StockCount,
  rest: 'POST /stock-counts/:id/close',
  graphql: 'mutation closeStockCount',
  admin: { collection: 'stock-counts', on: 'record' },
  when: isOpen,
  errors: [parcelRemainder],
  emits: [countFinished, goodsMoved, parcelChanged],
  run: (ctx, { id, ...closing }) => closeCount(ctx, id, closing),
})

const cancel = operation({
  name: 'stock-counts.cancel',
  needs: 'stock-counts.write',
  summary: 'Give the count up; the books stay as they are',
  input: body({ id }),
  output: StockCount,
  rest: 'POST /stock-counts/:id/cancel',
  graphql: 'mutation cancelStockCount',
  admin: { collection: 'stock-counts', on: 'record', danger: true },
  when: isOpen,
  run(ctx, { id }) {
    return ctx.records(StockCount).update(id, { status: 'cancelled', closedAt: ctx.now.toISOString() })
  },
})

export const countOperations: Operation[] = [scanCodes, countOneParcel, liveVariance, close, cancel]
