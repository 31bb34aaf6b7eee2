import type { Arguments } from './arguments.ts'

export interface Command {
  usage: string
  summary: string
  load(): Promise<{ run(args: Arguments): Promise<void> }>
}

/** Every command, loaded only when it is called. */
export const commands: Record<string, Command> = {
  start: { usage: 'start [--workers N]', summary: 'Start the server', load: () => import('./commands/start.ts') },
  migrate: { usage: 'migrate up|down|status', summary: 'Bring the database up to date', load: () => import('./commands/migrate.ts') },
  user: { usage: 'user create --email E --name N --role R', summary: 'Create a user; the password is read from standard input', load: () => import('./commands/user.ts') },
  key: { usage: 'key create --role R [--name N]', summary: 'Create an API key and print it alone', load: () => import('./commands/key.ts') },
  audit: { usage: 'audit verify', summary: 'Check that the recorded history was not tampered with', load: () => import('./commands/audit.ts') },
  help: { usage: 'help', summary: 'List the commands', load: () => import('./commands/help.ts') },
}
