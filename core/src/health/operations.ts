import Type from 'typebox'
import { dispatchLag } from '../events/dispatcher.ts'
import { countJobs, readJobs } from '../jobs/read-jobs.ts'
import type { Context } from '../operation/context.ts'
import { operation } from '../operation/operation.ts'
import { version } from '../version.ts'
import { healthService } from './health.ts'

const check = Type.Object({
  plugin: Type.String(),
  name: Type.String(),
  status: Type.Enum(['ok', 'failed', 'off']),
  detail: Type.Union([Type.String(), Type.Null()]),
  milliseconds: Type.Integer(),
})

const failure = Type.Object({
  id: Type.String(),
  name: Type.String(),
  plugin: Type.String(),
  state: Type.String(),
  attempts: Type.Integer(),
  lastError: Type.Union([Type.String(), Type.Null()]),
})

const counts = Type.Object({
  running: Type.Integer(),
  waiting: Type.Integer(),
  scheduled: Type.Integer(),
  retrying: Type.Integer(),
  parked: Type.Integer(),
})

const server = Type.Object({
  host: Type.String(),
  pid: Type.Integer(),
  startedAt: Type.String(),
  beatAt: Type.String(),
})

interface ServerRow {
  host: string
  pid: number
  startedAt: string
  beatAt: string
}

function liveServers({ db }: Context): Promise<ServerRow[]> {
  return db.query<ServerRow & Record<string, unknown>>(
    'select host, pid, started_at as "startedAt", beat_at as "beatAt" from bezel_core.processes order by started_at',
  )
}

/** How everything is, in detail: for the admin's system page. */
export const systemHealth = operation({
  name: 'system.health',
  needs: 'system.read',
  summary: 'Tell how the database, jobs, adapters and every plugin are',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    version: Type.String(),
    ready: Type.Boolean(),
    checks: Type.Array(check),
    jobs: counts,
    /** Jobs that failed and are not done yet, newest first. */
    failures: Type.Array(failure),
    /** Seconds the oldest event has been waiting for delivery. */
    dispatchLag: Type.Number(),
    servers: Type.Array(server),
  }),
  rest: 'GET /health',
  graphql: 'query systemHealth',
  async run(ctx) {
    const { checks, ready } = await ctx.use(healthService).check()
    const failures = (await readJobs(ctx.db, { failed: true, limit: 50 })).data
    return {
      version,
      ready,
      checks,
      jobs: await countJobs(ctx.db),
      failures: failures.map(({ id, name, plugin, state, attempts, lastError }) => ({
        id,
        name,
        plugin,
        state,
        attempts,
        lastError,
      })),
      dispatchLag: await dispatchLag(ctx.db),
      servers: await liveServers(ctx),
    }
  },
})
