import { type Operation, operation, Problem, Type } from '@bezel/core'
import { findCoded, matchCodes } from '../codes/find.ts'
import { codeUnknown } from '../errors.ts'
import { body, id, nullable } from './inputs.ts'

const match = Type.Object({
  kind: Type.Enum(['piece', 'stone', 'parcel']),
  collection: Type.String(),
  id,
  number: Type.String(),
  name: nullable.text,
  status: nullable.text,
  storeId: nullable.id,
  locationId: nullable.id,
})

const lookup = operation({
  name: 'inventory.lookup',
  needs: 'signed-in',
  summary: 'What a scanned code means: a piece, stone or parcel by number, barcode, EPC or certificate',
  input: body({ code: Type.String({ minLength: 1, maxLength: 200 }) }),
  output: Type.Object({ matches: Type.Array(match) }),
  rest: 'GET /lookup',
  graphql: 'query lookup',
  errors: [codeUnknown],
  async run(ctx, { code }) {
    const readable = (kind: string) => ctx.actor.permissions.allows(`${kind}s.read`)
    const goods = await findCoded(ctx, [code], ctx.actor.stores)
    const visible = goods.filter(({ kind }) => readable(kind))
    const found = matchCodes([code], visible).get(code) ?? []
    if (found.length === 0) throw new Problem(codeUnknown)
    return {
      matches: found.map(({ kind, id, number, name, status, storeId, locationId }) => ({
        kind,
        collection: `${kind}s`,
        id,
        number,
        name,
        status,
        storeId,
        locationId,
      })),
    }
  },
})

export const lookupOperations: Operation[] = [lookup]
