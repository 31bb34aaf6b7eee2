import type { FastifyBaseLogger } from 'fastify'
import type { ModelClass, Model as ObjectionModel } from 'objection'
import type { TSchema } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { Transaction } from '../database/database.ts'
import type { Sql } from '../database/types.ts'
import type { Entity } from '../entity/entity.ts'
import type { Registry } from '../entity/registry.ts'
import type { Problem } from '../errors/problem.ts'
import type { EventDefinition } from '../events/event.ts'
import type { ServiceToken } from '../plugin/service.ts'
import type { Selection } from '../query/selection.ts'
import type { ExpectedVersion } from '../records/expected.ts'
import type { Records } from '../records/records.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { Client, Cookie } from './client.ts'

/** What a handler works with. It carries the transaction, so nobody can forget to pass that on. */
export interface Context {
  actor: Actor
  requestId: string
  locale: string
  log: FastifyBaseLogger
  /** Time of this operation; the same at every call within it. */
  now: Date
  /** The day in the shop's time zone: `2026-05-01`; of an instant, or of now. */
  day(instant?: Date | string): string
  newId(): string
  keyring: Keyring
  registry: Registry
  /** The transaction of a writing operation, or the pool of a reading one. */
  db: Sql
  /** The connection of the transaction, for COPY. @throws in a reading operation. */
  transaction(): Transaction
  /**
   * Reads and writes records of an entity: validated, audited, with their events.
   * @param options.stores `all` where a rule of the service itself decides who may: the store that goods were sent to
   * receives them, though they are another store's until then.
   */
  records<E extends Entity>(entity: E, options?: { stores?: 'all' }): Records<E>
  /**
   * The same transaction, with everything allowed: where a rule of the service itself decides who may. Who accepts an
   * invitation makes a user. The audit still names the actor.
   */
  asSystem(): Context
  /**
   * The entity's Objection model, for queries that records and lists do not cover. Nothing is checked or audited there.
   */
  model(entity: Entity): Promise<ModelClass<ObjectionModel>>
  /** Another part's service, by the token of its contract. */
  use<T>(token: ServiceToken<T>): T
  /** Checks a value that no input schema covers. @throws Problem VALIDATION_FAILED */
  validate(schema: TSchema, value: unknown, cacheKey: string): void
  /** Runs a part that may fail on its own: what it wrote is undone, the Problem is returned, the rest goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T | Problem>
  /** Records a fact; it is stored with the transaction and delivered after commit. */
  emit(event: EventDefinition, payload: Record<string, unknown>): void
  /** Adds a job in the transaction, so that it runs if and only if this commits. */
  enqueue(job: string, payload: Record<string, unknown>, options?: { runAt?: Date; key?: string }): void
  /** Which part of the answer is wanted; absent when the caller wants the plain record. */
  selection: Selection | undefined
  /** Who sent the request; undefined in jobs and commands. */
  client: Client | undefined
  /** Sets a cookie of the client, once this is committed. */
  setCookie(cookie: Cookie): void
  /** The version, or versions, that the caller last read (If-Match), where it sent any. */
  expectedVersion: ExpectedVersion | undefined
}

/** What `prepare` of an operation works with. */
export interface PrepareContext extends Context {
  /**
   * A transaction of its own, kept whatever becomes of the operation. Only here, where no other is open: an operation that
   * held one connection and waited for another could wait for itself.
   */
  apart<T>(work: (ctx: Context) => Promise<T>): Promise<T>
}

/** A change of one record, kept until the end of the operation, when audit and outbox are written in one statement. */
export interface RecordChange {
  entity: string
  collection: string
  recordId: string
  change: 'created' | 'updated' | 'deleted'
  version: number
  /** Field → [before, after]; secrets are left out. */
  diff: Record<string, [unknown, unknown]>
}
