import { admissionSchema, limitGuesses, operation, Problem, Type } from '@bezel/core'
import { challengeOfTicket, takeChallenge } from '../challenges/challenges.ts'
import { countGuess } from '../challenges/find.ts'
import { challengeInvalid, secondFactorWrong } from '../errors.ts'
import { body, maybe, secretText } from '../inputs.ts'
import { takeCode } from '../second-factors/take.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { finishSignIn } from './finish.ts'

/** Second half of a sign-in: the ticket of the first, and a code. */
const answer = operation({
  name: 'account.second-factor',
  needs: 'public',
  summary: 'Complete a sign-in with a code of the authenticator app, or with a recovery code',
  input: body({ ticket: secretText(100), code: secretText(40), remember: maybe(Type.Boolean()) }),
  output: admissionSchema,
  rest: 'POST /account/second-factor',
  graphql: 'mutation answerSecondFactor',
  errors: [challengeInvalid, secondFactorWrong],
  async prepare(ctx, { ticket }) {
    const challenge = await challengeOfTicket(ctx, 'second-factor', ticket)
    await limitGuesses(ctx.db, `totp:${challenge.userId}`, { most: 10, seconds: 3600 })
    await countGuess(ctx, challenge.id)
    return challenge
  },
  async run(ctx, { code, remember = false }, { id, userId, data }) {
    const method = userId && (await takeCode(ctx, userId, code))
    if (!method) throw new Problem(secondFactorWrong)
    await takeChallenge(ctx, id)
    if (method === 'recovery-code') await noteEvent(ctx, 'recovery-code-used', userId)
    const methods = [...((data.methods as string[]) ?? []), method]
    return finishSignIn(ctx, { userId, methods, remember })
  },
})

const options = operation({
  name: 'account.options',
  needs: 'public',
  summary: 'What the pages of sign-in and registration offer here',
  input: body({}),
  output: Type.Object({
    registration: Type.Boolean(),
    passwordMinimum: Type.Integer(),
    passwordMaximum: Type.Integer(),
    passkeys: Type.Boolean(),
    providers: Type.Array(Type.Object({ id: Type.String(), label: Type.String() })),
  }),
  rest: 'GET /account/options',
  graphql: 'query accountOptions',
  run(ctx) {
    const { settings, publicUrl, providers } = ctx.use(accounts)
    const { protocol, hostname } = new URL(publicUrl)
    return {
      registration: settings.registration,
      passwordMinimum: settings.passwordMinimum,
      passwordMaximum: 128,
      passkeys: hostname === 'localhost' || (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname)),
      providers: providers.map(({ id, label }) => ({ id, label })),
    }
  },
})

export const signInOperations = [answer, options]
