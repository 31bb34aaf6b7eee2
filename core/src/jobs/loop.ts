import type { FastifyBaseLogger } from 'fastify'
import { describeError } from './describe-error.ts'

export interface LoopOptions {
  /** What it does, for the log: "dispatch events". */
  name: string
  everyMs: number
  /** Shortest pause between turns it is woken for, so that many calls in a row cost few turns; none unless told. */
  restMs?: number
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
export function startLoop({ name, everyMs, restMs = 0, log, run }: LoopOptions): Loop {
  let stopped = false
  let woken = false
  let failed = 0
  let endedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> | undefined

  /** @returns whether there is more to do at once */
  async function attempt(): Promise<boolean> {
    try {
      const more = await run()
      failed = 0
      return more
    } catch (error) {
      failed += 1
      woken = false
      if (failed === 1 || failed % 60 === 0)
        log.error({ error: describeError(error), failures: failed }, `cannot ${name}`)
      return false
    }
  }

  async function turns(): Promise<void> {
    for (let more = true; more && !stopped; ) {
      woken = false
      more = await attempt()
    }
    current = undefined
    endedAt = performance.now()
    const pause = failed === 0 ? everyMs : Math.min(everyMs * 2 ** failed, Math.max(longestPauseMs, everyMs))
    startIn(woken ? restMs : pause)
  }

  function start(): void {
    clearTimeout(timer)
    if (!stopped) current ??= turns()
  }

  function startIn(ms: number): void {
    clearTimeout(timer)
    if (ms <= 0) start()
    else if (!stopped) timer = setTimeout(start, ms).unref()
  }

  start()
  return {
    wake() {
      woken = true
      if (!current) startIn(endedAt + restMs - performance.now())
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await current
    },
    failures: () => failed,
  }
}
