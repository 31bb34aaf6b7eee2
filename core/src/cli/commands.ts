import type { Arguments } from './arguments.ts'

export interface Command {
  usage: string
  summary: string
  load(): Promise<{ run(args: Arguments): Promise<void> }>
}

/** Every command, loaded only when it is called. */
export const commands: Record<string, Command> = {
  start: {
    usage: 'start [--workers N]',
    summary: 'Start the server',
    load: () => import('./commands/start.ts'),
  },
  migrate: {
    usage: 'migrate up|down|status|draft',
    summary: 'Bring the database up to date; draft proposes a migration',
    load: () => import('./commands/migrate.ts'),
  },
  user: {
    usage: 'user create --email E --name N --role R',
    summary: 'Create a user; the password is read from standard input',
    load: () => import('./commands/user.ts'),
  },
  key: {
    usage: 'key create --role R [--name N]',
    summary: 'Create an API key and print it alone',
    load: () => import('./commands/key.ts'),
  },
  audit: {
    usage: 'audit verify',
    summary: 'Check that the recorded history was not tampered with',
    load: () => import('./commands/audit.ts'),
  },
  secrets: {
    usage: 'secrets rotate',
    summary: 'Encrypt everything anew under BEZEL_SECRET, also while the server runs',
    load: () => import('./commands/secrets.ts'),
  },
  import: {
    usage: 'import <collection> <file> [--dry-run] [--map F] [--defaults F] [--errors F]',
    summary: 'Import records from CSV, XLSX or NDJSON; status 0 only when every row came in',
    load: () => import('./commands/import.ts'),
  },
  export: {
    usage: 'export <collection> <file> [--query Q]',
    summary: 'Export records to .csv, .xlsx or .ndjson; Q are filters as in an address',
    load: () => import('./commands/export.ts'),
  },
  backup: {
    usage: 'backup <file>',
    summary: 'Back up database and files, encrypted, also while the server runs',
    load: () => import('./commands/backup.ts'),
  },
  restore: {
    usage: 'restore <file> [--force]',
    summary: 'Restore a backup; --force replaces what is there',
    load: () => import('./commands/restore.ts'),
  },
  inspect: {
    usage: 'inspect [Entity] [--as sdl|columns|openapi|form|csv]',
    summary: 'Show what the app is made of, or what derives from an entity',
    load: () => import('./commands/inspect.ts'),
  },
  doctor: {
    usage: 'doctor',
    summary: 'Check versions, settings, migrations, tables and adapters',
    load: () => import('./commands/doctor.ts'),
  },
  new: {
    usage: 'new shop|plugin|adapter <name>',
    summary: 'Make a shop, a plugin or an adapter to start from',
    load: () => import('./commands/new.ts'),
  },
  help: { usage: 'help', summary: 'List the commands', load: () => import('./commands/help.ts') },
}
