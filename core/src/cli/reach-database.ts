import pg from 'pg'
import { BootError } from '../app/boot-error.ts'
import { sqlState } from '../database/retry.ts'

const oldest = 14

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there. Start PostgreSQL, or correct the address'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no such host. Correct the address'
    case '28P01':
    case '28000':
      return 'it refuses the user or the password. Correct them'
    case '3D000':
      return 'it has no such database. Create it, or correct the name'
    default:
      return `${message}. Check that it runs and that this machine may connect to it`
  }
}

/** Never shows the password. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `${searchParams.get('host') ?? hostname}:${port || '5432'}${pathname}`
}

/**
 * Says plainly why a database cannot be used, before anything is done with it.
 * @throws BootError
 */
export async function reachDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    )
    const { number = 0, name = '' } = rows[0] ?? {}
    if (number < oldest * 10_000)
      throw new BootError([
        `The server at DATABASE_URL is PostgreSQL ${name}. Bezel needs ${oldest} or newer. Upgrade it.`,
      ])
  } catch (error) {
    if (error instanceof BootError) throw error
    const state = sqlState(error)
    const at = state ? ` (SQLSTATE ${state})` : ''
    throw new BootError([
      `The database at DATABASE_URL (${placeOf(connectionString)}) cannot be used${at}: ${reasonOf(error)}.`,
    ])
  } finally {
    await client.end().catch(() => {})
  }
}
