import type pg from 'pg'

/** The newest migration of the job worker's own schema that this version brings; a test compares it with the package. */
export const jobSchemaVersion = 19

async function installedVersion(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ exists: boolean }>(
    `select to_regclass('graphile_worker.migrations') is not null as exists`,
  )
  if (!rows[0]?.exists) return 0
  const latest = await pool.query<{ id: number | null }>(
    'select max(id) as id from graphile_worker.migrations',
  )
  return latest.rows[0]?.id ?? 0
}

/**
 * Installs or upgrades the tables jobs are kept in, by the job worker's own migrations. The worker is loaded only when
 * there is something to do: a start with everything in place does not pay for it.
 */
export async function installJobSchema(pool: pg.Pool): Promise<void> {
  if ((await installedVersion(pool)) >= jobSchemaVersion) return
  const { runMigrations } = await import('graphile-worker')
  // The worker insists on being told about broken connections; the pool's own handlers are enough.
  const ignore = () => {}
  pool.on('connect', ignore)
  try {
    await runMigrations({ pgPool: pool, schema: 'graphile_worker' })
  } finally {
    pool.off('connect', ignore)
  }
}
