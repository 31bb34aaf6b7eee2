import { type Context, limitGuesses, operation, type PrepareContext, Problem, Type } from '@bezel/core'
import { secondFactorNeeded, secondFactorWrong, totpActive, totpMissing } from '../errors.ts'
import { body, done, nullable, secretText } from '../inputs.ts'
import { ownId } from '../own.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { assertEnoughLeft, factorsOf, liftLimit } from './state.ts'
import { beginTotp, confirmTotp, removeTotp, takeTotp } from './totp.ts'

const empty = body({})
const codes = Type.Array(Type.String())

/** Recovery codes for who has none yet; null for who has some. */
export async function firstRecoveryCodes(ctx: Context, userId: string): Promise<string[] | null> {
  const { recoveryCodesLeft } = await factorsOf(ctx, userId)
  return recoveryCodesLeft > 0 ? null : makeRecoveryCodes(ctx, userId)
}

const begin = operation({
  name: 'account.begin-totp',
  needs: 'own-account',
  stepUp: true,
  secret: true,
  summary: 'Begin to set up an authenticator app: its seed, as text and as address for a QR code',
  input: empty,
  output: Type.Object({ secret: Type.String(), uri: Type.String() }),
  rest: 'POST /account/totp',
  graphql: 'mutation beginTotp',
  errors: [totpActive],
  async run(ctx) {
    const [user] = await ctx.db.query<{ email: string }>('select email::text from users where id = $1', [
      ownId(ctx),
    ])
    return beginTotp(ctx, ownId(ctx), user?.email ?? '', new URL(ctx.use(accounts).publicUrl).host)
  },
})

async function limitOwnCodes(ctx: PrepareContext): Promise<undefined> {
  await limitGuesses(ctx.db, `totp:${ownId(ctx)}`, { most: 10, seconds: 3600 })
}

const confirm = operation({
  name: 'account.confirm-totp',
  needs: 'own-account',
  secret: true,
  summary: 'Enter the first code of the authenticator app; answers with recovery codes, shown once',
  input: body({ code: secretText(20) }),
  output: Type.Object({ recoveryCodes: nullable(codes) }),
  rest: 'POST /account/totp/confirm',
  graphql: 'mutation confirmTotp',
  errors: [totpMissing, secondFactorWrong],
  prepare: limitOwnCodes,
  async run(ctx, { code }) {
    const userId = ownId(ctx)
    if (!(await takeTotp(ctx, userId, code, false))) throw new Problem(secondFactorWrong)
    await confirmTotp(ctx, userId)
    await liftLimit(ctx, userId)
    await noteEvent(ctx, 'second-factor-added', userId)
    return { recoveryCodes: await firstRecoveryCodes(ctx, userId) }
  },
})

const remove = operation({
  name: 'account.remove-totp',
  needs: 'own-account',
  stepUp: true,
  summary: 'Remove the authenticator app',
  input: empty,
  output: done,
  rest: 'DELETE /account/totp',
  graphql: 'mutation removeTotp',
  errors: [totpMissing, secondFactorNeeded],
  async run(ctx) {
    const userId = ownId(ctx)
    if (!(await removeTotp(ctx, userId))) throw new Problem(totpMissing)
    await assertEnoughLeft(ctx, userId)
    await noteEvent(ctx, 'second-factor-removed', userId)
    return { done: true }
  },
})

const recoveryCodes = operation({
  name: 'account.make-recovery-codes',
  needs: 'own-account',
  stepUp: true,
  secret: true,
  summary: 'Make new recovery codes, shown once; earlier ones stop working',
  input: empty,
  output: Type.Object({ recoveryCodes: codes }),
  rest: 'POST /account/recovery-codes',
  graphql: 'mutation makeRecoveryCodes',
  async run(ctx) {
    await noteEvent(ctx, 'recovery-codes-made', ownId(ctx))
    return { recoveryCodes: await makeRecoveryCodes(ctx, ownId(ctx)) }
  },
})

export const secondFactorOperations = [begin, confirm, remove, recoveryCodes]
