/** Server settings as PostgreSQL's configuration file names them. */
export type Settings = Record<string, string>

/** Settings of every embedded server: durable, small when idle, silent about personal data, reachable by socket only. */
export const baseSettings: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  // Durability is stated, not left to a default: an acknowledged sale must survive a power cut.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '1GB',
  wal_compression: 'on',
  huge_pages: 'off',
  autovacuum_max_workers: '2',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and error details carry customers' values: the log keeps start, stop and crashes only.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** What later versions know besides. */
export function settingsSince(major: string): Settings {
  // The worker method of 18 keeps three more processes around.
  return Number(major) >= 18 ? { io_method: 'sync' } : {}
}

/** The text of a configuration file. */
export function settingsText(settings: Settings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return `# Written by Bezel at every start: changes here are lost.\n${lines.join('\n')}\n`
}

/** A folder name as `unix_socket_directories`, a comma-separated list, wants it. */
export function quoteSocketFolder(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}
