export interface Provider {
  /** Whether the vendor accepts our key. */
  ping(): Promise<boolean>
}

export interface ProviderOptions {
  apiKey: string
  fetch: typeof fetch
  baseUrl?: string
}

/** The only caller of the vendor's HTTP API. */
export function createProvider({
  apiKey,
  fetch,
  baseUrl = 'https://api.vendor.example',
}: ProviderOptions): Provider {
  return {
    async ping() {
      const answer = await fetch(`${baseUrl}/ping`, { headers: { authorization: `Bearer ${apiKey}` } })
      return answer.ok
    },
  }
}
