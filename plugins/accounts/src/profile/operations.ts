import { createReadStream } from 'node:fs'
import { type Context, files, operation, Problem, Type, User } from '@bezel/core'
import { notificationsSchema } from '../entities.ts'
import { pictureRefused, timeZoneUnknown } from '../errors.ts'
import { body, done, id, maybe, nullable, words } from '../inputs.ts'
import { ownId } from '../own.ts'
import { factorsOf, methodsOf } from '../second-factors/state.ts'

const text = Type.String()

const profileSchema = Type.Object({
  id,
  name: text,
  email: text,
  username: nullable(text),
  language: nullable(text),
  timeZone: nullable(text),
  /** Works for an hour, without signing in. */
  pictureUrl: nullable(text),
  notifications: notificationsSchema,
  role: text,
  portal: Type.Boolean(),
  customerId: nullable(id),
  hasPassword: Type.Boolean(),
  secondFactor: Type.Object({
    required: Type.Boolean(),
    methods: Type.Array(text),
    totp: Type.Boolean(),
    passkeys: Type.Integer(),
    recoveryCodesLeft: Type.Integer(),
  }),
})

async function profileOf(ctx: Context) {
  const userId = ownId(ctx)
  const user = await ctx.asSystem().records(User).get(userId)
  const more = user as unknown as Record<
    'username' | 'language' | 'timeZone' | 'pictureId' | 'customerId',
    string | null
  >
  const { notifications } = user as unknown as {
    notifications: Type.Static<typeof notificationsSchema> | null
  }
  const [role] = await ctx.db.query<{ name: string; portal: boolean; hasPassword: boolean }>(
    `select r.name, r.portal, u.password_hash is not null as "hasPassword" from users u join roles r on r.id = u.role_id where u.id = $1`,
    [userId],
  )
  const factors = await factorsOf(ctx, userId)
  const { username, language, timeZone, pictureId, customerId } = more
  return {
    id: userId,
    name: user.name,
    email: user.email,
    username,
    language,
    timeZone,
    pictureUrl: pictureId && ctx.use(files).link(pictureId, { minutes: 60 }).url,
    notifications: notifications ?? { securityMail: true, newsMail: false },
    role: role?.name ?? '',
    portal: role?.portal ?? false,
    customerId,
    hasPassword: role?.hasPassword ?? false,
    secondFactor: {
      required: factors.required,
      methods: methodsOf(factors),
      totp: factors.totp,
      passkeys: factors.passkeys,
      recoveryCodesLeft: factors.recoveryCodesLeft,
    },
  }
}

const get = operation({
  name: 'account.get',
  needs: 'own-account',
  summary: 'Your account',
  input: body({}),
  output: profileSchema,
  rest: 'GET /account',
  graphql: 'query account',
  run: profileOf,
})

function assertTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw new Problem(timeZoneUnknown)
  }
}

const update = operation({
  name: 'account.update',
  needs: 'own-account',
  summary: 'Change your name, user name, language, time zone or notifications',
  input: body({
    name: maybe(words(120)),
    username: maybe(nullable(Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{2,39}$' }))),
    language: maybe(nullable(words(20))),
    timeZone: maybe(nullable(words(60))),
    notifications: maybe(notificationsSchema),
  }),
  output: profileSchema,
  rest: 'PATCH /account',
  graphql: 'mutation updateAccount',
  errors: [timeZoneUnknown],
  async run(ctx, changes) {
    if (changes.timeZone) assertTimeZone(changes.timeZone)
    await ctx.asSystem().records(User).update(ownId(ctx), changes)
    return profileOf(ctx)
  },
})

const setPicture = operation({
  name: 'account.set-picture',
  needs: 'own-account',
  summary: 'Upload your picture; it is written anew, without what cameras hide in it',
  input: body({ file: Type.Unsafe<{ path: string; name: string }>(Type.Any()) }),
  output: profileSchema,
  rest: 'POST /account/picture',
  upload: files,
  errors: [pictureRefused],
  async prepare(ctx, { file }) {
    const stored = await ctx.use(files).store(createReadStream(file.path), file.name)
    if (stored.mediaType.startsWith('image/')) return stored
    await ctx.use(files).drop(stored)
    throw new Problem(pictureRefused)
  },
  async run(ctx, _, stored) {
    const userId = ownId(ctx)
    const { id: pictureId } = await ctx.use(files).record(ctx, stored, { entity: 'User', id: userId })
    await ctx.asSystem().records(User).update(userId, { pictureId })
    return profileOf(ctx)
  },
})

const removePicture = operation({
  name: 'account.remove-picture',
  needs: 'own-account',
  summary: 'Remove your picture',
  input: body({}),
  output: done,
  rest: 'DELETE /account/picture',
  graphql: 'mutation removePicture',
  async run(ctx) {
    await ctx.asSystem().records(User).update(ownId(ctx), { pictureId: null })
    return { done: true }
  },
})

export const profileOperations = [get, update, setPicture, removePicture]
