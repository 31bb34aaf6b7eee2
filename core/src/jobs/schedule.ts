import type { CronItem } from 'graphile-worker'
import type { Task } from './task.ts'

const fields = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12 },
  // 7 is Sunday as well as 0.
  { name: 'day of the week', min: 0, max: 7 },
]

function fits(part: string, min: number, max: number): boolean {
  const step = /^\*(?:\/(\d+))?$/.exec(part)
  if (step) return step[1] === undefined || Number(step[1]) > 0
  const [from, to = from] = (/^(\d+)(?:-(\d+))?$/.exec(part)?.slice(1) ?? []) as (string | undefined)[]
  if (from === undefined) return false
  const isRange = part.includes('-')
  return Number(from) >= min && Number(to) <= max && (!isRange || Number(from) < Number(to))
}

/** What is wrong with a schedule, or undefined. Numbers, lists, ranges and steps of everything: `0,30 8-18 * * 1-5`. */
export function scheduleProblem(schedule: string): string | undefined {
  const parts = schedule.trim().split(/\s+/)
  if (parts.length !== fields.length)
    return 'it must have five fields: minute, hour, day of the month, month, day of the week'
  const wrong = fields.find(
    ({ min, max }, index) => !(parts[index] as string).split(',').every((part) => fits(part, min, max)),
  )
  return (
    wrong &&
    `its ${wrong.name} must be numbers from ${wrong.min} to ${wrong.max}, lists (1,15), ranges (1-5) or steps (*/5)`
  )
}

const dayMs = 24 * 3600 * 1000

/** A time of the day that passed while no server ran is made up for; something that runs many times a day is not. */
function missedMs(schedule: string): number {
  return /^\S+\s+[\d,]+\s/.test(schedule) ? dayMs : 0
}

/**
 * The schedules as the job worker knows them. Each time is enqueued once across all processes (it keeps the last time
 * of each schedule in the database), a run that is still waiting is replaced, and the runs of one schedule never
 * overlap.
 */
export function cronItems(tasks: Task[]): CronItem[] {
  return tasks.flatMap(({ name, schedule, maxAttempts }) => {
    if (!schedule) return []
    const options = {
      maxAttempts,
      backfillPeriod: missedMs(schedule),
      queueName: name,
      jobKey: `schedule:${name}`,
    }
    return [{ task: name, match: schedule.trim(), identifier: name, options }]
  })
}
