import type { Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import { dispatchLag } from '../events/dispatcher.ts'
import type { Load } from '../health/overload.ts'
import { countJobs } from '../jobs/read-jobs.ts'
import type { Live } from '../live/live.ts'

export interface Instruments {
  requests: Histogram<'method' | 'route' | 'status'>
  operations: Histogram<'operation' | 'outcome'>
  jobs: Histogram<'job' | 'outcome'>
}

export interface Measured {
  database: Database
  live: Live
  load: Load
}

type Prometheus = typeof import('prom-client')

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const jobBuckets = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600]

interface GaugeOptions {
  name: string
  help: string
  /** What several processes that all ask the database would otherwise count several times. */
  shared?: boolean
  read(): number | Promise<number>
}

function addGauge(
  { Gauge }: Prometheus,
  registry: Registry,
  { name, help, shared, read }: GaugeOptions,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    ...(shared && { aggregator: 'max' as const }),
    async collect() {
      // A database that is away must not take the other measures with it.
      this.set(await Promise.resolve(read()).catch(() => Number.NaN))
    },
  })
}

function addJobStates({ Gauge }: Prometheus, registry: Registry, database: Database): void {
  new Gauge({
    name: 'bezel_jobs',
    help: 'Jobs that are not done, by state',
    labelNames: ['state'],
    registers: [registry],
    aggregator: 'max',
    async collect() {
      const counts = await countJobs(database).catch(() => ({}))
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count)
    },
  })
}

function addGauges(prometheus: Prometheus, registry: Registry, { database, live, load }: Measured): void {
  const { pool } = database
  const gauge = (options: GaugeOptions) => addGauge(prometheus, registry, options)
  gauge({ name: 'bezel_requests_in_flight', help: 'Requests under way', read: () => load.inFlight() })
  gauge({
    name: 'bezel_requests_shed',
    help: 'Requests refused because of overload, since the start',
    read: () => load.shed(),
  })
  gauge({
    name: 'bezel_event_loop_lag_seconds',
    help: 'Mean delay of the event loop in the last half second',
    shared: true,
    read: () => load.lag().mean,
  })
  gauge({
    name: 'bezel_event_loop_lag_max_seconds',
    help: 'Longest delay of the event loop in the last half second',
    shared: true,
    read: () => load.lag().max,
  })
  gauge({
    name: 'bezel_database_connections',
    help: 'Open connections of the pool',
    read: () => pool.totalCount,
  })
  gauge({
    name: 'bezel_database_connections_idle',
    help: 'Connections of the pool nobody uses',
    read: () => pool.idleCount,
  })
  gauge({
    name: 'bezel_database_waiting',
    help: 'Statements that wait for a connection',
    read: () => pool.waitingCount,
  })
  gauge({
    name: 'bezel_live_subscribers',
    help: 'Subscribers of live updates',
    read: () => live.subscribers(),
  })
  gauge({
    name: 'bezel_outbox_lag_seconds',
    help: 'Age of the oldest event not handed on yet',
    shared: true,
    read: () => dispatchLag(database),
  })
  gauge({ name: 'bezel_memory_bytes', help: 'Resident memory', read: () => process.memoryUsage.rss() })
  gauge({
    name: 'bezel_cpu_seconds',
    help: 'Processor time used, since the start',
    read: () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  })
  addJobStates(prometheus, registry, database)
}

/** Everything that is measured. Labels are names from the code, never values from requests, so their number is bounded. */
export function createInstruments(
  prometheus: Prometheus,
  registry: Registry,
  measured: Measured,
): Instruments {
  const { Histogram } = prometheus
  const registers = [registry]
  addGauges(prometheus, registry, measured)
  return {
    requests: new Histogram({
      name: 'bezel_request_seconds',
      help: 'Time to answer',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers,
    }),
    operations: new Histogram({
      name: 'bezel_operation_seconds',
      help: 'Time of operations',
      labelNames: ['operation', 'outcome'],
      buckets,
      registers,
    }),
    jobs: new Histogram({
      name: 'bezel_job_seconds',
      help: 'Time of jobs',
      labelNames: ['job', 'outcome'],
      buckets: jobBuckets,
      registers,
    }),
  }
}
