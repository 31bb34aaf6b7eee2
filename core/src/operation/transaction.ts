import { system } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Cookie } from './client.ts'
import type { Context, RecordChange } from './context.ts'
import { writeEffects } from './effects.ts'
import { type CallOptions, makeContext, noEffects } from './make-context.ts'

/**
 * Runs work in one transaction with its audit, outbox and jobs, and wakes the dispatcher after commit.
 * The only place that opens a business transaction.
 * @param name what the audit says did it: an operation, a job, a seed
 */
export async function inTransaction<T>(
  kernel: Kernel,
  name: string,
  call: CallOptions,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  let committed: readonly RecordChange[] | undefined
  let cookies: readonly Cookie[] = []
  const result = await kernel.database.transaction(async (tx) => {
    const effects = noEffects()
    const ctx = makeContext(kernel, call, tx, effects)
    const value = await work(ctx)
    if (await writeEffects(ctx, name, effects)) committed = effects.changes
    cookies = effects.cookies
    return value
  })
  for (const cookie of cookies) call.client?.setCookie(cookie)
  if (committed) await kernel.onCommit(committed)
  return result
}

/** Work that no person asked for: jobs, subscribers, seeds. It may do everything, and everything it does is audited. */
export function runAsSystem<T>(kernel: Kernel, name: string, work: (ctx: Context) => Promise<T>): Promise<T> {
  return inTransaction(kernel, name, { actor: system, requestId: kernel.environment.newId() }, work)
}
