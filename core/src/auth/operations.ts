import Type from 'typebox'
import { ApiKey } from '../builtin/entities.ts'
import { grantTooWide } from '../builtin/guard-access.ts'
import { idSchema } from '../entity/kinds/id.ts'
import { operation } from '../operation/operation.ts'
import { newToken, tokenHash } from './tokens.ts'

/** Makes an API key; the only answer that ever carries its secret. It reaches the stores of who makes it, unless fewer are told. */
export const createApiKey = operation({
  name: 'api-keys.create',
  needs: 'api-keys.write',
  summary: 'Create an API key and show its secret once',
  input: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 120 }),
      roleId: idSchema,
      stores: Type.Optional(Type.Union([Type.Array(idSchema, { maxItems: 100 }), Type.Null()])),
      scopes: Type.Optional(
        Type.Union([
          Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { maxItems: 500 }),
          Type.Null(),
        ]),
      ),
      expiresAt: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ id: idSchema, name: Type.String(), key: Type.String() }),
  rest: 'POST /api-keys',
  graphql: 'mutation createApiKey',
  status: 201,
  stepUp: true,
  secret: true,
  errors: [grantTooWide],
  async run(ctx, input) {
    const key = `bzl_${newToken()}`
    const { stores } = ctx.actor
    const reach = input.stores ?? (stores === 'all' ? null : [...stores])
    const { id, name } = await ctx.records(ApiKey).create({ ...input, stores: reach })
    await ctx.db.query('update api_keys set secret_hash = $2 where id = $1', [
      id,
      tokenHash(key).toString('hex'),
    ])
    return { id, name, key }
  },
})

export const revokeApiKey = operation({
  name: 'api-keys.revoke',
  needs: 'api-keys.write',
  summary: 'Revoke an API key: it stops working within a second',
  input: Type.Object({ id: idSchema }, { additionalProperties: false }),
  output: ApiKey,
  rest: 'POST /api-keys/:id/revoke',
  graphql: 'mutation revokeApiKey',
  errors: [grantTooWide],
  admin: { collection: 'api-keys', on: 'record', danger: true },
  run: (ctx, { id }) => ctx.records(ApiKey).update(id, { revokedAt: ctx.now.toISOString() }),
})

export const currentUser = operation({
  name: 'users.me',
  needs: 'signed-in',
  summary: 'Who is signed in',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    id: Type.Union([Type.String(), Type.Null()]),
    name: Type.String(),
    type: Type.String(),
    permissions: Type.Array(Type.String()),
  }),
  rest: 'GET /auth/me',
  graphql: 'query me',
  run: ({ actor }) => ({
    id: actor.id,
    name: actor.name,
    type: actor.type,
    permissions: [...actor.permissions.granted],
  }),
})
