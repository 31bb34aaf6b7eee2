import type pg from 'pg'

/** Gives up connections whose statement is not answered in time. */
export interface Watch {
  /** Runs statements on a connection of the pool, which is closed when they take longer: whoever waits is told so. */
  within<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  stop(): void
}

/** One clock for all statements: a timer for each of them was measured to cost a tenth of a small request. */
export function watchPool(pool: pg.Pool, limitMs: number): Watch {
  const since = new Map<pg.PoolClient, number>()
  function giveUp(): void {
    const now = performance.now()
    for (const [client, begun] of since) {
      // Ending a client that waits for an answer closes its socket at once.
      if (now - begun > limitMs) void (client as unknown as pg.Client).end()
    }
  }
  const clock = setInterval(giveUp, Math.min(1000, limitMs / 4)).unref()
  return {
    async within(work) {
      const client = await pool.connect()
      since.set(client, performance.now())
      try {
        return await work(client)
      } finally {
        since.delete(client)
        client.release()
      }
    },
    stop: () => clearInterval(clock),
  }
}
