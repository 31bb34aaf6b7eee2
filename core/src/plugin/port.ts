import type { Static, TObject } from 'typebox'

/** A contract that one plugin owns and adapters fulfil: payments owns `PaymentProvider`. */
export interface Port<Provider> {
  readonly kind: 'port'
  name: string
  /** The plugin that owns it. */
  owner: string
  readonly provider?: Provider
}

export function definePort<Provider>(owner: string, name: string): Port<Provider> {
  return { kind: 'port', owner, name }
}

export interface AdapterOptions<Provider, Config extends TObject> {
  /** `<port>-<vendor>`: `payment-stripe`. Also the prefix of its settings: `PAYMENT_STRIPE_API_KEY`. */
  name: string
  version: string
  core: string
  port: Port<Provider>
  config?: Config
  /** The most bytes that an answer to `fetch` may have; 10 MB where it is left out. */
  maxResponseBytes?: number
  /**
   * Makes the provider, or tells why it cannot work (a missing secret): it is then off, with that message in
   * health and in the admin, never half-open.
   */
  create(options: {
    settings: Static<Config>
    /** Reaches the public internet and the origins that the settings name; nothing else of the own network. */
    fetch: typeof fetch
    now(): Date
  }): Provider | { disabled: string }
}

export interface Adapter {
  readonly kind: 'adapter'
  name: string
  version: string
  core: string
  port: Port<unknown>
  config?: TObject
  maxResponseBytes?: number
  create(options: { settings: never; fetch: typeof fetch; now(): Date }): unknown
}

export function defineAdapter<Provider, Config extends TObject = TObject>(
  options: AdapterOptions<Provider, Config>,
): Adapter {
  return { kind: 'adapter', ...options } as Adapter
}
