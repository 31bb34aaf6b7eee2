import type { FastifyBaseLogger } from 'fastify'
import { type Actor, system } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Transaction } from '../database/database.ts'
import type { Sql } from '../database/types.ts'
import type { Entity } from '../entity/entity.ts'
import { problemFromDatabase } from '../errors/from-database.ts'
import { Problem } from '../errors/problem.ts'
import { defaultAttempts } from '../jobs/job.ts'
import type { Selection } from '../query/selection.ts'
import type { ExpectedVersion } from '../records/expected.ts'
import { createRecords, type Records } from '../records/records.ts'
import { assertValid, type Validate } from '../validation/validator.ts'
import type { Client, Cookie } from './client.ts'
import type { Context, RecordChange } from './context.ts'

/** What a protocol knows about a call besides its input. */
export interface CallOptions {
  actor: Actor
  requestId: string
  locale?: string
  log?: FastifyBaseLogger
  selection?: Selection | undefined
  expectedVersion?: ExpectedVersion | undefined
  client?: Client | undefined
}

export interface EmittedEvent {
  name: string
  payload: Record<string, unknown>
}

export interface QueuedJob {
  name: string
  payload: Record<string, unknown>
  runAt?: Date
  key?: string
  maxAttempts: number
}

/** What an operation leaves to be written with its transaction. */
export interface Effects {
  changes: RecordChange[]
  events: EmittedEvent[]
  jobs: QueuedJob[]
  /** Set once the transaction is committed. */
  cookies: Cookie[]
}

export function noEffects(): Effects {
  return { changes: [], events: [], jobs: [], cookies: [] }
}

function createAttempt(kernel: Kernel, tx: Transaction | undefined, effects: Effects): Context['attempt'] {
  return async (work) => {
    if (!tx) throw new Error('ctx.attempt needs a transaction: use it in operations that write.')
    const lists = [effects.changes, effects.events, effects.jobs, effects.cookies]
    const kept = lists.map(({ length }) => length)
    await tx.query('savepoint attempt')
    try {
      const result = await work()
      await tx.query('release savepoint attempt')
      return result
    } catch (error) {
      const problem = error instanceof Problem ? error : problemFromDatabase(error, kernel.registry.models)
      if (!problem) throw error
      await tx.query('rollback to savepoint attempt')
      for (const [index, length] of kept.entries()) (lists[index] as unknown[]).length = length
      return problem
    }
  }
}

/** Builds the context of one call; `tx` is absent for operations that only read. */
export function makeContext(
  kernel: Kernel,
  options: CallOptions,
  tx: Transaction | undefined,
  effects: Effects,
): Context {
  const db: Sql = tx ?? kernel.database
  const validators = new Map<string, Validate>()
  const now = kernel.environment.now()
  const ctx: Context = {
    actor: options.actor,
    requestId: options.requestId,
    locale: options.locale ?? 'en',
    log: options.log ?? kernel.log,
    now,
    day: (instant) => kernel.dayOf(instant === undefined ? now : new Date(instant)),
    newId: kernel.environment.newId,
    keyring: kernel.keyring,
    registry: kernel.registry,
    db,
    selection: options.selection,
    expectedVersion: options.expectedVersion,
    transaction() {
      if (!tx)
        throw new Error(
          'This operation only reads and has no transaction. Give it a POST route or make it a mutation.',
        )
      return tx
    },
    client: options.client,
    setCookie: (cookie) => void effects.cookies.push(cookie),
    asSystem: () => makeContext(kernel, { ...options, actor: system }, tx, effects),
    records<E extends Entity>(entity: E, { stores }: { stores?: 'all' } = {}) {
      const within = stores === 'all' ? { ...ctx, actor: { ...ctx.actor, stores } } : ctx
      const writer = { ctx: within, changes: effects.changes }
      return createRecords(writer, kernel.registry.of(entity)) as unknown as Records<E>
    },
    model: async (entity) => (await kernel.objection()).bind(kernel.registry.of(entity), tx),
    use(token) {
      const found = kernel.services.get(token.name)
      if (found === undefined) {
        throw new Error(
          `No plugin provides the service "${token.name}". Add the plugin to fastify.config.ts.`,
        )
      }
      return found as never
    },
    validate(schema, value, cacheKey) {
      const known = validators.get(cacheKey) ?? kernel.validator.compile(schema)
      validators.set(cacheKey, known)
      assertValid(known, value, options.actor)
    },
    attempt: createAttempt(kernel, tx, effects),
    emit: (event, payload) => void effects.events.push({ name: event.name, payload }),
    enqueue(name, payload, options = {}) {
      const job = kernel.jobs.get(name)
      if (!job) throw new Error(`There is no job "${name}". Add it to the jobs of its plugin.`)
      effects.jobs.push({ name, payload, maxAttempts: job.maxAttempts ?? defaultAttempts, ...options })
    },
  }
  return ctx
}
