import type { Plugin } from '../plugin/plugin.ts'
import type { Job } from './job.ts'
import { scheduleProblem } from './schedule.ts'

function checkJob(plugin: string, { name, schedule, maxAttempts = 1 }: Job, problems: string[]): void {
  const where = `Job "${name}" of plugin "${plugin}"`
  if (!name.startsWith(`${plugin}.`) || !/^[\w.-]+$/.test(name)) {
    problems.push(`${where} must be named "${plugin}.<verb-noun>". Rename it.`)
  }
  const wrong = schedule === undefined ? undefined : scheduleProblem(schedule)
  if (wrong) problems.push(`${where} has the schedule "${schedule}": ${wrong}.`)
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1 || maxAttempts > 100) {
    problems.push(`${where} has maxAttempts ${maxAttempts}. Set it to a whole number from 1 to 100.`)
  }
}

/** Reports jobs that could never run as they say; all problems together, each with its remedy. */
export function checkJobs(plugins: Plugin[], problems: string[]): void {
  for (const { name, jobs } of plugins) for (const job of jobs) checkJob(name, job, problems)
}
