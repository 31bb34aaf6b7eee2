import type { Readable } from 'node:stream'
import type { Static, TSchema } from 'typebox'
import type { Needs } from '../access/needs.ts'
import type { Entity, RecordOf } from '../entity/entity.ts'
import type { Registry } from '../entity/registry.ts'
import type { ErrorDefinition } from '../errors/problem.ts'
import type { EventDefinition } from '../events/event.ts'
import type { UploadPlace } from '../http/upload.ts'
import type { ServiceToken } from '../plugin/service.ts'
import type { Context, PrepareContext } from './context.ts'
import type { AllowedWhen } from './states.ts'

/** What an operation answers: a schema, one record of an entity, several or a page of them, or a file of one of the media types. */
export type Output = TSchema | Entity | { list: Entity } | { page: Entity } | { file: string[] }

/** A file that an operation makes and does not keep: tags to print, a label. Over REST alone. */
export interface MadeFile {
  name: string
  mediaType: string
  /** A stream is sent as it comes; an error in it breaks the answer off. */
  content: Buffer | string | Readable
}

type OutputValue<O> = O extends Entity
  ? RecordOf<O>
  : O extends { list: infer E }
    ? RecordOf<E>[]
    : O extends { file: string[] }
      ? MadeFile
      : O extends TSchema
        ? Static<O>
        : unknown

export interface OperationOptions<I extends TSchema, O extends Output, P = undefined> {
  /** `<noun>.<verb>`, unique: `cases.assign`. */
  name: string
  /**
   * The permission it takes, or all of several. `public` lets anybody in, `signed-in` the staff and API keys, `own-account`
   * every person who is signed in, for what is theirs alone; there is no default.
   */
  needs: Needs
  /** One line for documentation and buttons: "Give a case to a colleague". */
  summary: string
  input: I
  output: O
  /** `POST /cases/:id/assign`, below `/api/v1`. GET reads and runs without a transaction; the rest write in one. */
  rest?: string
  /** `mutation assignCase` or `query casesToday`. */
  graphql?: string
  /** Offers the operation as a button in the admin, on records of a collection. */
  admin?: { collection: string; on: 'record' | 'selection' | 'collection'; danger?: boolean }
  /** States of the record (`id` of the input) in which this is allowed; said here, it is checked and buttons are shown by it. */
  when?: AllowedWhen
  errors?: ErrorDefinition[]
  emits?: EventDefinition[]
  /** HTTP status of success; 201 for creation, 202 for work that goes on. */
  status?: 200 | 201 | 202 | 204
  /**
   * Takes a file: the body is `multipart/form-data`, `run` finds the file as `input.file` (an `Upload`), and the other parts
   * and the address' query beside it. The service says where files go meanwhile, and how large they may be. REST alone.
   */
  upload?: ServiceToken<UploadPlace>
  /** The address asks as that of this entity's list does: filters, `sort`, `q`; and names a `format`. REST alone. */
  lists?: Entity
  /** Dangerous: who signed in a while ago confirms first that it is still them. API keys prove themselves with every request. */
  stepUp?: boolean
  /** The answer carries a secret that is shown once: what is kept of it for repeats of the request is encrypted. */
  secret?: boolean
  /**
   * What comes before the transaction and stays whatever becomes of it: counting a guess, comparing a password. Its value is
   * handed to `run`. There is no transaction here; `ctx.db` is the pool.
   */
  prepare?(ctx: PrepareContext, input: Static<I>): Promise<P>
  run(ctx: Context, input: Static<I>, prepared: P): Promise<OutputValue<O>> | OutputValue<O>
}

export interface Operation {
  readonly kind: 'operation'
  name: string
  needs: Needs
  summary: string
  /** The schema, or how to make it once all plugins are known, for inputs that derive from an entity. */
  input: TSchema | ((registry: Registry) => TSchema)
  output: Output
  rest?: string
  graphql?: string
  admin?: { collection: string; on: 'record' | 'selection' | 'collection'; danger?: boolean }
  when?: AllowedWhen
  errors?: ErrorDefinition[]
  emits?: EventDefinition[]
  status?: 200 | 201 | 202 | 204
  upload?: ServiceToken<UploadPlace>
  lists?: Entity
  /** GraphQL type of one `input` argument that carries everything but the id; absent: one argument per property. */
  graphqlInput?: string
  /** True when `run` reads just `ctx.selection` and returns it ready to print. */
  selects?: boolean
  stepUp?: boolean
  secret?: boolean
  prepare?(ctx: PrepareContext, input: never): Promise<unknown>
  run(ctx: Context, input: never, prepared: never): unknown
}

/** Defines a verb once. REST route, GraphQL field, OpenAPI, permission check, audit and admin button derive from it. */
export function operation<I extends TSchema, O extends Output, P = undefined>(
  options: OperationOptions<I, O, P>,
): Operation {
  return { kind: 'operation', ...options }
}

/** Whether an operation only reads: such run without a transaction, audit and idempotency. */
export function isRead({ rest, graphql }: Pick<Operation, 'rest' | 'graphql'>): boolean {
  return rest ? rest.startsWith('GET ') : (graphql?.startsWith('query ') ?? false)
}

export function isFile(output: Output): output is { file: string[] } {
  return 'file' in output && Array.isArray(output.file)
}

export function isEntity(output: Output): output is Entity {
  return (output as { kind?: unknown }).kind === 'entity'
}
