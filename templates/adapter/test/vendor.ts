import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Files = Map<string, Buffer>

function give(files: Files, { method, url = '', headers }: IncomingMessage, answer: ServerResponse): void {
  const bytes = files.get(url)
  if (!bytes) return void answer.writeHead(404).end()
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  const part = start === undefined ? bytes : bytes.subarray(Number(start), Number(end) + 1)
  answer.writeHead(start === undefined ? 200 : 206, { 'content-length': part.length })
  answer.end(method === 'HEAD' ? undefined : part)
}

/** Speaks as the vendor does: a stand-in for tests that run without a network. */
export async function startVendor(apiKey: string): Promise<{ url: string; stop(): Promise<void> }> {
  const files: Files = new Map()
  const server = createServer(async (request, answer) => {
    const { method, url = '', headers } = request
    if (headers.authorization !== `Bearer ${apiKey}`) return void answer.writeHead(401).end()
    if (method === 'GET' || method === 'HEAD') return give(files, request, answer)
    if (method === 'DELETE') return void answer.writeHead(files.delete(url) ? 204 : 404).end()
    // A body that breaks off is an error here, and nothing is kept.
    const bytes = await buffer(request).catch(() => undefined)
    if (bytes) files.set(url, bytes)
    answer.writeHead(201).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
