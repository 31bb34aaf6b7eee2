import type { DisabledAdapter } from '../health/checks.ts'
import { originsIn } from '../http-client/http-client.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type { Adapter, Port } from '../plugin/port.ts'
import type { ServiceToken } from '../plugin/service.ts'
import type { Kernel } from './kernel.ts'

type Settings = Map<string, Record<string, unknown>>

function isDisabled(made: unknown): made is { disabled: string } {
  return typeof made === 'object' && made !== null && 'disabled' in made
}

/**
 * Makes adapters and then services, in the order of need, each seeing only what comes before it.
 * @returns the adapters that cannot work, for health to show
 */
export function setUpServices(
  kernel: Kernel,
  plugins: Plugin[],
  adapters: Adapter[],
  settings: Settings,
  production: boolean,
): DisabledAdapter[] {
  const { createFetch, now } = kernel.environment
  const disabled: DisabledAdapter[] = []
  const providers = adapters.flatMap((adapter) => {
    const own = settings.get(adapter.name) ?? {}
    const { maxResponseBytes } = adapter
    const fetch = createFetch({ trusted: originsIn(own), ...(maxResponseBytes && { maxResponseBytes }) })
    const made = adapter.create({ settings: own as never, fetch, now })
    if (!isDisabled(made)) return [{ name: adapter.name, port: adapter.port, provider: made }]
    kernel.log.warn(`Adapter "${adapter.name}" is off: ${made.disabled}`)
    disabled.push({ name: adapter.name, reason: made.disabled })
    return []
  })

  for (const plugin of plugins) {
    if (!plugin.setup || !plugin.provides) continue
    const own = settings.get(plugin.name) ?? {}
    const service = plugin.setup({
      settings: own as never,
      adapters: <Provider>(port: Port<Provider>) =>
        providers.filter((made) => made.port.name === port.name) as { name: string; provider: Provider }[],
      use: <T>(token: ServiceToken<T>) => kernel.services.get(token.name) as T,
      fetch: createFetch({ trusted: originsIn(own) }),
      now,
      publicUrl: kernel.publicUrl,
      production,
    })
    kernel.services.set(plugin.provides.name, service)
  }
  return disabled
}
