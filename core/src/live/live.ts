import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Sql } from '../database/types.ts'
import { describeError } from '../jobs/describe-error.ts'
import { service } from '../plugin/service.ts'
import { type LiveChange, liveChannel, packChanges, unpackChanges } from './change.ts'
import { iterateChanges } from './changes.ts'
import { createHub, type LiveFilter } from './hub.ts'
import { type Listener, startListener } from './listener.ts'

/** Which records changed, in any server process, a moment after the change was committed. */
export interface Live {
  /**
   * Calls back for every change from now on. Delivered at most once: `onGap` tells when some may have been missed.
   * @returns how to unsubscribe
   */
  subscribe(filter: LiveFilter, onChange: (change: LiveChange) => void, onGap?: () => void): () => void
  /** The same as an iterator; ends when its reader returns. @throws Problem OVERLOADED to a reader that falls far behind */
  changes(collections?: readonly string[]): AsyncIterableIterator<LiveChange>
  /** Tells all processes of a change that makes no event (a session that ended), when the transaction commits. */
  publish(sql: Sql, changes: LiveChange[]): Promise<void>
  isListening(): boolean
  subscribers(): number
  /** Starts hearing of changes; before that nothing is connected. Settles when it listens. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** For plugins that keep copies of records: `use(liveService)` in `setup`, then subscribe. */
export const liveService = service<Live>('core.live')

export interface LiveOptions {
  /** Directly to PostgreSQL: no pgbouncer lets through what a session listens to. */
  connection: pg.ClientConfig
  log: FastifyBaseLogger
}

export function createLive({ connection, log }: LiveOptions): Live {
  const hub = createHub((error) =>
    log.error({ error: describeError(error) }, 'a subscriber of live updates failed'),
  )
  let listener: Listener | undefined

  return {
    subscribe(filter, onChange, onGap) {
      return hub.add(filter, { onChange, ...(onGap && { onGap }) })
    },
    changes: (collections) => iterateChanges(hub, { collections }),
    async publish(sql, changes) {
      for (const payload of packChanges(changes))
        await sql.query('select pg_notify($1, $2)', [liveChannel, payload])
    },
    isListening: () => listener?.isListening() ?? false,
    subscribers: () => hub.size(),
    async start() {
      listener ??= startListener({
        connection,
        log,
        onPayload(payload) {
          for (const change of unpackChanges(payload)) hub.tell(change)
        },
        onGap: () => hub.gap(),
      })
      await listener.ready
    },
    async stop() {
      await listener?.stop()
      listener = undefined
    },
  }
}
