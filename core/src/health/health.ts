import { service } from '../plugin/service.ts'
import { type CheckResult, contained } from './check.ts'
import { collectChecks, type HealthSources } from './checks.ts'

export interface Health {
  checks: CheckResult[]
  /** Whether this process can answer requests: nothing essential failed. */
  ready: boolean
}

export interface HealthService {
  /** Runs all checks, each contained; an answer a second old or younger is given again. */
  check(): Promise<Health>
}

export const healthService = service<HealthService>('core.health')

const youngMs = 1000

export function createHealth(sources: HealthSources): HealthService {
  const checks = collectChecks(sources).map((check) => ({
    essential: check.essential,
    ask: contained(check),
  }))
  let last: { at: number; answer: Promise<Health> } | undefined

  async function askAll(): Promise<Health> {
    const results = await Promise.all(checks.map(({ ask }) => ask()))
    const ready = results.every(({ status }, index) => status !== 'failed' || !checks[index]?.essential)
    return { checks: results, ready }
  }

  return {
    check() {
      // Anybody may ask: many who do so at once cost no more than one.
      if (!last || performance.now() - last.at > youngMs) last = { at: performance.now(), answer: askAll() }
      return last.answer
    },
  }
}
