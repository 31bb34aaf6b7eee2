import { system } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import { type Migration, migrationStatus } from '../database/migrations.ts'
import { dispatchLag } from '../events/dispatcher.ts'
import { makeContext, noEffects } from '../operation/make-context.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type { Check, Off } from './check.ts'

/** An adapter that is listed but cannot work, and why. */
export interface DisabledAdapter {
  name: string
  reason: string
}

export interface HealthSources {
  kernel: Kernel
  plugins: Plugin[]
  disabled: DisabledAdapter[]
  migrations(): Promise<Migration[]>
  /** Whether jobs run in this process; undefined in one that does no background work. */
  jobsRun(): boolean | undefined
}

const longestLagSeconds = 60

const notHere: Off = { off: 'This process does no background work.' }

/** Once nothing is pending nothing becomes pending in a running process, so it is asked until then. */
function migrationsCheck({ kernel, migrations }: HealthSources): Check['run'] {
  let upToDate = false
  return async () => {
    if (upToDate) return undefined
    const status = await migrationStatus(kernel.database, await migrations())
    const pending = status
      .filter(({ state }) => state === 'pending')
      .map(({ plugin, name }) => `${plugin}/${name}`)
    if (pending.length > 0) throw new Error(`Pending: ${pending.join(', ')}. Run: bezel migrate up`)
    upToDate = true
    return undefined
  }
}

function coreChecks(sources: HealthSources): Check[] {
  const { kernel, jobsRun } = sources
  const core = (name: string, run: Check['run'], essential = false): Check => ({
    plugin: 'core',
    name,
    essential,
    run,
  })
  return [
    core('database', async () => void (await kernel.database.query('select 1')), true),
    core('migrations', migrationsCheck(sources), true),
    core('jobs', async () => {
      if (jobsRun() === undefined) return notHere
      if (!jobsRun())
        throw new Error(
          'The job worker does not run. It is started again every few seconds; the log says why it stopped.',
        )
      return undefined
    }),
    core('dispatcher', async () => {
      const seconds = await dispatchLag(kernel.database)
      if (seconds > longestLagSeconds)
        throw new Error(`Events wait since ${Math.round(seconds)} seconds to be delivered.`)
      return undefined
    }),
    core('live', async () => {
      if (jobsRun() === undefined) return notHere
      if (!kernel.live.isListening())
        throw new Error(
          'There is no connection that listens for changes. It is tried again every few seconds.',
        )
      return undefined
    }),
  ]
}

function pluginChecks({ kernel, plugins }: HealthSources): Check[] {
  return plugins.flatMap(({ name: plugin, health }) =>
    health.map(({ name, check }) => ({
      plugin,
      name,
      essential: false,
      async run() {
        const ctx = makeContext(kernel, { actor: system, requestId: 'health' }, undefined, noEffects())
        await check(ctx)
        return undefined
      },
    })),
  )
}

/** Everything that can be asked how it is. */
export function collectChecks(sources: HealthSources): Check[] {
  const adapters = sources.disabled.map(({ name, reason }) => ({
    plugin: name,
    name: 'adapter',
    essential: false,
    run: async () => ({ off: reason }),
  }))
  return [...coreChecks(sources), ...adapters, ...pluginChecks(sources)]
}
