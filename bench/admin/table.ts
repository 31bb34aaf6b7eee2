import { loadavg } from 'node:os'

export interface Finding {
  budget: string
  limit: string
  measured: string
  ok: boolean
}

const widths = [46, 12, 40]
const line = (cells: string[]): string =>
  cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')

export function printHead(): void {
  console.log(`\nload of the machine: ${loadavg()[0]?.toFixed(2)} (medians; the range in brackets)\n`)
  console.log(line(['budget', 'at most', 'measured', 'ok']))
}

export function print({ budget, limit, measured, ok }: Finding): void {
  console.log(line([budget, limit, measured, ok ? 'ok' : 'ABOVE']))
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]]
  return (low + high) / 2
}

/** Times as a finding: their median against the budget, all in milliseconds. */
export function timeFinding(budget: string, limit: number, times: number[]): Finding {
  const middle = median(times)
  const ms = (value: number): string => value.toFixed(0)
  const range = `${ms(Math.min(...times))}–${ms(Math.max(...times))} of ${times.length}`
  return { budget, limit: `${limit} ms`, measured: `${ms(middle)} ms (${range})`, ok: middle <= limit }
}
