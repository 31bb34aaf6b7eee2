import { setTimeout as sleep } from 'node:timers/promises'
import { type TestAnswer, type TestApp, testApp } from '@bezel/core/testing'
import type { Test } from 'tap'
import config from '../../../fastify.config.ts'

/** What accounts need, taken from the shop's own list. */
export const needed = config.plugins.filter(({ name }) => ['accounts', 'customers'].includes(name))

type Options = Omit<Parameters<typeof testApp>[0], 'plugins'> & {
  plugins?: Parameters<typeof testApp>[0]['plugins']
}

export interface StoredMail {
  recipient: string
  subject: string
  text: string
  token: string
  code: string
}

/** Somebody's browser: keeps its cookies, and sends the token that unsafe requests take. */
export interface Browser {
  cookies: Map<string, string>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>
  signIn(email: string, password: string): Promise<TestAnswer>
  graphql(query: string, variables?: object): Promise<TestAnswer>
}

export interface Shop extends TestApp {
  browser(): Browser
  /** Waits for the next mail to an address that was not read yet. */
  mail(to: string): Promise<StoredMail>
  /** The next one that carries a link or a code. */
  proof(to: string): Promise<StoredMail>
  /** How many mails there are to an address, once nothing waits to be sent. */
  mailsTo(to: string): Promise<number>
  /** Registers and confirms. */
  customer(email: string, password?: string): Promise<Browser>
  /** A colleague in a new role with these permissions. */
  colleague(email: string, permissions: string[], role?: object): Promise<Person>
  later(minutes: number): void
  /** Until no session is remembered any more by the process. */
  settle(): Promise<void>
}

export interface Person {
  id: string
  roleId: string
  browser: Browser
}

export const good = 'plum kettle orbit seven'

function openBrowser(app: TestApp): Browser {
  const cookies = new Map<string, string>()
  // Over HTTPS all of them have it; tests call them by their plain names.
  let prefix = ''
  let token: string | undefined

  function keep(answer: TestAnswer): void {
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, host = '', name = '', value = ''] = /^(__Host-)?([^=]+)=([^;]*)/.exec(set) ?? []
      prefix = host
      if (value) cookies.set(name, decodeURIComponent(value))
      else cookies.delete(name)
    }
  }
  async function send(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const cookie = [...cookies]
      .map(([name, value]) => `${prefix}${name}=${encodeURIComponent(value)}`)
      .join('; ')
    const before = cookies.get('bezel_session')
    const headers = { cookie, ...(token && { 'x-csrf-token': token }), ...more }
    const address = path.startsWith('/graphql') ? path : `/api/v1${path}`
    const answer = await app.request(method, address, body, { key: null, headers })
    keep(answer)
    if (cookies.get('bezel_session') !== before) {
      token = undefined
      if (cookies.has('bezel_session')) token = (await send('GET', '/auth/session')).body.csrfToken
    }
    return answer
  }
  return {
    cookies,
    send,
    signIn: (email, password) => send('POST', '/auth/login', { email, password }),
    graphql: (query, variables = {}) => send('POST', '/graphql', { query, variables }),
  }
}

function readMail({ recipient, subject, text }: Record<string, string>): StoredMail {
  return {
    recipient: recipient ?? '',
    subject: subject ?? '',
    text: text ?? '',
    token: /#token=([\w-]+)/.exec(text ?? '')?.[1] ?? '',
    code: /: (\d{6})\b/.exec(text ?? '')?.[1] ?? '',
  }
}

async function waitForMail(app: TestApp, to: string, read: Set<string>): Promise<StoredMail> {
  for (let tries = 0; tries < 100; tries++) {
    const { body } = await app.request('GET', `/api/v1/mails?recipient=${encodeURIComponent(to)}&sort=id`)
    const next = body.data.find(({ id }: { id: string }) => !read.has(id))
    if (next) {
      read.add(next.id)
      return readMail(next)
    }
    await sleep(50)
  }
  throw new Error(`No mail came to ${to}.`)
}

async function noJobsLeft(app: TestApp): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const waiting = await app.database.query(
      `select 1 from graphile_worker.jobs where task_identifier like 'accounts.%' and attempts < max_attempts and run_at <= now()`,
    )
    if (waiting.length === 0) return
    await sleep(50)
  }
  throw new Error('Some jobs of accounts do not end.')
}

/** A shop with accounts, whose mails are kept for looking at. */
export async function openShop(t: Test, { plugins = [], ...options }: Options = {}): Promise<Shop> {
  let minutes = 0
  const now = () => new Date(Date.now() + minutes * 60_000)
  const app = await testApp({
    plugins: [...needed, ...plugins],
    work: { pollMs: 50, dispatchMs: 50 },
    ...options,
    environment: { now, ...options.environment },
  })
  t.teardown(() => app.end())
  await app.startWork()
  const read = new Set<string>()
  const mail = (to: string) => waitForMail(app, to, read)

  return {
    ...app,
    browser: () => openBrowser(app),
    mail,
    async proof(to) {
      let next = await mail(to)
      while (!next.token) next = await mail(to)
      return next
    },
    async mailsTo(to) {
      await noJobsLeft(app)
      const { body } = await app.request('GET', `/api/v1/mails?recipient=${encodeURIComponent(to)}`)
      return body.data.length
    },
    async customer(email, password = good) {
      const browser = openBrowser(app)
      await browser.send('POST', '/account/register', { name: 'Ada Vermeer', email, password })
      const { token } = await mail(email)
      const answer = await browser.send('POST', '/account/confirm', { token })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return browser
    },
    async colleague(email, permissions, role = {}) {
      const made = await app.request('POST', '/api/v1/roles', {
        name: `role of ${email}`,
        permissions,
        ...role,
      })
      const browser = openBrowser(app)
      await app.request('POST', '/api/v1/invitations', { email, name: 'Robin Okafor', roleId: made.body.id })
      const { token } = await mail(email)
      const answer = await browser.send('POST', '/account/accept-invitation', { token, password: good })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return { id: answer.body.user.id, roleId: made.body.id, browser }
    },
    later(more) {
      minutes += more
    },
    settle: () => sleep(450),
  }
}
