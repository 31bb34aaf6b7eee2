/** How long a key works: so many days, until a day, or without end. */
export const lives = ['30', '90', '365', 'day', 'never'] as const

export type Life = (typeof lives)[number]

const dayMs = 24 * 3600 * 1000

/** When a key ends; a chosen day counts whole, where the person is. Undefined while the day is missing. */
export function endOf(life: Life, day: string | null, now: number): string | null | undefined {
  if (life === 'never') return null
  if (life !== 'day') return new Date(now + Number(life) * dayMs).toISOString()
  if (!day) return undefined
  const end = new Date(`${day}T00:00:00`)
  end.setDate(end.getDate() + 1)
  return end.toISOString()
}
