import type { BadgeProps } from '../ui/badge.tsx'

const TONES: Record<string, NonNullable<BadgeProps['tone']>> = {}
const register = (tone: NonNullable<BadgeProps['tone']>, values: string): void => {
  for (const value of values.split(' ')) TONES[value] = tone
}
register(
  'good',
  'in_stock active available completed complete paid ready delivered granted verified done succeeded open_for_sale',
)
register(
  'info',
  'reserved layaway in_transit memo_out in_service in_assembly running processing pending queued issued draft new uploaded',
)
register(
  'warning',
  'police_hold on_hold overdue expired expiring partly_returned waiting cancelled canceled partial',
)
register('problem', 'lost failed scrapped declined refused blocked withdrawn revoked suspended')

/** The colour that goes with a state's word; anything unknown, grades included, stays neutral. */
export const toneOf = (value: unknown): NonNullable<BadgeProps['tone']> => TONES[String(value)] ?? 'neutral'
