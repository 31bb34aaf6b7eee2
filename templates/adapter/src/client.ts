import type { Readable } from 'node:stream'

export interface ClientOptions {
  url: string
  apiKey: string
  fetch: typeof fetch
}

export interface Call {
  headers?: Record<string, string>
  body?: Readable
}

/** Asks the vendor. Statuses in `expected` are answers; every other one is an error. */
export type Client = (method: string, path: string, expected: number[], call?: Call) => Promise<Response>

/** The only caller of the vendor's HTTP API. */
export function createClient({ url, apiKey, fetch }: ClientOptions): Client {
  return async (method, path, expected, { headers = {}, body } = {}) => {
    const answer = await fetch(`${url.replace(/\/$/, '')}/${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${apiKey}` },
      // A file takes as long as it takes; everything else is answered soon.
      ...(body ? { body: body as never, duplex: 'half' as never } : { signal: AbortSignal.timeout(30_000) }),
    })
    if (expected.includes(answer.status)) return answer
    await answer.body?.cancel()
    throw new Error(`The vendor answered ${method} ${path} with ${answer.status}.`)
  }
}
