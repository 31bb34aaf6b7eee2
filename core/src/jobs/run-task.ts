import type { Kernel } from '../app/kernel.ts'
import { runAsSystem } from '../operation/transaction.ts'
import { describeError, placesOf } from './describe-error.ts'
import type { JobRun } from './job.ts'
import type { Task } from './task.ts'

/** Which try of which job this is. */
export interface Attempt {
  id: string
  number: number
}

interface Deadline {
  signal: AbortSignal
  /** Rejects when the time is over or the server stops. */
  passed: Promise<never>
  clear(): void
}

function startDeadline(stop: AbortSignal, timeoutMs: number): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  const stopped = () => controller.abort(new Error('Bezel stopped while the job ran. It runs again.'))
  const timer = setTimeout(
    () => controller.abort(new Error(`It took longer than ${timeoutMs / 1000} seconds.`)),
    timeoutMs,
  )
  const passed = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  stop.addEventListener('abort', stopped)
  if (stop.aborted) stopped()
  return {
    signal,
    passed,
    clear() {
      clearTimeout(timer)
      stop.removeEventListener('abort', stopped)
    },
  }
}

/**
 * Runs one try of a job. A step that comes to its end after the job was given up is rolled back, so that its work is
 * not done twice when the job runs again.
 * @param stop aborted when the server cannot wait any longer
 * @throws Error whose message carries no value of a record; it is shown in the list of jobs
 */
export async function runTask(
  kernel: Kernel,
  task: Task,
  payload: Record<string, unknown>,
  attempt: Attempt,
  stop: AbortSignal,
): Promise<void> {
  const deadline = startDeadline(stop, task.timeoutMs)
  const log = kernel.log.child({
    job: task.name,
    plugin: task.plugin,
    jobId: attempt.id,
    attempt: attempt.number,
  })
  const run: JobRun = {
    signal: deadline.signal,
    log,
    step: (work) =>
      runAsSystem(kernel, task.name, async (ctx) => {
        const result = await work(ctx)
        deadline.signal.throwIfAborted()
        return result
      }),
  }
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  try {
    await Promise.race([task.run(run, payload), deadline.passed])
    kernel.metrics.job(task.name, 'done', seconds())
  } catch (error) {
    kernel.metrics.job(task.name, 'failed', seconds())
    const message = describeError(error)
    log.error(
      { error: message, places: placesOf(error), last: attempt.number >= task.maxAttempts },
      'job failed',
    )
    throw new Error(message)
  } finally {
    deadline.clear()
  }
}
