import type { App } from '../../app/create-app.ts'
import { collectMigrations, migrateApp } from '../../app/migrate.ts'
import { migrateDown, migrationStatus } from '../../database/migrations.ts'
import { type Draft, draftMigrations } from '../../inspect/draft.ts'
import { findDrift } from '../../inspect/drift.ts'
import { writeDraft } from '../../inspect/write-draft.ts'
import { type Arguments, UsageError } from '../arguments.ts'

import { withApp } from '../with-app.ts'

/** Proposes migrations for what the tables lack; with `--write` each goes into its plugin's folder, under `--name` if given. */
async function draft(app: App, plugin: string | undefined, { flags, json }: Arguments): Promise<void> {
  const { database, plugins, kernel } = app
  if (plugin !== undefined && !plugins.some(({ name }) => name === plugin))
    throw new UsageError(`There is no plugin "${plugin}".`)
  const status = await migrationStatus(database, await collectMigrations(plugins))
  if (status.some(({ state }) => state === 'pending'))
    throw new UsageError('Some migrations are pending. Run "bezel migrate up" first.')
  const drafts = draftMigrations(await findDrift(database, kernel.registry.models)).filter(
    (one) => plugin === undefined || one.plugin === plugin,
  )
  const name = flags.get('name')
  const written: (Draft & { file?: string })[] = []
  for (const one of drafts) {
    const named = typeof name === 'string' ? { ...one, name } : one
    written.push(flags.get('write') === true ? { ...named, file: await write(app, named) } : named)
  }
  const text = written
    .map(({ plugin: of, name: as, file, sql }) => file ?? `-- ${of}: ${as}\n${sql}`)
    .join('\n')
  process.stdout.write(
    json
      ? `${JSON.stringify(written)}\n`
      : `${text || 'The tables are what the entities say. Nothing to draft.'}\n`,
  )
}

function write({ plugins }: App, one: Draft): Promise<string> {
  const folder = plugins.find(({ name }) => name === one.plugin)?.migrations
  if (!folder)
    throw new UsageError(
      `Plugin "${one.plugin}" has no migrations folder. Add migrations: new URL('../migrations/', import.meta.url) to its plugin.ts.`,
    )
  return writeDraft(folder, one)
}

/** `bezel migrate up|down|status|draft`: `down` undoes the latest one, or `--steps N` of them. */
export async function run(args: Arguments): Promise<void> {
  const {
    positional: [verb, plugin],
    flags,
    json,
  } = args
  await withApp(async (app) => {
    const { database, plugins } = app
    const migrations = await collectMigrations(plugins)
    const print = (rows: { plugin: string; name: string; state?: string }[], word: string) => {
      const lines = rows.map(({ plugin, name, state }) => `${state ?? word} ${plugin}/${name}`)
      process.stdout.write(
        json
          ? `${JSON.stringify(rows.map(({ plugin, name, state }) => ({ plugin, name, state: state ?? word })))}\n`
          : `${lines.join('\n') || 'Nothing to do.'}\n`,
      )
    }
    switch (verb) {
      case 'up':
        return print(await migrateApp(database, plugins), 'applied')
      case 'down':
        return print(await migrateDown(database, migrations, Number(flags.get('steps') ?? 1)), 'undone')
      case 'status':
        return print(await migrationStatus(database, migrations), '')
      case 'draft':
        return draft(app, plugin, args)
      default:
        throw new UsageError('Say what to do: bezel migrate up|down|status|draft')
    }
  })
}
