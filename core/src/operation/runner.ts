import { lackedPermission } from '../access/needs.ts'
import type { Kernel } from '../app/kernel.ts'
import { forbidden, unauthenticated } from '../errors/catalog.ts'
import { problemFromDatabase } from '../errors/from-database.ts'
import { Problem } from '../errors/problem.ts'
import type { Outcome } from '../metrics/metrics.ts'
import { assertValid } from '../validation/validator.ts'
import { claimKey, type IdempotencyClaim, keepAnswer } from './idempotency.ts'
import { type CallOptions, makeContext } from './make-context.ts'
import { isRead, type Operation } from './operation.ts'
import { shape } from './shape.ts'
import { inTransaction } from './transaction.ts'

export interface Call extends CallOptions {
  /** Present when the caller wants repeats of this request to answer the same. */
  idempotency?: IdempotencyClaim | undefined
}

/** The one authorization of the verb itself. Fields and stores are narrowed where records are read and written. */
export function authorize(operation: Operation, { actor }: Pick<CallOptions, 'actor'>): void {
  if (operation.needs === 'public') return
  if (actor.type === 'anonymous') throw new Problem(unauthenticated)
  const lacked = lackedPermission(actor, operation.needs)
  if (lacked !== undefined) {
    throw new Problem(forbidden, {
      detail: `This takes the permission "${lacked}". Ask the owner for it.`,
    })
  }
}

async function read(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  const ctx = makeContext(kernel, call, undefined, { changes: [], events: [], jobs: [] })
  return shape(ctx, operation, await operation.run(ctx, input as never))
}

function write(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  const { idempotency } = call
  return inTransaction(kernel, operation.name, call, async (ctx) => {
    const known = idempotency && (await claimKey(ctx.transaction(), call, idempotency))
    if (known) return known.answer
    const answer = await shape(ctx, operation, await operation.run(ctx, input as never))
    if (idempotency) await keepAnswer(ctx.transaction(), call, idempotency, answer)
    return answer
  })
}

async function carryOut(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  authorize(operation, call)
  const validate = kernel.inputOf(operation.name)
  if (validate) assertValid(validate, input, call.actor)
  try {
    return isRead(operation)
      ? await read(kernel, operation, input, call)
      : await write(kernel, operation, input, call)
  } catch (error) {
    throw error instanceof Problem ? error : (problemFromDatabase(error, kernel.registry.models) ?? error)
  }
}

/**
 * The pipeline every protocol goes through: authorize → validate → idempotency → transaction { handler → audit,
 * outbox, jobs } → shape the answer. Nothing else opens transactions or checks permissions.
 * @throws Problem for everything expected; other errors are bugs or outages.
 */
export async function runOperation(
  kernel: Kernel,
  operation: Operation,
  input: unknown,
  call: Call,
): Promise<unknown> {
  const started = performance.now()
  const measure = (outcome: Outcome) =>
    kernel.metrics.operation(operation.name, outcome, (performance.now() - started) / 1000)
  try {
    const answer = await carryOut(kernel, operation, input, call)
    measure('done')
    return answer
  } catch (error) {
    measure(error instanceof Problem ? 'refused' : 'failed')
    throw error
  }
}
