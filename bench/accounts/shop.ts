import { hashPassword } from '@bezel/core'
import { createDatabase, type Database } from '../../core/src/database/database.ts'
import { attachEmbedded } from '../../core/src/database/embedded/index.ts'
import { embeddedUrl } from '../../core/src/testing/postgres.ts'
import { type Server, startServer, stopServer } from '../measure.ts'

export const password = 'plum kettle orbit seven'

export interface AccountsShop {
  server: Server
  database: Database
  stop(): Promise<void>
}

/** A new database beside the other benches' one, and a server on it. */
export async function openAccountsShop(): Promise<AccountsShop> {
  const postgres = await attachEmbedded({ dataDir: '.bezel/bench', log: () => {} })
  const usual = process.env.DATABASE_URL ?? embeddedUrl(postgres.connection)
  const url = new URL(usual)
  url.pathname = '/bezel_bench_accounts'
  const server = createDatabase({ connection: { connectionString: usual } })
  await server.query('drop database if exists bezel_bench_accounts with (force)')
  await server.query('create database bezel_bench_accounts')
  await server.close()
  const started = await startServer('bench/accounts/server.ts', {
    DATABASE_URL: url.href,
    BEZEL_SECRET: 'bench secret of at least thirty-two bytes',
  })
  const database = createDatabase({ connection: { connectionString: url.href } })
  return {
    server: started,
    database,
    async stop() {
      await database.close()
      await stopServer(started)
      await postgres.stop()
    },
  }
}

/** People with accounts, in a role, all with the same password. */
export async function makePeople(database: Database, emails: string[], role: string): Promise<void> {
  await database.query(
    `insert into users (id, created_at, updated_at, name, email, role_id, password_hash)
     select gen_random_uuid(), now(), now(), 'Robin Okafor', email, (select id from roles where name = $2), $3
     from unnest($1::text[]) as email`,
    [emails, role, await hashPassword(password)],
  )
}
