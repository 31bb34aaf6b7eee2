import type pg from 'pg'

type Env = Record<string, string | undefined>

/**
 * How to reach PostgreSQL itself where `DATABASE_URL` leads to a pgbouncer, which lets no session listen:
 * `DATABASE_DIRECT_URL`, or else the same as everything else. Used for two or three connections per process.
 */
export function directConnection(connection: pg.PoolConfig, env: Env, problems: string[]): pg.PoolConfig {
  const url = env.DATABASE_DIRECT_URL
  if (!url) return connection
  if (!/^postgres(ql)?:\/\//.test(url)) {
    problems.push(
      'DATABASE_DIRECT_URL is no PostgreSQL address. Write it as postgres://user:password@host:5432/database, or leave it out where there is no pgbouncer.',
    )
  }
  return { connectionString: url }
}
