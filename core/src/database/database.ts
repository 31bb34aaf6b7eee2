import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { typeParsers } from './parse-types.ts'
import { isRetryable } from './retry.ts'
import { createStatementNames } from './statements.ts'
import type { Sql } from './types.ts'
import { watchPool } from './watch.ts'

export interface Transaction extends Sql {
  /** The connection itself, for COPY streams. Never begin, commit or release it. */
  readonly connection: pg.PoolClient
}

export interface Database extends Sql {
  /** Runs `work` in one transaction; run again from the start after a serialization failure or a lost connection. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  readonly pool: pg.Pool
  /** Called with the text of every statement; tests count them. */
  onQuery: ((text: string) => void) | undefined
  close(): Promise<void>
}

export interface DatabaseOptions {
  connection: pg.PoolConfig
  /** Most connections this process opens. */
  max?: number
  /** False behind a pgbouncer older than 1.21, which cannot follow prepared statements. */
  prepare?: boolean
  /** How long a statement outside transactions may take before its connection is given up: the network may be gone. */
  answerWithinMs?: number
}

const attempts = 4

/** Opens a pool. Nothing connects until the first statement. */
export function createDatabase({
  connection,
  max = 10,
  prepare = true,
  answerWithinMs = 30_000,
}: DatabaseOptions): Database {
  const pool = new pg.Pool({
    ...connection,
    max,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'bezel',
  })
  // An idle connection that the server closes must not end the process; the next statement opens a new one.
  pool.on('error', () => {})
  // The same for one in use that breaks between two statements of a transaction: the next of them fails.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const nameOf = prepare ? createStatementNames() : () => undefined

  const watch = watchPool(pool, answerWithinMs)

  function statement(text: string, values: readonly unknown[] = []): pg.QueryConfig {
    database.onQuery?.(text)
    const name = values.length > 0 || text.startsWith('select') ? nameOf(text) : undefined
    return { text, values: values as unknown[], ...(name && { name }) }
  }

  function sqlOn(client: pg.PoolClient): Sql {
    return {
      query: async <Row extends object>(text: string, values?: readonly unknown[]) =>
        (await client.query<Row>(statement(text, values))).rows,
      values: async (text, values) =>
        (await client.query<unknown[]>({ ...statement(text, values), rowMode: 'array' })).rows,
    }
  }

  async function once<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work({ connection: client, ...sqlOn(client) })
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  const database: Database = {
    pool,
    onQuery: undefined,
    query: (text, values) => watch.within((client) => sqlOn(client).query(text, values)),
    values: (text, values) => watch.within((client) => sqlOn(client).values(text, values)),
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work)
        } catch (error) {
          if (attempt === attempts || !isRetryable(error)) throw error
          await sleep(attempt * 20)
        }
      }
    },
    async close() {
      watch.stop()
      await pool.end()
    },
  }
  return database
}
