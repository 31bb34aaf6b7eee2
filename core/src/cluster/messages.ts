import type { MetricObject } from 'prom-client'

/** What a worker tells the primary process. */
export type FromWorker =
  | { bezel: 'hello' }
  | { bezel: 'metrics-wanted'; id: string }
  | { bezel: 'measured'; id: string; metrics: MetricObject[] }

/** What the primary process tells a worker. */
export type FromPrimary =
  /** What it cannot know by itself. */
  | { bezel: 'welcome'; task: unknown }
  | { bezel: 'measure'; id: string }
  | { bezel: 'metrics'; id: string; all: MetricObject[][] }

/** Messages of others (Node.js itself, tools) go over the same channel. */
export function isOurs(message: unknown): message is FromWorker | FromPrimary {
  return typeof message === 'object' && message !== null && 'bezel' in message
}
