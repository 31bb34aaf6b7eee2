import type { Address, Worker } from 'node:cluster'

const firstPauseMs = 200
const longestPauseMs = 10_000
/** A worker that lived so long did not fail because of how it was started. */
const healthyMs = 30_000
/** A worker that does not listen by then hangs. */
const startMs = 60_000
/** Longer than a worker takes to finish its requests and jobs. */
const stopMs = 45_000

export interface PlaceOptions {
  fork(): Worker
  onListening(address: Address): void
  /** Told when a worker ended though nobody stopped it. @returns whether to start another in its place */
  onLost(how: string): boolean
  say(message: string): void
}

/** The place of one worker, which is filled again when its worker dies. */
export interface Place {
  worker(): Worker | undefined
  /** Ends the worker after what it has under way, and starts no other. */
  stop(): Promise<void>
}

/** How long to wait before a worker that ended is started again; longer when it keeps failing. */
export function restartPause(failures: number): number {
  return Math.min(firstPauseMs * 2 ** Math.max(0, failures - 1), longestPauseMs)
}

async function endWorker(worker: Worker): Promise<void> {
  if (worker.isDead()) return
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), stopMs)
  worker.process.kill('SIGTERM')
  await ended
  clearTimeout(timer)
}

export function fillPlace({ fork, onListening, onLost, say }: PlaceOptions): Place {
  let worker: Worker | undefined
  let failures = 0
  let restart: NodeJS.Timeout | undefined
  let stopping = false

  function onExit(livedMs: number, how: string): void {
    worker = undefined
    if (stopping || !onLost(how)) return
    failures = livedMs > healthyMs ? 1 : failures + 1
    const pause = restartPause(failures)
    say(`A server process ended (${how}). Starting another in ${pause / 1000} s.`)
    restart = setTimeout(start, pause)
  }

  function start(): void {
    const startedAt = performance.now()
    const started = fork()
    const hangs = setTimeout(() => started.process.kill('SIGKILL'), startMs)
    started.on('error', () => {})
    started.once('listening', (address) => {
      clearTimeout(hangs)
      onListening(address)
    })
    started.once('exit', (code, signal) => {
      clearTimeout(hangs)
      onExit(performance.now() - startedAt, signal ?? `status ${code}`)
    })
    worker = started
  }

  start()
  return {
    worker: () => worker,
    async stop() {
      stopping = true
      clearTimeout(restart)
      if (worker) await endWorker(worker)
    },
  }
}
