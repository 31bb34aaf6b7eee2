import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { describeError } from '../jobs/describe-error.ts'
import { liveChannel } from './change.ts'

export interface ListenerOptions {
  connection: pg.ClientConfig
  log: FastifyBaseLogger
  onPayload(payload: string): void
  /** Called when listening again after a break in which notifications may have been missed. */
  onGap(): void
}

export interface Listener {
  isListening(): boolean
  /** Settles when it listens for the first time. */
  ready: Promise<void>
  stop(): Promise<void>
}

const pingMs = 15_000
const pauseMs = 200
const longestPauseMs = 5_000

interface Ears {
  client: pg.Client
  /** Settles when the connection is gone. */
  lost: Promise<void>
}

async function listen({ connection, onPayload }: ListenerOptions): Promise<Ears> {
  const client = new pg.Client({
    ...connection,
    application_name: 'bezel live',
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    keepAlive: true,
  })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  client.on('notification', ({ payload }) => onPayload(payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${liveChannel}`)
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  return { client, lost }
}

/** A server that vanished without a word (a pulled cable) is noticed by asking it something. */
async function pingUntilLost({ client, lost }: Ears): Promise<void> {
  const timer = setInterval(() => {
    client.query('select').catch(() => client.end().catch(() => {}))
  }, pingMs)
  timer.unref()
  await lost
  clearInterval(timer)
}

/** Keeps one connection listening, outside the pool; makes a new one whenever it breaks. */
export function startListener(options: ListenerOptions): Listener {
  const stopping = new AbortController()
  let ears: Ears | undefined
  let ready = () => {}
  const firstReady = new Promise<void>((resolve) => {
    ready = resolve
  })

  async function keepListening(): Promise<void> {
    let broken = false
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        ears = await listen(options)
        if (stopping.signal.aborted) break
        if (broken) options.onGap()
        failures = 0
        ready()
        await pingUntilLost(ears)
      } catch (error) {
        failures += 1
        if (failures === 1)
          options.log.warn({ error: describeError(error) }, 'live updates have no connection to the database')
      }
      ears = undefined
      broken = true
      const pause = Math.min(pauseMs * 2 ** failures, longestPauseMs)
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const kept = keepListening()
  return {
    isListening: () => ears !== undefined,
    ready: firstReady,
    async stop() {
      stopping.abort()
      ready()
      await ears?.client.end().catch(() => {})
      await kept
      await ears?.client.end().catch(() => {})
    },
  }
}
