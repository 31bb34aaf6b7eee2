import t from 'tap'
import { createProvider } from '../src/provider.ts'

t.test('the vendor is asked with our key', async (t) => {
  const asked: string[] = []
  const fetch = async (url: unknown, options?: RequestInit) => {
    asked.push(String(url), new Headers(options?.headers).get('authorization') ?? '')
    return new Response('ok')
  }
  const provider = createProvider({
    apiKey: 'secret',
    fetch: fetch as typeof globalThis.fetch,
    baseUrl: 'https://vendor.test',
  })
  t.ok(await provider.ping())
  t.same(asked, ['https://vendor.test/ping', 'Bearer secret'])
})
