import Type from 'typebox'
import { actorOfGuest, actorOfKey, actorOfUser } from '../auth/actors.ts'
import { idSchema } from '../entity/kinds/id.ts'
import { notFound, validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { operation } from '../operation/operation.ts'
import { readOne } from '../query/read-one.ts'
import type { Actor } from './actor.ts'
import { type Explained, operationTable } from './catalogue.ts'
import { neededPermissions } from './needs.ts'
import { mayCall } from './verbs.ts'

const strict = { additionalProperties: false }

/** Which of an actor's permissions allow something: the name itself, all of its noun, or all of all. */
function granting({ permissions }: Actor, needs: string): string | undefined {
  return [needs, `${needs.split('.')[0]}.*`, '*'].find((name) => permissions.granted.includes(name))
}

function verbReasons({ name, needs, stepUp }: Explained, actor: Actor): string[] {
  const limits = {
    portal: 'The role is for customers: it reaches its own account, and no records of the shop.',
    'second-factor': 'The role takes a second factor that is not set up yet.',
  }
  const limit = actor.limited ? [limits[actor.limited]] : []
  const later = stepUp ? ['Who signed in more than fifteen minutes ago confirms who they are first.'] : []
  if (needs === 'public') return ['Anybody may do this.', ...later]
  if (actor.type === 'anonymous' && (stepUp || !neededPermissions(needs).length))
    return ['This takes somebody who is signed in, whatever the role "guest" gives.']
  if (needs === 'own-account') return ['Every person may do this with their own account.', ...later]
  if (needs === 'signed-in')
    return [...limit, 'All staff may do this; the operation itself looks closer.', ...later]
  const reasons = neededPermissions(needs).map((one) => {
    const by = granting(actor, one)
    return `"${name}" takes the permission "${one}", which the role ${by ? `gives by "${by}"` : 'does not give'}.`
  })
  return [...reasons, ...limit, ...later]
}

/** Whether the actor sees the record at all: stores and the entity's own rule decide, after the permission. */
async function recordReasons(
  ctx: Context,
  actor: Actor,
  collection: string,
  id: string,
): Promise<[boolean, string]> {
  const model = ctx.registry.byCollection(collection)
  if (!model)
    throw new Problem(validationFailed, { errors: [{ pointer: '/collection', message: 'is no collection' }] })
  const nothing = { model, fields: [], relations: [] }
  const everybody = { sql: ctx.db, actor: ctx.asSystem().actor, kinds: ctx }
  if (!(await readOne(everybody, nothing, id))) return [false, 'There is no such record.']
  if (await readOne({ ...everybody, actor }, nothing, id))
    return [true, 'The record is one of those the person sees.']
  const why = model.scope && actor.stores !== 'all' ? 'It may belong to another store than theirs.' : ''
  return [false, `A rule of the collection hides the record from the person. ${why}`.trim()]
}

interface Subject {
  userId?: string
  keyId?: string
  guest?: boolean
}

async function actorOf(ctx: Context, { userId, keyId, guest }: Subject): Promise<Actor> {
  if ([userId, keyId, guest || undefined].filter((one) => one !== undefined).length !== 1)
    throw new Problem(validationFailed, {
      errors: [{ pointer: '/userId', message: 'or keyId or guest is required, one of them' }],
    })
  if (guest) return actorOfGuest(ctx.db)
  const actor = userId ? await actorOfUser(ctx.db, userId) : await actorOfKey(ctx.db, keyId ?? '')
  if (!actor)
    throw new Problem(notFound, {
      detail: 'There is no such person or key, or it is suspended, revoked or expired: it may do nothing.',
    })
  return actor
}

/** Why can, or can't, this person do that? Asks the rules themselves, so the answer cannot differ from what happens. */
export const explainAccess = operation({
  name: 'access.explain',
  needs: 'access.explain',
  summary: "Why a person or a key can, or can't, do something",
  input: Type.Object(
    {
      userId: Type.Optional(idSchema),
      keyId: Type.Optional(idSchema),
      guest: Type.Optional(Type.Boolean({ description: 'About who has not signed in' })),
      operation: Type.String({ minLength: 1, maxLength: 120 }),
      collection: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
      recordId: Type.Optional(idSchema),
    },
    strict,
  ),
  output: Type.Object({
    allowed: Type.Boolean(),
    summary: Type.String(),
    reasons: Type.Array(Type.String()),
  }),
  rest: 'GET /access/explain',
  graphql: 'query explainAccess',
  errors: [notFound],
  async run(ctx, input) {
    const actor = await actorOf(ctx, input)
    const asked = ctx.use(operationTable).get(input.operation)
    if (!asked)
      throw new Problem(validationFailed, { errors: [{ pointer: '/operation', message: 'is no operation' }] })
    const may = mayCall(asked, actor)
    const reasons = verbReasons(asked, actor)
    const { collection = asked.name.split('.')[0] ?? '', recordId } = input
    if (!recordId) return { allowed: may, summary: asked.summary, reasons }
    const [sees, reason] = await recordReasons(ctx, actor, collection, recordId)
    return { allowed: may && sees, summary: asked.summary, reasons: [...reasons, reason] }
  },
})
