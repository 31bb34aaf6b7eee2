import { randomUUID } from 'node:crypto'
import type { MetricObject } from 'prom-client'
import type { GatherMetrics } from '../metrics/metrics.ts'
import { type FromPrimary, type FromWorker, isOurs } from './messages.ts'

/** A worker's side of the cluster. */
export interface Membership {
  /** What the primary process gave it to know. */
  task: unknown
  /** Asks all workers what they measured. */
  gatherMetrics: GatherMetrics
  /** Tells how to measure this one. */
  measureBy(own: () => Promise<MetricObject[]>): void
}

const patienceMs = 2000

function send(message: FromWorker): void {
  process.send?.(message)
}

/** Joins the cluster as one of its workers; settles when the primary process has said what to do. */
export function joinCluster(): Promise<Membership> {
  const waiting = new Map<string, (all: MetricObject[][]) => void>()
  let measure = async (): Promise<MetricObject[]> => []

  const gatherMetrics: GatherMetrics = () =>
    new Promise((resolve) => {
      const id = randomUUID()
      const finish = (all: MetricObject[][]) => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve(all)
      }
      // Better what this process knows than nothing.
      const timer = setTimeout(() => void measure().then((own) => finish([own])), patienceMs)
      waiting.set(id, finish)
      send({ bezel: 'metrics-wanted', id })
    })

  async function tellMeasures(id: string): Promise<void> {
    send({ bezel: 'measured', id, metrics: await measure() })
  }

  return new Promise((resolve) => {
    process.on('message', (message) => {
      if (!isOurs(message)) return
      const told = message as FromPrimary
      if (told.bezel === 'measure') tellMeasures(told.id).catch(() => {})
      if (told.bezel === 'metrics') waiting.get(told.id)?.(told.all)
      if (told.bezel === 'welcome') {
        resolve({
          task: told.task,
          gatherMetrics,
          measureBy: (own) => {
            measure = own
          },
        })
      }
    })
    send({ bezel: 'hello' })
  })
}
