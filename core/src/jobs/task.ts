import type { EventMessage } from '../events/event.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { defaultAttempts, type Job, type JobRun } from './job.ts'

/** Anything the job worker can run: a declared job, or the delivery of an event to a subscriber. */
export interface Task {
  /** `customers.remind-life-events` for a job, `cases/relink-cases` for a subscription. */
  name: string
  plugin: string
  schedule: string | undefined
  maxAttempts: number
  timeoutMs: number
  run(run: JobRun, payload: Record<string, unknown>): Promise<void>
}

/** A subscription's task, and the event that starts it. */
export interface SubscriptionTask extends Task {
  event: string
}

const defaultTimeoutSeconds = 600

function jobTask(plugin: string, job: Job): Task {
  return {
    name: job.name,
    plugin,
    schedule: job.schedule,
    maxAttempts: job.maxAttempts ?? defaultAttempts,
    timeoutMs: (job.timeoutSeconds ?? defaultTimeoutSeconds) * 1000,
    run: (run, payload) =>
      'steps' in job ? job.steps(run, payload) : run.step((ctx) => job.run(ctx, payload)),
  }
}

export function jobTasks(plugins: Plugin[]): Task[] {
  return plugins.flatMap(({ name, jobs }) => jobs.map((job) => jobTask(name, job)))
}

/** Name of the job that delivers an event to a subscriber. */
export function subscriptionTaskName(plugin: string, subscription: string): string {
  return `${plugin}/${subscription}`
}

export function subscriptionTasks(plugins: Plugin[]): SubscriptionTask[] {
  return plugins.flatMap(({ name: plugin, subscribes }) =>
    subscribes.map(({ event, name, handle }) => ({
      name: subscriptionTaskName(plugin, name),
      plugin,
      event,
      schedule: undefined,
      maxAttempts: defaultAttempts,
      timeoutMs: defaultTimeoutSeconds * 1000,
      run: (run, payload) => run.step((ctx) => handle(ctx, payload as unknown as EventMessage)),
    })),
  )
}
