import { collectMigrations, migrateApp } from '../../app/migrate.ts'
import { migrateDown, migrationStatus } from '../../database/migrations.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** `bezel migrate up|down|status`: `down` undoes the latest one, or `--steps N` of them. */
export async function run({ positional: [verb], flags, json }: Arguments): Promise<void> {
  await withApp(async ({ database, plugins }) => {
    const migrations = await collectMigrations(plugins)
    const print = (rows: { plugin: string; name: string; state?: string }[], word: string) => {
      const lines = rows.map(({ plugin, name, state }) => `${state ?? word} ${plugin}/${name}`)
      process.stdout.write(json ? `${JSON.stringify(rows.map(({ plugin, name, state }) => ({ plugin, name, state: state ?? word })))}\n` : `${lines.join('\n') || 'Nothing to do.'}\n`)
    }
    switch (verb) {
      case 'up':
        return print(await migrateApp(database, plugins), 'applied')
      case 'down':
        return print(await migrateDown(database, migrations, Number(flags.get('steps') ?? 1)), 'undone')
      case 'status':
        return print(await migrationStatus(database, migrations), '')
      default:
        throw new UsageError('Say what to do: bezel migrate up|down|status')
    }
  })
}
