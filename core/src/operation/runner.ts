import { refusalOf } from '../access/verbs.ts'
import type { Kernel } from '../app/kernel.ts'
import { problemFromDatabase } from '../errors/from-database.ts'
import { Problem } from '../errors/problem.ts'
import type { Outcome } from '../metrics/metrics.ts'
import { assertValid } from '../validation/validator.ts'
import type { PrepareContext } from './context.ts'
import { claimKey, type IdempotencyClaim, keepAnswer } from './idempotency.ts'
import { type CallOptions, makeContext, noEffects } from './make-context.ts'
import { isRead, type Operation } from './operation.ts'
import { shape } from './shape.ts'
import { assertState } from './states.ts'
import { inTransaction } from './transaction.ts'

export interface Call extends CallOptions {
  /** Present when the caller wants repeats of this request to answer the same. */
  idempotency?: IdempotencyClaim | undefined
}

// Who tries what they may not, or guesses: what somebody who watches the log wants to hear of.
const alarming = new Set([401, 403, 429])

/** Every refusal is a line of the log, whatever protocol it came by. No value of the input is in it. */
function noteRefusal({ log }: Kernel, { name }: Operation, { code, status }: Problem, call: Call): void {
  const { actor, client, requestId } = call
  const who = { actor: actor.type, actorId: actor.id, address: client?.address }
  const line = { reqId: requestId, operation: name, code, ...who }
  if (alarming.has(status)) log.warn(line, 'refused')
  else log.info(line, 'refused')
}

/** The one authorization of the verb itself. Fields and stores are narrowed where records are read and written. */
export function authorize(operation: Operation, { actor }: Pick<CallOptions, 'actor'>, now: Date): void {
  const refusal = refusalOf(operation, actor, now)
  if (refusal) throw refusal
}

async function read(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  const ctx = makeContext(kernel, call, undefined, noEffects())
  return shape(ctx, operation, await operation.run(ctx, input as never, undefined as never))
}

function prepare(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  const ctx = makeContext(kernel, call, undefined, noEffects())
  const apart: PrepareContext['apart'] = (work) => inTransaction(kernel, operation.name, call, work)
  return operation.prepare?.({ ...ctx, apart }, input as never) ?? Promise.resolve()
}

async function write(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  // Nobody in particular has no keys of their own: one could be handed another's answer.
  const idempotency = call.actor.type === 'anonymous' ? undefined : call.idempotency
  const seal = operation.secret ? kernel.keyring : undefined
  const prepared = await prepare(kernel, operation, input, call)
  return inTransaction(kernel, operation.name, call, async (ctx) => {
    const known = idempotency && (await claimKey(ctx.transaction(), call, idempotency, seal))
    if (known) return known.answer
    await assertState(ctx, operation, input)
    const answer = await shape(ctx, operation, await operation.run(ctx, input as never, prepared as never))
    if (idempotency) await keepAnswer(ctx.transaction(), call, idempotency, answer, seal)
    return answer
  })
}

async function carryOut(kernel: Kernel, operation: Operation, input: unknown, call: Call): Promise<unknown> {
  authorize(operation, call, kernel.environment.now())
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
    if (error instanceof Problem) noteRefusal(kernel, operation, error, call)
    throw error
  }
}
