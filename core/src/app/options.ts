import type pg from 'pg'
import type { AdminOptions } from '../admin/routes.ts'
import type { ShopConfig } from '../config/config.ts'
import type { ServerSettings } from '../config/environment.ts'
import type { LoadLimits } from '../health/overload.ts'
import type { GatherMetrics } from '../metrics/metrics.ts'
import type { Environment } from './kernel.ts'
import type { WorkTimes } from './work.ts'

export interface AppOptions {
  config: ShopConfig
  settings: ServerSettings
  connection: pg.PoolConfig
  env?: Record<string, string | undefined>
  environment?: Partial<Environment>
  logStream?: NodeJS.WritableStream
  /** The built admin shell; absent in tests and commands, which serve no pages. */
  admin?: AdminOptions
  /** Serves the plugins' portals; off in tests and commands, too. */
  portals?: boolean
  /** Problems found before, to be reported together with ours. */
  problems?: string[]
  /** Connections to the database at most, in this process; 10 unless told. */
  poolSize?: number
  limits?: Partial<LoadLimits>
  work?: Partial<WorkTimes>
  /** Collects the metrics of all server processes, where there are several. */
  gatherMetrics?: GatherMetrics
}
