import type pg from 'pg'
import type { Credentials } from './cluster.ts'
import { underSetupLock } from './lease.ts'

export const appUser = 'bezel'
export const appDatabase = 'bezel'

/**
 * Makes the app's role and database where they are missing. The role owns its database and may create others
 * (tests, a trial restore) but is no superuser: a flaw in the app must not become a flaw in the machine.
 * @returns the server's version, for example `18.4`
 */
export async function ensureDatabase(client: pg.Client, credentials: Credentials): Promise<string> {
  const found = await look(client)
  if (found.role && found.database) return found.version
  await underSetupLock(client, async () => {
    const { role, database } = await look(client)
    if (!role) {
      const password = client.escapeLiteral(credentials.appPassword)
      await client.query(`create role ${appUser} login createdb in role pg_monitor password ${password}`)
    }
    if (!database) await client.query(`create database ${appDatabase} owner ${appUser}`)
  })
  return found.version
}

interface Found {
  role: boolean
  database: boolean
  version: string
}

async function look(client: pg.Client): Promise<Found> {
  const { rows } = await client.query<Found>(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $2) as database,
            current_setting('server_version') as version`,
    [appUser, appDatabase],
  )
  const [row] = rows
  if (!row) throw new Error('PostgreSQL answered no row')
  return row
}
