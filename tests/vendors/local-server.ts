import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LocalServer {
  origin: string
  /** Answers requests from now on. */
  answer: RequestListener
  stop(): Promise<void>
}

/** A server on a free port, whose answers are told later: what it answers may name its own address. */
export async function localServer(): Promise<LocalServer> {
  const server = createServer((request, response) => local.answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const local: LocalServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (_request, response) => response.writeHead(503).end(),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return local
}

/** Follows redirects within the vendor, keeping its cookies, until it sends the browser elsewhere. @returns where to */
export async function follow(address: string, origin: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = new URL(address)
  for (let steps = 0; steps < 10; steps++) {
    if (next.origin !== origin) return next
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`${next} answered ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next)
  }
  throw new Error('The vendor redirects in circles.')
}
