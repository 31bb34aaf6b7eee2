import { applyGrants } from '../access/apply-grants.ts'
import { createUser } from '../auth/accounts.ts'
import type { ServerSettings } from '../config/environment.ts'
import { runAsSystem } from '../operation/transaction.ts'
import type { App } from './create-app.ts'

/** The owner of demo installations; its password is no secret, so it exists only beside demo data. */
export const demoOwner = { email: 'owner@bezel.example', password: 'demo owner password' }

async function ensureOwner({ database, kernel }: App, settings: ServerSettings): Promise<void> {
  const owner = settings.owner ?? (settings.demo ? demoOwner : undefined)
  const [known] = await database.query('select 1 from users limit 1')
  if (known || !owner) return
  await createUser(database, { id: kernel.environment.newId(), name: 'Owner', role: 'owner', ...owner })
}

/** Loads each plugin's demo data once, ever: a shop owner who deletes it does not get it back. */
async function seed({ kernel, plugins, database }: App, progress: (plugin: string) => void): Promise<void> {
  for (const plugin of plugins) {
    if (!plugin.seed) continue
    const fact = `seed:${plugin.name}`
    const [done] = await database.query('select 1 from bezel_core.facts where name = $1', [fact])
    if (done) continue
    progress(plugin.name)
    await runAsSystem(kernel, `${plugin.name}.seed`, async (ctx) => {
      await plugin.seed?.(ctx)
      await ctx.db.query('insert into bezel_core.facts (name, value) values ($1, $2)', [
        fact,
        JSON.stringify({ version: plugin.version }),
      ])
    })
  }
}

/** What a new installation needs before anybody can sign in, and what plugins need that were added since the last start. */
export async function prepareFirstStart(
  app: App,
  settings: ServerSettings,
  progress: (plugin: string) => void,
): Promise<void> {
  await applyGrants(app.kernel, app.plugins)
  await ensureOwner(app, settings)
  if (settings.demo) await seed(app, progress)
}
