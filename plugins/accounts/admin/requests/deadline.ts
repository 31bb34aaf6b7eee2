const day = 24 * 3600 * 1000

/** One month from the day it was asked (GDPR, article 12); the last of February where January has a 31st. */
export function daysLeft(createdAt: string, now: number): number {
  const asked = new Date(createdAt)
  const deadline = new Date(asked)
  deadline.setMonth(asked.getMonth() + 1)
  if (deadline.getDate() !== asked.getDate()) deadline.setDate(0)
  return Math.ceil((deadline.getTime() - now) / day)
}
