import type { Plugin } from '../plugin/plugin.ts'
import { scheduleProblem } from './schedule.ts'

/** Reports jobs that could never run as they say; all problems together, each with its remedy. */
export function checkJobs(plugins: Plugin[], problems: string[]): void {
  for (const { name: plugin, jobs } of plugins) {
    for (const { name, schedule, maxAttempts } of jobs) {
      const where = `Job "${name}" of plugin "${plugin}"`
      if (!name.startsWith(`${plugin}.`) || !/^[\w.-]+$/.test(name)) {
        problems.push(`${where} must be named "${plugin}.<verb-noun>". Rename it.`)
      }
      const wrong = schedule === undefined ? undefined : scheduleProblem(schedule)
      if (wrong) problems.push(`${where} has the schedule "${schedule}": ${wrong}.`)
      if (
        maxAttempts !== undefined &&
        !(Number.isInteger(maxAttempts) && maxAttempts >= 1 && maxAttempts <= 100)
      ) {
        problems.push(`${where} has maxAttempts ${maxAttempts}. Set it to a whole number from 1 to 100.`)
      }
    }
  }
}
