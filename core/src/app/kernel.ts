import type { FastifyBaseLogger } from 'fastify'
import type { DayOf } from '../config/day.ts'
import type { Database } from '../database/database.ts'
import type { ObjectionModels } from '../database/objection.ts'
import type { Registry } from '../entity/registry.ts'
import type { HttpClientOptions } from '../http-client/http-client.ts'
import type { Job } from '../jobs/job.ts'
import type { Live } from '../live/live.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { RecordChange } from '../operation/context.ts'
import type { Operation } from '../operation/operation.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { Validate, Validator } from '../validation/validator.ts'

/** Clock, randomness and the network, injected so that tests can hold them still. */
export interface Environment {
  now(): Date
  /** A new UUIDv7. */
  newId(): string
  /** The way out, made for one plugin or adapter. */
  createFetch(options: HttpClientOptions): typeof fetch
}

/** What every part of the running app shares. Made once at boot, passed explicitly, never a module's state. */
export interface Kernel {
  database: Database
  registry: Registry
  operations: Map<string, Operation>
  /** The check of an operation's input, by its name; compiled when first asked for. */
  inputOf(operation: string): Validate | undefined
  /** Declared jobs, by name. */
  jobs: Map<string, Job>
  validator: Validator
  keyring: Keyring
  services: Map<string, unknown>
  environment: Environment
  /** The shop's day of an instant. */
  dayOf: DayOf
  /** The address people use, without a slash at its end. Links name it, never what a request says its host is. */
  publicUrl: string
  log: FastifyBaseLogger
  /** Objection on our connections, loaded at the first call. */
  objection(): Promise<ObjectionModels>
  /** Which records changed, in any server process. */
  live: Live
  metrics: Metrics
  /** Called after a commit that changed records or recorded events: delivers them now, refreshes what depends on them. */
  onCommit: (changes: readonly RecordChange[]) => void | Promise<void>
}
