import type { Entity } from '../entity/entity.ts'
import { stateForbids } from '../errors/catalog.ts'
import { type ErrorDefinition, Problem } from '../errors/problem.ts'
import type { Data } from '../records/changes.ts'
import type { Context } from './context.ts'
import type { Operation } from './operation.ts'

/** The states of a record in which an operation on it is allowed. The runner refuses it in others; the admin does not offer it. */
export interface AllowedWhen {
  record: Entity
  /** The field that tells the state; `status` unless told. */
  field?: string
  /** Null for a field that is empty. */
  in: readonly (string | null)[]
  /** What it is refused with; STATE_FORBIDS unless told. */
  otherwise?: ErrorDefinition
}

export function refusedWith({ otherwise = stateForbids }: AllowedWhen): ErrorDefinition {
  return otherwise
}

const words = (state: unknown) => (state === null ? 'not set' : String(state).replaceAll('_', ' '))

/** Locks the record that an operation is on, so that its state stays. @throws Problem when that does not allow the operation */
export async function assertState(ctx: Context, { when }: Operation, input: unknown): Promise<void> {
  if (!when) return
  const { id } = input as { id: string }
  const record = (await ctx.records(when.record).lock(id)) as Data
  const field = when.field ?? 'status'
  const state = record[field] ?? null
  if (when.in.includes(state as string | null)) return
  const model = ctx.registry.of(when.record)
  const title = model.title.map((name) => record[name]).filter((part) => typeof part === 'string')
  const allowed = when.in.map(words).join(' or ')
  throw new Problem(refusedWith(when), {
    detail: `${[model.label, ...title].join(' ')}: its ${words(field)} is ${words(state)}. This takes one that is ${allowed}.`,
    errors: [{ pointer: `/${field}`, message: `is ${words(state)}, not ${allowed}` }],
  })
}
