import type { FastifyBaseLogger } from 'fastify'
import { describeError } from './describe-error.ts'

export interface LoopOptions {
  /** What it does, for the log: "dispatch events". */
  name: string
  everyMs: number
  log: FastifyBaseLogger
  /** One turn; answers true when there is more to do at once. */
  run(): Promise<boolean>
}

export interface Loop {
  /** Makes a turn now, or another one after the present one. */
  wake(): void
  /** Waits for the present turn; no other follows. */
  stop(): Promise<void>
  /** Turns that failed one after the other, up to now. */
  failures(): number
}

const longestPauseMs = 10_000

/** Something done again and again. A turn that fails is logged and tried again, later and later, up to every ten seconds. */
export function startLoop({ name, everyMs, log, run }: LoopOptions): Loop {
  let stopped = false
  let again = false
  let failed = 0
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> | undefined

  async function attempt(): Promise<void> {
    try {
      if (await run()) again = true
      failed = 0
    } catch (error) {
      failed += 1
      again = false
      if (failed === 1 || failed % 60 === 0)
        log.error({ error: describeError(error), failures: failed }, `cannot ${name}`)
    }
  }

  async function turns(): Promise<void> {
    do {
      again = false
      await attempt()
    } while (again && !stopped)
    current = undefined
    const pause = failed === 0 ? everyMs : Math.min(everyMs * 2 ** failed, Math.max(longestPauseMs, everyMs))
    if (!stopped) timer = setTimeout(start, pause).unref()
  }

  function start(): void {
    clearTimeout(timer)
    current ??= turns()
  }

  start()
  return {
    wake() {
      again = true
      if (!stopped) start()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await current
    },
    failures: () => failed,
  }
}
