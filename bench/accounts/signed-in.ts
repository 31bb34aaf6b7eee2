import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../core/src/database/database.ts'
import { type Measured, measureInTurns } from '../measure.ts'
import type { Request } from '../workloads.ts'
import { makePeople, openAccountsShop, password } from './shop.ts'

/**
 * `npm run bench -- signed-in`: what it costs the server to know who asks. The same two handlers are called by nobody, by
 * session and by API key, in turns; BENCH_SECONDS says for how long each.
 */
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const aim = 0.15
const email = 'staff@bench.example'

async function sessionOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
}

async function keyOf(database: Database): Promise<string> {
  const key = `bzl_${randomBytes(32).toString('base64url')}`
  await database.query(
    `insert into api_keys (id, created_at, updated_at, name, role_id, secret_hash)
     select gen_random_uuid(), now(), now(), 'bench', id, $1 from roles where name = 'owner'`,
    [createHash('sha256').update(key).digest('hex')],
  )
  return key
}

function row(name: string, { cpuMsPerRequest, perSecond, errors }: Measured, open: Measured): string {
  const more = cpuMsPerRequest / open.cpuMsPerRequest - 1
  return [
    name.padEnd(28),
    cpuMsPerRequest.toFixed(3).padStart(10),
    `${(more * 100).toFixed(1)} %`.padStart(9),
    `${more <= aim ? '≤' : '>'} ${aim * 100} %`.padStart(8),
    perSecond.toFixed(0).padStart(10),
    errors ? `  ${errors} errors` : '',
  ].join(' ')
}

const shop = await openAccountsShop()
try {
  const { server, database } = shop
  await makePeople(database, [email], 'owner')
  const [cookie, key] = [await sessionOf(server.url), await keyOf(database)]
  const [role] = await database.query<{ id: string }>(`select id from roles where name = 'owner'`)
  console.log('handler, caller             CPU ms/req      more      aim   requests/s')
  for (const handler of ['nothing', 'record']) {
    const ask = (door: string, headers?: Record<string, string>): Request => ({
      method: 'GET',
      path: `/api/v1/bench/${door}/${handler}/${role?.id}`,
      ...(headers && { headers }),
    })
    const [open, bySession, byKey] = await measureInTurns(
      [
        [server, ask('open')],
        [server, ask('signed-in', { cookie })],
        [server, ask('signed-in', { authorization: `Bearer ${key}` })],
      ],
      seconds,
    )
    if (!open || !bySession || !byKey) continue
    console.log(row(`${handler}, nobody`, open, open))
    console.log(row(`${handler}, by session`, bySession, open))
    console.log(row(`${handler}, by API key`, byKey, open))
  }
} finally {
  await shop.stop()
}
