import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/database.ts'

const requestsMs = 25_000
const sweepMs = 50
const databaseMs = 5_000

/** Takes no more requests and lets those under way finish, for as long as is usual before a process is killed. */
export async function stopServer(server: FastifyInstance): Promise<void> {
  // A connection whose last request is answered would be kept for the next one, which must not come.
  const sweep = setInterval(() => server.server.closeIdleConnections(), sweepMs)
  const timer = setTimeout(() => server.server.closeAllConnections(), requestsMs)
  try {
    await server.close()
  } finally {
    clearInterval(sweep)
    clearTimeout(timer)
  }
}

/** Closes the pool, but does not wait forever for a statement that hangs. */
export async function stopDatabase(database: Database): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, databaseMs)
  })
  await Promise.race([database.close(), over])
  clearTimeout(timer)
}
