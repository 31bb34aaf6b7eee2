import type { MetricObject, Registry } from 'prom-client'
import type { Instruments } from './instruments.ts'

export type Outcome = 'done' | 'refused' | 'failed'

/** Counts what happens. Everything before `start` goes uncounted: commands and tests do not load what counts. */
export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void
  operation(name: string, outcome: Outcome, seconds: number): void
  job(name: string, outcome: Outcome, seconds: number): void
  start(): Promise<void>
  /** All of this process, as the text of Prometheus. With `others`, added to those of the other processes. */
  print(others?: GatherMetrics): Promise<{ contentType: string; text: string }>
  /** What this process measured, for others to add up. */
  own(): Promise<MetricObject[]>
}

/** Collects what every server process measured, this one included. */
export type GatherMetrics = () => Promise<MetricObject[][]>

interface Started {
  registry: Registry
  instruments: Instruments
  addUp(all: MetricObject[][]): Registry
}

export type Register = (prometheus: typeof import('prom-client'), registry: Registry) => Instruments

/** @param register makes the instruments, once the library is loaded */
export function createMetrics(register: Register): Metrics {
  let started: Started | undefined
  let starting: Promise<Started> | undefined

  async function load(): Promise<Started> {
    const { default: prometheus } = await import('prom-client')
    const registry = new prometheus.Registry()
    const instruments = register(prometheus, registry)
    started = { registry, instruments, addUp: (all) => prometheus.AggregatorRegistry.aggregate(all) }
    return started
  }

  function ensure(): Promise<Started> {
    starting ??= load()
    return starting
  }

  return {
    request: (method, route, status, seconds) =>
      started?.instruments.requests.observe({ method, route, status: String(status) }, seconds),
    operation: (operation, outcome, seconds) =>
      started?.instruments.operations.observe({ operation, outcome }, seconds),
    job: (job, outcome, seconds) => started?.instruments.jobs.observe({ job, outcome }, seconds),
    async start() {
      await ensure()
    },
    async own() {
      return (await (await ensure()).registry.getMetricsAsJSON()) as MetricObject[]
    },
    async print(others) {
      const { registry, addUp } = await ensure()
      const printed = others ? addUp(await others()) : registry
      return { contentType: registry.contentType, text: await printed.metrics() }
    },
  }
}
