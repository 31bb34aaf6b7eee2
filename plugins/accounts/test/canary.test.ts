import { Writable } from 'node:stream'
import { TOTP } from 'otpauth'
import t from 'tap'
import { good, openShop } from './shop.ts'

let log = ''
const logStream = new Writable({
  write(chunk, _, done) {
    log += chunk
    done()
  },
})
const shop = await openShop(t, { settings: { logLevel: 'trace' }, logStream })

interface Secret {
  what: string
  value: string
}

const secrets: Secret[] = []
const keep = (what: string, value: string) => {
  secrets.push({ what, value })
  return value
}

/** Goes through everything that has a secret, so that each of them had its chance to leak. */
async function liveThrough(): Promise<string[]> {
  const answers: string[] = []
  const email = 'canary@example.com'
  const browser = shop.browser()
  const send = async (...args: Parameters<typeof browser.send>) => {
    const answer = await browser.send(...args)
    return answer
  }
  const password = keep('password', 'canary plumage orbit seven')
  const { ticket } = (await send('POST', '/account/register', { name: 'Canary', email, password })).body
  keep('ticket', ticket)
  const mail = await shop.proof(email)
  keep('token of a link', mail.token)
  answers.push(JSON.stringify((await send('POST', '/account/confirm', { ticket, code: mail.code })).body))
  keep('session', browser.cookies.get('bezel_session') ?? '')
  keep('device', browser.cookies.get('bezel_device') ?? '')
  const { secret } = (await send('POST', '/account/totp', {})).body
  keep('seed', secret)
  const confirmed = await send('POST', '/account/totp/confirm', { code: new TOTP({ secret }).generate() })
  for (const code of confirmed.body.recoveryCodes) keep('recovery code', code)
  const wrong = await shop.browser().signIn(email, keep('wrong password', 'canary wrong password here'))
  answers.push(JSON.stringify(wrong.body))
  const bad = await send('POST', '/account/password', {
    current: keep('old password', 'canary old password'),
    password: 'x',
    nobody: 1,
  })
  answers.push(JSON.stringify(bad.body))
  const refused = await shop
    .browser()
    .send('POST', '/account/register', { name: 'C', email, password: keep('short', 'canary-tiny') })
  answers.push(JSON.stringify(refused.body))
  for (const path of [
    '/account',
    '/account/sessions',
    '/account/devices',
    '/account/personal-data',
    '/auth/session',
  ])
    answers.push(JSON.stringify((await send('GET', path)).body))
  const { body: role } = await shop.request('POST', '/api/v1/roles', { name: 'Keys', permissions: [] })
  const made = await shop.request(
    'POST',
    '/api/v1/api-keys',
    { name: 'Key', roleId: role.id },
    { headers: { 'idempotency-key': 'k' } },
  )
  keep('API key', made.body.key)
  await shop.mailsTo(email)
  return answers
}

const answers = await liveThrough()

function leaks(text: string): string[] {
  return secrets.filter(({ value }) => value.length > 5 && text.includes(value)).map(({ what }) => what)
}

t.test('no log line says a secret', async (t) => {
  t.ok(log.length > 1000, 'there are log lines')
  t.same(leaks(log), [])
  t.notMatch(log, 'canary@example.com')
})

t.test('no error and no answer repeats a secret that was told before', async (t) => {
  t.same(leaks(answers.join('\n')), [])
})

t.test('no table holds a secret as it is, the audit, the outbox and the jobs included', async (t) => {
  const tables = await shop.database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bezel_core', 'graphile_worker')`,
  )
  t.ok(tables.length > 40)
  for (const { name } of tables) {
    const [row] = await shop.database.query<{ all: string | null }>(
      `select string_agg(row_to_json(t)::text, ' ') as all from ${name} t`,
    )
    t.same(leaks(row?.all ?? ''), [], name)
  }
})

t.test('no export and no audit answer holds a secret', async (t) => {
  for (const collection of ['users', 'roles', 'customers']) {
    const { body } = await shop.request('GET', `/api/v1/${collection}/export?format=csv`)
    t.same(leaks(typeof body === 'string' ? body : JSON.stringify(body)), [], collection)
    t.notMatch(JSON.stringify(body), /argon2|secret_hash|token_hash/)
  }
  const { body } = await shop.request('GET', '/api/v1/audit?limit=200')
  t.same(leaks(JSON.stringify(body)), [])
})

t.test('the canary sings: a secret that did leak would be found', async (t) => {
  t.same(leaks(`x ${good} canary plumage orbit seven`), ['password'])
})
