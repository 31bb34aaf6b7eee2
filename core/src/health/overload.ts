import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { overloaded } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'

export interface LoadLimits {
  /** Requests under way at once in this process. */
  inFlight: number
  /** Mean delay of the event loop over half a second, twice in a row, in milliseconds. */
  lagMs: number
}

export const defaultLimits: LoadLimits = { inFlight: 1000, lagMs: 1000 }

export interface Load {
  inFlight(): number
  /** Delay of the event loop over the last half second, in seconds. */
  lag(): { mean: number; max: number }
  /** Requests refused so far. */
  shed(): number
}

const sampleMs = 500
const resolutionMs = 20

interface LagMeter {
  last(): { mean: number; max: number }
  /** The least mean of the last two samples, in seconds: one long step, as of an import, is no overload. */
  lasting(): number
  stop(): void
}

function startLagMeter(): LagMeter {
  const histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs })
  let before = { mean: 0, max: 0 }
  let last = before
  // The histogram counts its own pause between two samples as delay.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs) / 1000
  const timer = setInterval(() => {
    before = last
    last =
      histogram.count > 0
        ? { mean: seconds(histogram.mean), max: seconds(histogram.max) }
        : { mean: 0, max: 0 }
    histogram.reset()
  }, sampleMs)
  timer.unref()
  histogram.enable()
  return {
    last: () => last,
    lasting: () => Math.min(before.mean, last.mean),
    stop() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}

/** What must be answered even then: who watches the server has to see that it is busy. */
function isExempt(url: string): boolean {
  return url.startsWith('/health/') || url === '/metrics'
}

/**
 * Refuses requests at the door, before anything was done for them, when the process has more than it can do: it is
 * kinder to be told at once to come back than to wait for a time-out, and what is under way gets done.
 */
export function registerOverload(app: FastifyInstance, limits: LoadLimits): Load {
  let inFlight = 0
  let shed = 0
  let meter: LagMeter | undefined

  const tooMuch = () => inFlight >= limits.inFlight || (meter?.lasting() ?? 0) * 1000 > limits.lagMs

  app.addHook('onListen', async () => {
    meter = startLagMeter()
  })
  app.addHook('onClose', async () => meter?.stop())
  app.addHook('onRequest', (request, reply, done) => {
    // A socket stays open for hours; its requests are limited where they are read.
    if (isExempt(request.url) || request.headers.upgrade) return done()
    if (tooMuch()) {
      shed += 1
      return done(new Problem(overloaded, { retryAfterSeconds: 2 }))
    }
    inFlight += 1
    // Also when the client goes away before it is answered.
    reply.raw.once('close', () => {
      inFlight -= 1
    })
    done()
  })
  return {
    inFlight: () => inFlight,
    lag: () => meter?.last() ?? { mean: 0, max: 0 },
    shed: () => shed,
  }
}
