import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import t, { type Test } from 'tap'
import { createHttpClient, originsIn } from '../../src/http-client/http-client.ts'

async function serve(t: Test, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Answers what a name server would. */
const resolving =
  (...addresses: string[]): LookupFunction =>
  (_host, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

/** The reason behind fetch's "fetch failed". */
async function reason(call: Promise<Response>): Promise<string> {
  try {
    await (await call).text()
    return 'it was answered'
  } catch (error) {
    const { cause, name } = error as Error & { cause?: Error }
    return cause?.name ?? name
  }
}

t.test('an address of an own network is refused, in numbers and by name', async (t) => {
  let calls = 0
  const url = await serve(t, (_request, answer) => {
    calls++
    answer.end('inside')
  })
  const port = new URL(url).port
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])
    t.equal(await reason(createHttpClient()(`http://${host}:${port}/`)), 'AddressRefused', host)
  const resolve = resolving('127.0.0.1')
  t.equal(await reason(createHttpClient({ resolve })(`http://shop.example:${port}/`)), 'AddressRefused')
  t.equal(calls, 0)
})

t.test('a name with one address inside is refused, whatever its others are', async (t) => {
  const client = createHttpClient({ resolve: resolving('93.184.215.14', '10.0.0.8') })
  t.equal(await reason(client('http://mixed.example/')), 'AddressRefused')
})

t.test('an origin that is trusted may be inside; its neighbour on another port may not', async (t) => {
  const url = await serve(t, (_request, answer) => answer.end('welcome'))
  const neighbour = await serve(t, (_request, answer) => answer.end('secret'))
  const client = createHttpClient({ trusted: [url] })
  t.equal(await (await client(`${url}/path`)).text(), 'welcome')
  t.equal(await reason(client(neighbour)), 'AddressRefused')
})

t.test('a redirect into the own network is refused', async (t) => {
  const inside = await serve(t, (_request, answer) => answer.end('secret'))
  const url = await serve(t, (_request, answer) => answer.writeHead(302, { location: inside }).end())
  t.equal(await reason(createHttpClient({ trusted: [url] })(url)), 'AddressRefused')
})

t.test('what was checked is what is connected to: the name is resolved once', async (t) => {
  let asked = 0
  const resolve: LookupFunction = (host, options, done) => {
    asked++
    resolving(asked === 1 ? '192.0.2.1' : '127.0.0.1')(host, options, done)
  }
  t.equal(await reason(createHttpClient({ resolve })('http://rebinding.example/')), 'AddressRefused')
  t.equal(asked, 1)
})

t.test('an answer that is too long, or never comes, is an error', async (t) => {
  const url = await serve(t, (request, answer) => {
    if (request.url === '/long') answer.end('x'.repeat(5000))
  })
  const client = createHttpClient({ trusted: [url], maxResponseBytes: 4096, timeouts: { answerMs: 200 } })
  t.equal(await reason(client(`${url}/long`)), 'ResponseExceededMaxSizeError')
  t.equal(await reason(client(`${url}/never`)), 'HeadersTimeoutError')
})

t.test('an answer that stops half way is an error', async (t) => {
  const url = await serve(t, (_request, answer) => void answer.write('half'))
  const client = createHttpClient({ trusted: [url], timeouts: { idleMs: 200 } })
  t.equal(await reason(client(url)), 'BodyTimeoutError')
})

t.test('settings name the origins that are trusted', async (t) => {
  const settings = { url: 'http://minio:9000/bucket', apiKey: 'https', retries: 3, base: 'https://a.example' }
  t.same(originsIn(settings), ['http://minio:9000', 'https://a.example'])
})
