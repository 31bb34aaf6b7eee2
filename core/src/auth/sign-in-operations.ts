import Type from 'typebox'
import { idSchema } from '../entity/kinds/id.ts'
import { tooManyRequests, wrongCredentials } from '../errors/catalog.ts'
import { operation } from '../operation/operation.ts'
import { confirmSession } from './sessions.ts'
import { signIn } from './sign-in.ts'

const passwordSchema = Type.String({ minLength: 1, maxLength: 1000 })
const strict = { additionalProperties: false }
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What a sign-in answers, by whatever means. */
export const admissionSchema = Type.Object({
  user: nullable(
    Type.Object({ id: idSchema, name: Type.String(), email: Type.String({ description: 'E-mail address' }) }),
  ),
  secondFactor: nullable(Type.Object({ ticket: Type.String(), methods: Type.Array(Type.String()) })),
})

export const login = operation({
  name: 'auth.login',
  needs: 'public',
  summary: 'Sign in: answers with a session cookie, or asks for a second factor',
  input: Type.Object(
    { email: Type.String({ minLength: 1, maxLength: 320 }), password: passwordSchema },
    strict,
  ),
  output: admissionSchema,
  rest: 'POST /auth/login',
  graphql: 'mutation signIn',
  errors: [wrongCredentials, tooManyRequests],
  prepare: (ctx, credentials) => ctx.use(signIn).policy().check(ctx, credentials),
  run: (ctx, _, user) => ctx.use(signIn).policy().admit(ctx, user),
})

export const stepUp = operation({
  name: 'auth.step-up',
  needs: 'own-account',
  summary: 'Confirm that it is still you, for a dangerous operation',
  input: Type.Object(
    { password: passwordSchema, code: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })) },
    strict,
  ),
  output: Type.Object({ confirmed: Type.Boolean() }),
  rest: 'POST /auth/step-up',
  graphql: 'mutation stepUp',
  errors: [wrongCredentials, tooManyRequests],
  prepare: (ctx, proof) => ctx.use(signIn).policy().confirm(ctx, proof),
  async run(ctx) {
    await confirmSession(ctx)
    return { confirmed: true }
  },
})
