import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { testApp } from '@bezel/core/testing'
import { chromium } from 'playwright-core'
import t from 'tap'
import shop from '../../fastify.config.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)
const skip = executablePath
  ? false
  : 'needs Chromium: install it (on Debian: apt-get install chromium) and run this again'
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

t.setTimeout(250_000)

type App = Awaited<ReturnType<typeof testApp>>

/** Puts a session where signing in would put it, which is another test's matter. @returns the cookie's value */
async function signedIn({ request, database, kernel }: App): Promise<string> {
  const roleId = (await request('GET', '/api/v1/roles?name=owner')).body.data[0].id
  const user = (
    await request('POST', '/api/v1/users', { name: 'Amara Okafor', email: 'amara@bezel.example', roleId })
  ).body
  const token = randomBytes(32).toString('base64url')
  await database.query(
    `insert into bezel_core.sessions (id, token_hash, user_id, created_at, last_seen_at, expires_at) values ($1, $2, $3, now(), now(), now() + interval '1 hour')`,
    [kernel.environment.newId(), createHash('sha256').update(token).digest(), user.id],
  )
  return token
}

t.test(
  'a developer finds an operation at /docs and tries it out as who is signed in',
  { skip, timeout: 240_000 },
  async (t) => {
    const app = await testApp({ plugins: shop.plugins })
    const browser = await chromium.launch({ executablePath: executablePath as string, args: flags })
    t.teardown(async () => {
      await browser.close()
      await app.end()
    })
    const session = await signedIn(app)
    const base = await app.server.listen({ host: '127.0.0.1', port: 0 })

    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(120_000)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
        complaints.push(`asks ${request.url()}`)
    })
    await page.context().addCookies([{ name: 'bezel_session', value: session, url: base }])

    await page.goto(`${base}/docs`)
    t.equal(await page.title(), 'Bezel API')
    await page.getByText('Signed in as Amara Okafor').waitFor()
    await page.locator('#operations-tag-Stores').click()
    const create = page
      .locator('.opblock-post', { has: page.locator('[data-path="/api/v1/stores"]') })
      .first()
    await create.locator('.opblock-summary-control').click()
    const body = await create.locator('textarea').first().inputValue()
    t.match(JSON.parse(body), { code: 'BOND' }, 'the example is there to be sent')
    await create.getByRole('button', { name: 'Execute' }).click()
    await create.locator('.live-responses-table').waitFor()
    t.match(await create.locator('.live-responses-table .response-col_status').last().textContent(), /201/)
    t.equal(
      (await app.request('GET', '/api/v1/stores?code=BOND')).body.data.length,
      1,
      'and was sent with the session and its token',
    )

    await page.goto(`${base}/docs/errors#VALUE_TAKEN`)
    t.match(await page.locator('tr:target').textContent(), /VALUE_TAKEN\s*409/)
    t.same(complaints, [], 'nothing is refused by the policy, nothing comes from elsewhere')
  },
)
