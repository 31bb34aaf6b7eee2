import type pg from 'pg'
import { corePlugin } from '../builtin/plugin.ts'
import { type DayOf, shopDays } from '../config/day.ts'
import { readPluginSettings } from '../config/environment.ts'
import { createRegistry, type Declared, type Registry } from '../entity/registry.ts'
import { checkEvents } from '../events/check.ts'
import { checkJobs } from '../jobs/check.ts'
import { directConnection } from '../live/direct-connection.ts'
import { checkPlugins } from '../plugin/check.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type { Adapter } from '../plugin/port.ts'
import { resolvePlugins } from '../plugin/resolve.ts'
import { createValidator, type Validator } from '../validation/validator.ts'
import { BootError } from './boot-error.ts'
import type { AppOptions } from './options.ts'

/** What a shop's configuration comes to, before anything is opened. */
export interface ResolvedShop {
  /** The core's own first, then in the order of their needs. */
  plugins: Plugin[]
  adapters: Adapter[]
  registry: Registry
  validator: Validator
  /** Settings by the name of the plugin or adapter. */
  settings: Map<string, Record<string, unknown>>
  /** How to reach PostgreSQL past a pgbouncer. */
  direct: pg.PoolConfig
  dayOf: DayOf
}

function declared<T>(plugins: Plugin[], of: (plugin: Plugin) => T[]): Declared<T>[] {
  return plugins.flatMap((plugin) => of(plugin).map((value) => ({ plugin: plugin.name, value })))
}

/** @throws BootError with every problem of plugins, entities, events, jobs and settings, each with its remedy */
export function resolveShop({ config, connection, env = {} }: AppOptions, problems: string[]): ResolvedShop {
  const listed = config.plugins.filter((part): part is Plugin => part.kind === 'plugin')
  const adapters = config.plugins.filter((part): part is Adapter => part.kind === 'adapter')
  const plugins = resolvePlugins([corePlugin, ...listed], adapters, corePlugin.version, problems)
  const registry = createRegistry(
    declared(plugins, (of) => of.entities),
    declared(plugins, (of) => of.extends),
    problems,
  )
  checkPlugins(plugins, registry, problems)
  checkEvents(plugins, registry, problems)
  checkJobs(plugins, problems)
  const direct = directConnection(connection, env, problems)
  const validator = createValidator()
  const settingsOf = ({ name, config: schema }: Pick<Plugin | Adapter, 'name' | 'config'>) =>
    readPluginSettings(name, schema, config.settings?.[name], env, validator, problems)
  const settings = new Map([...plugins, ...adapters].map((part) => [part.name, settingsOf(part)]))
  const dayOf = shopDays(config.timeZone, problems)
  if (problems.length > 0) throw new BootError(problems)
  return { plugins, adapters, registry, validator, settings, direct, dayOf }
}
