import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'
import type { Registry } from '../entity/registry.ts'
import type { RecordChange } from '../operation/context.ts'
import type { Operation } from '../operation/operation.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { Validate, Validator } from '../validation/validator.ts'

/** Clock and randomness, injected so that tests can hold them still. */
export interface Environment {
  now(): Date
  /** A new UUIDv7. */
  newId(): string
  fetch: typeof fetch
}

/** What every part of the running app shares. Made once at boot, passed explicitly, never a module's state. */
export interface Kernel {
  database: Database
  registry: Registry
  operations: Map<string, Operation>
  /** Compiled input checks, by operation name. */
  inputs: Map<string, Validate>
  validator: Validator
  keyring: Keyring
  services: Map<string, unknown>
  environment: Environment
  log: FastifyBaseLogger
  /** Called after a commit that changed records or recorded events: delivers them now, refreshes what depends on them. */
  onCommit: (changes: readonly RecordChange[]) => void | Promise<void>
}
