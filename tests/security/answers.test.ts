import { request } from 'node:http'
import { connect } from 'node:net'
import t from 'tap'
import { openEncryptedShop, owner } from './encrypted-shop.ts'

// What browsers are told, at every kind of address of a shop as it runs in production.
const shop = await openEncryptedShop(t)
const person = await shop.signIn()
const adminPage = await (await shop.get('/admin')).text()
const asset = /\/admin\/assets\/[\w.-]+\.js/.exec(adminPage)?.[0] ?? ''
const data = ['/api/v1/customers', '/api/v1/auth/session', '/api/v1/account', '/api/v1/admin/manifest']
const pages = ['/admin', '/account', '/docs', '/docs/errors']
const kept = [asset, '/admin/sw.js', '/openapi.json', '/docs/assets/docs.js']
const refused = ['/nothing', '/api/v1/nothing', '/api/v1/customers/%zz', '/admin/assets/nothing.js']
const all = [...data, ...pages, ...kept, ...refused, '/health/ready', '/', '/metrics']

t.test('every answer tells browsers not to guess, frame, share or tell', async (t) => {
  t.ok(asset, 'the admin is built')
  for (const path of all) {
    const { headers } = await shop.get(path, person)
    t.match(
      Object.fromEntries(headers),
      {
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'content-security-policy': /frame-ancestors 'none'/,
      },
      path,
    )
  }
})

t.test('where people come by HTTPS, browsers are told to come no other way', async (t) => {
  for (const path of all) {
    const header = (await shop.get(path)).headers.get('strict-transport-security') ?? ''
    t.ok(Number(/max-age=(\d+)/.exec(header)?.[1]) >= 31_536_000, path)
    t.match(header, /includeSubDomains/, path)
  }
})

t.test(
  'pages run our own scripts, have no other base and no plugins; what is no page runs nothing',
  async (t) => {
    for (const path of pages) {
      const policy = (await shop.get(path)).headers.get('content-security-policy') ?? ''
      for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "script-src 'self'"])
        t.ok(policy.includes(rule), `${path} ${rule}`)
      t.notMatch(policy, /unsafe|\*|https?:/, path)
    }
    for (const path of [...data, ...refused.slice(0, 3)]) {
      const policy = (await shop.get(path, person)).headers.get('content-security-policy') ?? ''
      t.match(
        policy,
        /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
        path,
      )
    }
  },
)

t.test('what the API answers and every refusal is kept by no cache', async (t) => {
  for (const path of [...data, ...refused.slice(1)])
    t.equal((await shop.get(path, person)).headers.get('cache-control'), 'no-store', path)
  const asked = { query: '{ customers { nodes { id } } }' }
  t.equal((await shop.send('POST', '/graphql', asked, person)).headers.get('cache-control'), 'no-store')
  t.match(
    (await shop.get(asset)).headers.get('cache-control'),
    /immutable/,
    'files without anybody’s data are',
  )
})

t.test('every body says what it is, texts with their characters', async (t) => {
  const expected: Record<string, RegExp> = {
    '/api/v1/customers': /^application\/json; charset=utf-8$/,
    '/api/v1/nothing': /^application\/problem\+json/,
    '/admin': /^text\/html; charset=utf-8$/,
    '/account': /^text\/html; charset=utf-8$/,
    '/docs': /^text\/html; charset=utf-8$/,
    '/docs/assets/docs.css': /^text\/css; charset=utf-8$/,
    [asset]: /^(text|application)\/javascript; charset=utf-8$/,
    '/openapi.json': /^application\/json; charset=utf-8$/,
    '/api/v1/customers/export?format=csv': /^text\/csv; charset=utf-8/,
  }
  for (const [path, type] of Object.entries(expected))
    t.match((await shop.get(path, person)).headers.get('content-type'), type, path)
})

t.test('no other origin may read an answer, whatever it says it is', async (t) => {
  const foreign = { ...person, origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  for (const path of ['/api/v1/customers', '/graphql', '/openapi.json', '/admin']) {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await shop.send(method, path, undefined, foreign)
      t.notOk(
        [...headers.keys()].some((name) => name.startsWith('access-control-')),
        `${method} ${path}`,
      )
    }
  }
})

t.test(
  'cookies are of this host alone, over HTTPS only, and out of the reach of scripts and other sites',
  async (t) => {
    const answer = await shop.send('POST', '/api/v1/auth/login', owner)
    const cookies = answer.headers.getSetCookie()
    t.same(cookies.map((set) => set.split('=')[0]).sort(), ['__Host-bezel_device', '__Host-bezel_session'])
    for (const set of cookies) {
      for (const rule of [/; Path=\/(;|$)/, /; HttpOnly/, /; Secure/, /; SameSite=Lax/]) t.match(set, rule)
      t.notMatch(set, /Domain=/)
    }
    const token = /bezel_session=([^;]+)/.exec(cookies.join('\n'))?.[1] ?? ''
    t.ok(token.length >= 43, '256 bits')
    t.notMatch(await answer.text(), token, 'the token is in the cookie alone')
    const plain = person.cookie?.replaceAll('__Host-', '') ?? ''
    t.equal(
      (await shop.get('/api/v1/auth/session', { cookie: plain })).status,
      401,
      'one that others can set is none',
    )
  },
)

t.test('signing out ends the session at the server and empties what the browser kept', async (t) => {
  const leaving = await shop.signIn()
  const answer = await shop.send('POST', '/api/v1/auth/logout', undefined, leaving)
  t.equal(answer.status, 204)
  t.equal(answer.headers.get('clear-site-data'), '"cache"')
  t.match(
    answer.headers.getSetCookie().join(),
    /__Host-bezel_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/,
  )
  t.equal((await shop.get('/api/v1/auth/session', leaving)).status, 401)
})

t.test('nothing is sent on to another address, HTTPS is not replaced silently', async (t) => {
  for (const path of all) {
    const { status, headers } = await shop.get(path)
    const to = headers.get('location')
    t.ok(path === '/' ? to === '/admin' : to === null && status !== 301, path)
  }
  const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
  t.equal((await shop.get('/', forged)).headers.get('location'), '/admin')
})

/** Sends bytes as they are. @returns all that comes back */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(shop.port, '127.0.0.1', () => socket.end(text))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

t.test(
  'a request that has two lengths, or a broken one, is refused and nothing behind it is read',
  async (t) => {
    const head = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
    const smuggled = '0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n'
    const ambiguous = [
      `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n${smuggled}`,
      `${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\n{} `,
      `${head}Transfer-Encoding: chunked, identity\r\n\r\n${smuggled}`,
      `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n${smuggled}`,
      `${head}Content-Length : 2\r\n\r\n{}`,
    ]
    for (const request of ambiguous) {
      const answer = await raw(request)
      t.match(answer, /^HTTP\/1\.1 400 /, request)
      t.equal(answer.match(/HTTP\/1\.1/g)?.length, 1)
      t.notMatch(answer, /"status":"ok"/)
    }
  },
)

t.test('TRACE tells nothing of what was sent', async (t) => {
  const answer = await raw(
    'TRACE /api/v1/customers HTTP/1.1\r\nHost: x\r\nCookie: a=secret\r\nConnection: close\r\n\r\n',
  )
  t.match(answer, /^HTTP\/1\.1 40[045] /)
  t.notMatch(answer, /secret/)
})

/** The path as it is, which `fetch` would tidy up. */
function asWritten(path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: shop.port, path }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

t.test('no folder is listed, and no file beside those built for browsers is served', async (t) => {
  const paths = [
    '/.git/config',
    '/.bezel/secret',
    '/package.json',
    '/admin/assets/',
    '/admin/../package.json',
    '/admin/assets/../../package.json',
    '/admin/assets/..%2f..%2fpackage.json',
    '/admin/assets/%2e%2e/%2e%2e/package.json',
    '/account/assets/..%5c..%5cpackage.json',
    '/docs/assets/..%2fregister.ts',
    '/admin/assets/.env',
  ]
  for (const path of paths) {
    const { status, text } = await asWritten(path)
    t.ok(status >= 400 || /<div id="root">/.test(text), path)
    t.notMatch(text, /"dependencies"|repositoryformatversion|Index of/, path)
  }
})

t.test(
  'in production there is no explorer; monitoring takes a permission, the description of the API is for all',
  async (t) => {
    t.equal((await shop.get('/graphiql')).status, 404)
    t.equal((await shop.get('/metrics')).status, 401)
    t.equal((await shop.get('/openapi.json')).status, 200)
    const ready = (await (await shop.get('/health/ready')).json()) as { checks: object[] }
    t.notMatch(JSON.stringify(ready), /version|detail|error|postgres:\/\//i)
  },
)
