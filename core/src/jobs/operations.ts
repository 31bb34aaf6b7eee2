import Type from 'typebox'
import { notFound } from '../errors/catalog.ts'
import { defineError, Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { operation } from '../operation/operation.ts'
import { jobStates, readJobs } from './read-jobs.ts'

export const jobRunning = defineError(
  'JOB_RUNNING',
  409,
  'This job is running. Wait until it is done or has failed.',
)

// A bigint, which JSON and GraphQL numbers cannot hold: text.
const jobId = Type.String({ pattern: '^[1-9]\\d{0,17}$' })
const byId = Type.Object({ id: jobId }, { additionalProperties: false })

const job = Type.Object({
  id: jobId,
  name: Type.String(),
  plugin: Type.String(),
  state: Type.Enum([...jobStates]),
  attempts: Type.Integer(),
  maxAttempts: Type.Integer(),
  runAt: Type.String({ format: 'date-time' }),
  createdAt: Type.String({ format: 'date-time' }),
  lastError: Type.Union([Type.String(), Type.Null()]),
})

async function findJob({ db }: Context, id: string) {
  const [found] = (await readJobs(db, { id })).data
  if (!found) throw new Problem(notFound)
  return found
}

/** Nothing came back from a change of a job: it is gone, or somebody runs it. */
async function refused(ctx: Context, id: string): Promise<Problem> {
  await findJob(ctx, id)
  return new Problem(jobRunning)
}

export const listJobs = operation({
  name: 'jobs.list',
  needs: 'jobs.read',
  summary: 'List jobs that are not done: running, waiting, failed and parked ones',
  input: Type.Object(
    {
      state: Type.Optional(Type.Enum([...jobStates])),
      name: Type.Optional(Type.String({ maxLength: 200 })),
      failed: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      cursor: Type.Optional(jobId),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    data: Type.Array(job),
    page: Type.Object({ nextCursor: Type.Union([Type.String(), Type.Null()]) }),
  }),
  rest: 'GET /jobs',
  graphql: 'query jobs',
  run: ({ db }, input) => readJobs(db, input),
})

export const getJob = operation({
  name: 'jobs.get',
  needs: 'jobs.read',
  summary: 'Get one job by id',
  input: byId,
  output: job,
  rest: 'GET /jobs/:id',
  graphql: 'query job',
  run: (ctx, { id }) => findJob(ctx, id),
})

export const retryJob = operation({
  name: 'jobs.retry',
  needs: 'jobs.write',
  summary: 'Run a failed or parked job now, with all its attempts before it again',
  input: byId,
  output: job,
  rest: 'POST /jobs/:id/retry',
  graphql: 'mutation retryJob',
  errors: [jobRunning],
  async run(ctx, { id }) {
    const changed = await ctx.db.query(
      'select id from graphile_worker.reschedule_jobs(array[$1::bigint], run_at := now(), attempts := 0)',
      [id],
    )
    if (changed.length === 0) throw await refused(ctx, id)
    await ctx.db.query('delete from bezel_core.job_crashes where job_id = $1', [id])
    ctx.log.info({ jobId: id, actorId: ctx.actor.id }, 'job retried')
    return findJob(ctx, id)
  },
})

export const deleteJob = operation({
  name: 'jobs.delete',
  needs: 'jobs.write',
  summary: 'Give up a job that need not be done any more',
  input: byId,
  output: Type.Object({ id: jobId }),
  rest: 'DELETE /jobs/:id',
  graphql: 'mutation deleteJob',
  status: 204,
  errors: [jobRunning],
  async run(ctx, { id }) {
    const deleted = await ctx.db.query('select id from graphile_worker.complete_jobs(array[$1::bigint])', [
      id,
    ])
    if (deleted.length === 0) throw await refused(ctx, id)
    ctx.log.info({ jobId: id, actorId: ctx.actor.id }, 'job given up')
    return { id }
  },
})
