import { type Operation, operation, Problem, Type } from '@bezel/core'
import { RING_SIZE_SYSTEMS } from '@bezel/core/units'
import { CodeError } from '../domain/code-error.ts'
import { encodeSgtin } from '../domain/epc-binary.ts'
import { Piece } from '../entities/piece.ts'
import { codeInvalid, tagUnprintable } from '../errors.ts'
import type { TagOrder } from '../tags/print.ts'
import { body, id, ids, maybe } from './inputs.ts'

const tags = operation({
  name: 'pieces.tags',
  needs: 'pieces.read',
  summary: 'Print tags',
  input: body({
    ids,
    stock: Type.Enum(['dumbbell', 'ratTail', 'ratTailSheet'], { default: 'ratTail' }),
    format: Type.Enum(['pdf', 'zpl'], { default: 'pdf' }),
    barcode: maybe(Type.Enum(['code128', 'qr'], { default: 'qr' })),
    price: maybe(Type.Boolean({ description: 'Print the price; yes unless told' })),
    ringSizes: maybe(Type.Enum([...RING_SIZE_SYSTEMS], { description: "Of the piece's store unless told" })),
    dpi: maybe(Type.Enum([203, 300, 600])),
    startAt: maybe(
      Type.Integer({ minimum: 0, maximum: 999, description: 'Places already used on the first sheet' }),
    ),
  }),
  output: { file: ['application/pdf', 'application/zpl'] },
  rest: 'POST /pieces/tags',
  errors: [tagUnprintable],
  async run(ctx, { barcode = 'qr', price = true, ...order }) {
    // PDF and barcode libraries are loaded by the first who prints, not by every start.
    const { printTags } = await import('../tags/print.ts')
    return printTags(ctx, { ...order, barcode, price } as TagOrder)
  },
})

const encodeEpc = operation({
  name: 'pieces.encode-epc',
  needs: 'pieces.write',
  summary: 'Give a piece the EPC of its GTIN and a serial (SGTIN-96)',
  input: body({
    id,
    companyPrefix: Type.String({ pattern: '^[0-9]{6,12}$', description: 'The GS1 company prefix' }),
    itemReference: Type.String({
      pattern: '^[0-9]{1,7}$',
      description: 'With the indicator digit in front; 13 digits together with the prefix',
    }),
    serial: Type.String({ pattern: '^(0|[1-9][0-9]{0,11})$', description: 'At most 274877906943' }),
  }),
  output: Piece,
  rest: 'POST /pieces/:id/encode-epc',
  graphql: 'mutation encodePieceEpc',
  errors: [codeInvalid],
  run(ctx, { id, ...sgtin }) {
    try {
      // Filter 1 is an item at the point of sale.
      const epc = encodeSgtin({ ...sgtin, scheme: 'sgtin-96', filter: 1 })
      return ctx.records(Piece).update(id, { epc })
    } catch (error) {
      if (error instanceof CodeError) throw new Problem(codeInvalid, { detail: error.message })
      throw error
    }
  },
})

export const tagOperations: Operation[] = [tags, encodeEpc]
