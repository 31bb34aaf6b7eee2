import type { Worker } from 'node:cluster'
import type { MetricObject } from 'prom-client'
import type { FromPrimary, FromWorker } from './messages.ts'

interface Question {
  asker: Worker
  missing: Set<number>
  all: MetricObject[][]
  timer: NodeJS.Timeout
}

const patienceMs = 1500

export interface MetricsRelay {
  handle(from: Worker, message: FromWorker): void
}

/**
 * Prometheus reaches one worker; this asks all of them what they measured. A worker that does not answer in time is
 * left out.
 */
export function createMetricsRelay(workers: () => Worker[]): MetricsRelay {
  const questions = new Map<string, Question>()
  const send = (worker: Worker, message: FromPrimary) => {
    if (worker.isConnected()) worker.send(message)
  }

  function answer(id: string): void {
    const question = questions.get(id)
    if (!question) return
    questions.delete(id)
    clearTimeout(question.timer)
    send(question.asker, { bezel: 'metrics', id, all: question.all })
  }

  function ask(asker: Worker, id: string): void {
    const asked = workers()
    const timer = setTimeout(() => answer(id), patienceMs)
    questions.set(id, { asker, missing: new Set(asked.map((worker) => worker.id)), all: [], timer })
    for (const worker of asked) send(worker, { bezel: 'measure', id })
  }

  return {
    handle(from, message) {
      if (message.bezel === 'metrics-wanted') ask(from, message.id)
      if (message.bezel !== 'measured') return
      const question = questions.get(message.id)
      if (!question?.missing.delete(from.id)) return
      question.all.push(message.metrics)
      if (question.missing.size === 0) answer(message.id)
    },
  }
}
