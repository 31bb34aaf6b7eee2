import type { FastifyInstance } from 'fastify'
import type { Static, TObject } from 'typebox'
import type { Grants } from '../access/seed-roles.ts'
import type { NavGroup } from '../admin/manifest.ts'
import type { Entity, EntityExtension } from '../entity/entity.ts'
import type { ErrorDefinition } from '../errors/problem.ts'
import type { EventDefinition, Subscription } from '../events/event.ts'
import type { Job } from '../jobs/job.ts'
import type { Phrases } from '../language/phrases.ts'
import type { Context } from '../operation/context.ts'
import type { Operation } from '../operation/operation.ts'
import type { EncryptedColumn } from '../secrets/rotate.ts'
import type { Adapter, Port } from './port.ts'
import type { ServiceToken } from './service.ts'

/** What a plugin's service may keep: nothing that changes, for a service is shared by all requests. */
export interface SetupOptions<Settings> {
  settings: Settings
  /** The adapters of a port this plugin owns, in the order of the configuration. */
  adapters<Provider>(port: Port<Provider>): { name: string; provider: Provider }[]
  use<T>(token: ServiceToken<T>): T
  /** Reaches the public internet and the origins that the settings name; nothing else of the own network. */
  fetch: typeof fetch
  now(): Date
  /** The address people use (`BEZEL_PUBLIC_URL`), without a slash at its end. */
  publicUrl: string
  production: boolean
}

export interface HealthCheck {
  name: string
  check(ctx: Context): Promise<void>
}

export interface PluginAdmin {
  /** The prebuilt panel, where the plugin has one: `new URL('../dist/admin.js', import.meta.url)`. */
  entry?: URL
  /** Pages of the panel in the navigation; lists of entities are there by themselves. */
  nav?: { group: NavGroup; label: string; to: string; needs?: string }[]
}

/** Pages of a plugin's own, for others than the staff: built from `portal/main.tsx` and `portal/index.html`. */
export interface PluginPortal {
  /** Where they are: `/account`. */
  at: string
  /** What was built: `new URL('../dist/portal/', import.meta.url)`. */
  folder: URL
}

export interface PluginOptions<Config extends TObject, Service> {
  /** One word, also the prefix of settings, events and error codes: `customers`. */
  name: string
  version: string
  /** Range of core versions it works with: `^1.0.0`. */
  core: string
  /** Other plugins it builds on, with their version ranges. */
  needs?: Record<string, string>
  /** Settings; `firstResponseHours` of plugin `cases` is the environment variable `CASES_FIRST_RESPONSE_HOURS`. */
  config?: Config
  entities?: Entity[]
  extends?: EntityExtension[]
  operations?: Operation[]
  /** Permissions besides those of `crud`, with what they allow in words. */
  permissions?: Record<string, string>
  /**
   * Which of its own permissions the roles get that an installation starts with: `{ 'bench jeweler': ['repairs.*'] }`. Given
   * once, when a permission is first there; what the shop makes of its roles later stands.
   */
  grants?: Grants
  provides?: ServiceToken<Service>
  setup?(options: SetupOptions<Static<Config>>): Service
  ports?: Port<unknown>[]
  events?: EventDefinition[]
  errors?: ErrorDefinition[]
  /** What its problems read like in other languages: `{ de: { 'The piece is sold.': 'Das Stück ist verkauft.' } }`. */
  translations?: Record<string, Phrases>
  subscribes?: Subscription[]
  jobs?: Job[]
  health?: HealthCheck[]
  /** Columns outside of entities that `keyring.encrypt` writes; a rotation of secrets encrypts them anew. */
  encrypted?: EncryptedColumn[]
  /** Folder of `NNNN_name.sql` files. */
  migrations?: URL
  admin?: PluginAdmin
  portal?: PluginPortal
  /** Demo data for a first start, written through operations so that it obeys every rule. */
  seed?(ctx: Context): Promise<void>
  /** Routes that are no operations (redirects, feeds). Each must state `config: { needs }`, or boot stops. */
  routes?(app: FastifyInstance): Promise<void> | void
}

/** A plugin as the loader sees it, its types erased. */
export interface Plugin {
  readonly kind: 'plugin'
  name: string
  version: string
  core: string
  needs: Record<string, string>
  config?: TObject
  entities: Entity[]
  extends: EntityExtension[]
  operations: Operation[]
  permissions: Record<string, string>
  grants: Grants
  provides?: ServiceToken<unknown>
  setup?(options: SetupOptions<never>): unknown
  ports: Port<unknown>[]
  events: EventDefinition[]
  errors: ErrorDefinition[]
  translations: Record<string, Phrases>
  subscribes: Subscription[]
  jobs: Job[]
  health: HealthCheck[]
  encrypted: EncryptedColumn[]
  migrations?: URL
  admin?: PluginAdmin
  portal?: PluginPortal
  seed?(ctx: Context): Promise<void>
  routes?(app: FastifyInstance): Promise<void> | void
}

/** Declares a plugin. Its `plugin.ts` is a table of contents: no `if`, no query. */
export function definePlugin<Config extends TObject = TObject, Service = unknown>(
  options: PluginOptions<Config, Service>,
): Plugin {
  return {
    needs: {},
    extends: [],
    operations: [],
    permissions: {},
    grants: {},
    ports: [],
    events: [],
    errors: [],
    translations: {},
    subscribes: [],
    jobs: [],
    health: [],
    encrypted: [],
    ...options,
    entities: options.entities ?? [],
    kind: 'plugin',
  } as Plugin
}

export type PluginOrAdapter = Plugin | Adapter
