import knex, { type Knex } from 'knex'
import { knexSnakeCaseMappers } from 'objection'
import type pg from 'pg'

interface ConnectionSource {
  acquire(): Promise<pg.PoolClient>
  release(client: pg.PoolClient): void
}

/** A knex that borrows connections instead of keeping a pool of its own: those of our pool, or of one transaction. */
function knexFrom({ acquire, release }: ConnectionSource): Knex {
  const { Client } = knex as unknown as { Client: new (config: object) => object }
  class BorrowingClient extends (pgClient() as typeof Client) {
    acquireConnection() {
      return acquire()
    }
    async releaseConnection(client: pg.PoolClient) {
      release(client)
    }
  }
  return knex({ client: BorrowingClient as unknown as typeof Knex.Client, ...knexSnakeCaseMappers() })
}

/** knex's PostgreSQL dialect; taken from an instance, for its path inside the package is not public. */
function pgClient(): unknown {
  return knex({ client: 'pg' }).client.constructor
}

export function knexOnPool(pool: pg.Pool): Knex {
  return knexFrom({ acquire: () => pool.connect(), release: (client) => client.release() })
}

/** Every query of it is part of the transaction that the connection is in. */
export function knexOnConnection(connection: pg.PoolClient): Knex {
  return knexFrom({ acquire: async () => connection, release: () => {} })
}
