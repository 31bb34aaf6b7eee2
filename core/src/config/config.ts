import type { Documents } from '../graphql/persisted.ts'
import type { PluginOrAdapter } from '../plugin/plugin.ts'

export interface ShopConfig {
  /** Name shown in the admin and in messages. */
  name?: string
  /** ISO 4217 code new prices get. */
  currency?: string
  /** IANA time zone whose days the shop counts in, like `Europe/London`; UTC unless told. */
  timeZone?: string
  plugins: PluginOrAdapter[]
  /**
   * `documents`: hash → text, as the build tools of GraphQL clients write them. With it, `/graphql` answers these
   * documents and no others.
   */
  graphql?: { documents?: Documents }
  /** Settings by plugin name; the environment wins over them. */
  settings?: Record<string, Record<string, unknown>>
}

/** The shape of `fastify.config.ts`. */
export function defineConfig(config: ShopConfig): ShopConfig {
  return config
}
