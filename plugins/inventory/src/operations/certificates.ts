import { type Operation, operation, Type } from '@bezel/core'
import { Certificate } from '../entities/certificate.ts'
import { Stone } from '../entities/stone.ts'
import { body, id, maybe } from './inputs.ts'

const attach = operation({
  name: 'certificates.attach',
  needs: 'certificates.write',
  summary: 'Say which stone a certificate is about',
  input: body({
    id,
    stoneId: id,
    main: maybe(
      Type.Boolean({ description: "Show it as the stone's own laboratory and number; yes unless told" }),
    ),
  }),
  output: Certificate,
  rest: 'POST /certificates/:id/attach',
  graphql: 'mutation attachCertificate',
  async run(ctx, { id, stoneId, main = true }) {
    const { lab, number } = await ctx.records(Certificate).lock(id)
    await ctx.records(Stone).lock(stoneId)
    if (main) await ctx.records(Stone).update(stoneId, { lab, certificateNumber: number })
    return ctx.records(Certificate).update(id, { stoneId })
  },
})

export const certificateOperations: Operation[] = [attach]
