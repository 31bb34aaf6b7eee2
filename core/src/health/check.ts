import { describeError } from '../jobs/describe-error.ts'

export interface Check {
  /** Who is asked: `core`, a plugin, or an adapter. */
  plugin: string
  name: string
  /** Without it no request can be answered: readiness answers 503. */
  essential: boolean
  /** Throws when something is wrong; may answer why it is off on purpose. */
  run(): Promise<Off | undefined>
}

export interface Off {
  off: string
}

export interface CheckResult {
  plugin: string
  name: string
  status: 'ok' | 'failed' | 'off'
  detail: string | null
  milliseconds: number
}

const patienceMs = 2000

class Hangs extends Error {
  override name = 'Hangs'

  constructor() {
    super(`It gave no answer within ${patienceMs / 1000} seconds.`)
  }
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hangs()), patienceMs)
  })
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}

/**
 * Makes a check that never throws and never takes longer than two seconds. One that still hangs from before is not
 * started again, so that asking often does not pile up what hangs.
 */
export function contained(check: Check): () => Promise<CheckResult> {
  let running: Promise<Off | undefined> | undefined

  function run(): Promise<Off | undefined> {
    running ??= (async () => check.run())().finally(() => {
      running = undefined
    })
    return running
  }

  return async () => {
    const { plugin, name } = check
    const started = performance.now()
    const result = (status: CheckResult['status'], detail: string | null): CheckResult => {
      return { plugin, name, status, detail, milliseconds: Math.round(performance.now() - started) }
    }
    try {
      const answer = await withinPatience(run())
      return answer ? result('off', answer.off) : result('ok', null)
    } catch (error) {
      return result('failed', describeError(error))
    }
  }
}
