import type { FastifyRequest } from 'fastify'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  specifiedRules,
  validate,
} from 'graphql'
import type { Actor } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import { type Identity, identityMs } from '../auth/actors.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Model } from '../entity/model.ts'
import { unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { LiveChange } from '../live/change.ts'
import { readOne } from '../query/read-one.ts'
import { limitsRule } from './limits.ts'

/** Of the graphql-transport-ws protocol: the client is not, or no longer, signed in. */
const closeUnauthorized = 4401

/** What a subscription's resolver gets: how to ask, again and again, who is listening. */
export interface SubscriptionContext {
  request: FastifyRequest
  /** From the payload of `connection_init`, for clients that cannot set headers. */
  authorization?: string
  /** Known once its cookie was looked at: the token in it may be exchanged while the socket stays. */
  sessionId?: string
  closeSocket(): void
}

async function identify(
  authenticate: Authenticate,
  context: SubscriptionContext,
): Promise<Identity | undefined> {
  const { authorization, sessionId } = context
  const key = authorization && /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
  if (key) return authenticate.key(key)
  if (sessionId) return authenticate.openSession(sessionId)
  const identity = await authenticate(context.request)
  const session = identity?.actor.session
  if (session) context.sessionId = session.id
  return identity
}

/** Whether an actor who sees only some rows sees this one; a deleted row can no longer be asked about. */
async function seesRow(
  kernel: Kernel,
  actor: Actor,
  model: Model,
  { id, change }: LiveChange,
): Promise<boolean> {
  if (actor.limited) return false
  const limited = (model.scope && actor.stores !== 'all') || model.entity.rows
  if (!limited) return true
  if (change === 'deleted') return false
  const context = { sql: kernel.database, actor, kinds: kernel }
  return (await readOne(context, { model, fields: [], relations: [] }, id)) !== undefined
}

async function isVisible(kernel: Kernel, actor: Actor, change: LiveChange): Promise<boolean> {
  const model = kernel.registry.byCollection(change.collection)
  return (
    model !== undefined &&
    actor.permissions.allows(model.permissions.read) &&
    seesRow(kernel, actor, model, change)
  )
}

async function isGone(authenticate: Authenticate, context: SubscriptionContext): Promise<boolean> {
  try {
    return (await identify(authenticate, context)) === undefined
  } catch (error) {
    // A database that is away for a moment has ended nobody's session.
    return error instanceof Problem
  }
}

/** Asks again and again who is listening, for nobody tells when a session or a key ends. @returns how to stop asking */
function watchIdentity(
  authenticate: Authenticate,
  context: SubscriptionContext,
  onGone: () => void,
): () => void {
  let asking = false
  const timer = setInterval(async () => {
    if (asking) return
    asking = true
    if (await isGone(authenticate, context)) onGone()
    asking = false
  }, identityMs.askedAgain)
  timer.unref()
  return () => clearInterval(timer)
}

/** Changes an actor may see; what that is, is asked anew for each of them. */
async function* visibleChanges(
  kernel: Kernel,
  authenticate: Authenticate,
  context: SubscriptionContext,
  changes: AsyncIterable<LiveChange>,
) {
  for await (const change of changes) {
    const identity = await identify(authenticate, context)
    if (!identity) return
    if (await isVisible(kernel, identity.actor, change)) yield { recordChanged: change }
  }
}

/** Ends when the reader leaves, signs out or is suspended; then the socket is closed too, for nobody is at its other end. */
async function recordChanged(
  kernel: Kernel,
  authenticate: Authenticate,
  collections: string[] | null | undefined,
  context: SubscriptionContext,
): Promise<AsyncIterableIterator<{ recordChanged: LiveChange }>> {
  if (!(await identify(authenticate, context))) throw new Problem(unauthenticated)
  const changes = kernel.live.changes(collections ?? undefined)
  const visible = visibleChanges(kernel, authenticate, context, changes)
  const stopWatching = watchIdentity(authenticate, context, () => {
    void end()
    context.closeSocket()
  })
  async function end() {
    stopWatching()
    // The generator waits for the next change, and would hear of its end only then.
    await changes.return?.()
    return visible.return(undefined)
  }
  const iterator = {
    next: () => visible.next(),
    return: end,
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}

export function attachSubscriptions(schema: GraphQLSchema, kernel: Kernel, authenticate: Authenticate): void {
  const field = (schema.getType('Subscription') as GraphQLObjectType).getFields().recordChanged
  if (!field) return
  field.subscribe = (_, { collections }, context: SubscriptionContext) =>
    recordChanged(kernel, authenticate, collections, context)
}

/** A page of another site must not open a socket with our visitor's cookie: browsers send its origin, which must be ours. */
function isOwnOrigin({ headers: { origin, host } }: FastifyRequest['raw']): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

interface Closable {
  close(code: number, reason: string): void
}

/** Mercurius' options for subscriptions over WebSocket. Queries and mutations go over HTTP only. */
export function subscriptionOptions() {
  return {
    keepAlive: 30_000,
    verifyClient: ({ req }: { req: FastifyRequest['raw'] }) => isOwnOrigin(req),
    context: (socket: Closable, request: FastifyRequest): SubscriptionContext => ({
      request,
      closeSocket: () => socket.close(closeUnauthorized, 'Signed out'),
    }),
    onConnect: ({ payload }: { payload?: { authorization?: string } }) => ({
      authorization: payload?.authorization,
    }),
  }
}

/** Holds subscriptions to the same rules and limits as everything over HTTP. */
export async function checkSubscription(schema: GraphQLSchema, document: DocumentNode): Promise<void> {
  const [error] = validate(schema, document, [...specifiedRules, limitsRule])
  if (error) throw new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })
}
