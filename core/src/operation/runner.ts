import type { Kernel } from '../app/kernel.ts'
import { forbidden, unauthenticated } from '../errors/catalog.ts'
import { problemFromDatabase } from '../errors/from-database.ts'
import { Problem } from '../errors/problem.ts'
import { assertValid } from '../validation/validator.ts'
import { writeEffects } from './effects.ts'
import { claimKey, type IdempotencyClaim, keepAnswer } from './idempotency.ts'
import { type CallOptions, type Effects, makeContext } from './make-context.ts'
import { isRead, type Operation } from './operation.ts'
import { shape } from './shape.ts'

export interface Call extends CallOptions {
  /** Present when the caller wants repeats of this request to answer the same. */
  idempotency?: IdempotencyClaim | undefined
}

/** The one authorization of the verb itself. Fields and stores are narrowed where records are read and written. */
export function authorize(operation: Operation, { actor }: Pick<CallOptions, 'actor'>): void {
  if (operation.needs === 'public') return
  if (actor.type === 'anonymous') throw new Problem(unauthenticated)
  if (operation.needs !== 'signed-in' && !actor.permissions.allows(operation.needs)) {
    throw new Problem(forbidden, { detail: `This takes the permission "${operation.needs}". Ask the owner for it.` })
  }
}

async function read(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  const ctx = makeContext(kernel, call, undefined, { changes: [], events: [], jobs: [] })
  return shape(ctx, operation, await operation.run(ctx, input as never))
}

async function write(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  let wroteEvents = false
  const result = await kernel.database.transaction(async (tx) => {
    const known = call.idempotency && (await claimKey(tx, call, call.idempotency))
    if (known) return known.answer
    const effects: Effects = { changes: [], events: [], jobs: [] }
    const ctx = makeContext(kernel, call, tx, effects)
    const value = await operation.run(ctx, input as never)
    const answer = await shape(ctx, operation, value)
    wroteEvents = await writeEffects(ctx, operation, effects)
    if (call.idempotency) await keepAnswer(tx, call, call.idempotency, answer)
    return answer
  })
  if (wroteEvents) kernel.onCommit()
  return result
}

/**
 * The pipeline every protocol goes through: authorize → validate → idempotency → transaction { handler → audit,
 * outbox, jobs } → shape the answer. Nothing else opens transactions or checks permissions.
 * @throws Problem for everything expected; other errors are bugs or outages.
 */
export async function runOperation(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  authorize(operation, call)
  const validate = kernel.inputs.get(operation.name)
  if (validate) assertValid(validate, input)
  try {
    return isRead(operation) ? await read(kernel, operation, input, call) : await write(kernel, operation, input, call)
  } catch (error) {
    throw error instanceof Problem ? error : (problemFromDatabase(error, kernel.registry.models) ?? error)
  }
}
