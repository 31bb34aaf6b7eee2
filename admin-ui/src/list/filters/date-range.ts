import type { FieldKind } from '../../entity/types.ts'
import { isoDate } from '../../fields/dates.ts'

export const PRESETS = ['today', 'last7', 'last30', 'thisMonth', 'thisYear'] as const
export type Preset = (typeof PRESETS)[number]

/** The days a preset means, both included. */
export function presetRange(preset: Preset, today: Date): { from: string; to: string } {
  const to = isoDate(today)
  const back = (days: number): string =>
    isoDate(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days))
  switch (preset) {
    case 'today':
      return { from: to, to }
    case 'last7':
      return { from: back(6), to }
    case 'last30':
      return { from: back(29), to }
    case 'thisMonth':
      return { from: isoDate(new Date(today.getFullYear(), today.getMonth(), 1)), to }
    case 'thisYear':
      return { from: isoDate(new Date(today.getFullYear(), 0, 1)), to }
  }
}

/** A day as a filter's bound: a moment needs the first or last instant of the day in the reader's zone. */
export function toBound(kind: FieldKind, day: string, side: 'start' | 'end'): string {
  if (day === '' || kind === 'date') return day
  const date = new Date(`${day}T${side === 'start' ? '00:00:00.000' : '23:59:59.999'}`)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}

/** The day a bound falls on, in the reader's zone. */
export function toDay(bound: string): string {
  if (!bound.includes('T')) return bound
  const date = new Date(bound)
  return Number.isNaN(date.getTime()) ? '' : isoDate(date)
}
