import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { makePeople, openAccountsShop, password } from './shop.ts'

/**
 * `npm run bench -- enumeration [pairs]`: whether the time of an answer tells if an address has an account. Known and
 * unknown addresses take turns at sign-in, recovery and registration, over HTTP, each address once and from an address of
 * the network of its own, as the limits of guesses demand.
 */
const pairs = Number(process.argv[2] ?? 1000)
const warmUp = 20
const aimMs = 5

interface Door {
  name: string
  path: string
  body(email: string): object
  status: number
}

const doors: Door[] = [
  {
    name: 'sign-in',
    path: '/api/v1/auth/login',
    body: (email) => ({ email, password: 'nine copper kettles sing' }),
    status: 401,
  },
  { name: 'recovery', path: '/api/v1/account/recover', body: (email) => ({ email }), status: 202 },
  {
    name: 'registration',
    path: '/api/v1/account/register',
    body: (email) => ({ name: 'Robin Okafor', email, password }),
    status: 202,
  },
]

/** Of the same length, so that nothing but the account differs. */
const emailOf = ({ name }: Door, kind: 'known' | 'other', index: number): string =>
  `${kind}-${name}-${String(index).padStart(6, '0')}@bench.example`

let asked = 0
/** Each from another address of 10.0.0.0/8, as a proxy tells it. */
function visitor(): string {
  asked++
  return `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** What a machine that does too much else answers, before anything is looked at. */
const shed = 503

interface Timed {
  status: number | undefined
  took: number
}

/** How long a request takes until all of its answer is there, in milliseconds. */
function time(url: string, { path, body }: Door, email: string): Promise<Timed> {
  const sent = JSON.stringify(body(email))
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(sent),
    'x-forwarded-for': visitor(),
  }
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const call = request(url + path, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve({ status: answer.statusCode, took: performance.now() - begun }))
    })
    call.once('error', reject)
    call.end(sent)
  })
}

async function timeAnswer(url: string, door: Door, email: string): Promise<number> {
  for (;;) {
    const { status, took } = await time(url, door, email)
    if (status === door.status) return took
    if (status !== shed) throw new Error(`${door.path} answered ${status} instead of ${door.status}.`)
    await sleep(1000)
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0]
  return (low + high) / 2
}

/** Known, other, other, known…: each comes as often after the other as after its own kind, so what one leaves to do weighs on both. */
async function measureDoor(url: string, door: Door): Promise<{ known: number[]; other: number[] }> {
  const times = { known: [] as number[], other: [] as number[] }
  for (let index = 0; index < pairs + warmUp; index++) {
    const order = index % 2 === 0 ? (['known', 'other'] as const) : (['other', 'known'] as const)
    for (const kind of order) {
      const took = await timeAnswer(url, door, emailOf(door, kind, index))
      if (index >= warmUp) times[kind].push(took)
    }
  }
  return times
}

const shop = await openAccountsShop()
try {
  console.log(
    `${pairs} pairs        known ms   other ms   difference of medians   median of differences   aim`,
  )
  for (const door of doors) {
    const emails = Array.from({ length: pairs + warmUp }, (_, index) => emailOf(door, 'known', index))
    await makePeople(shop.database, emails, 'customer')
    const { known, other } = await measureDoor(shop.server.url, door)
    const between = median(known) - median(other)
    const within = median(known.map((took, index) => took - (other[index] ?? 0)))
    const isMet = Math.abs(between) < aimMs && Math.abs(within) < aimMs
    const cells = [
      door.name.padEnd(14),
      median(known).toFixed(2).padStart(10),
      median(other).toFixed(2).padStart(10),
      between.toFixed(2).padStart(23),
      within.toFixed(2).padStart(23),
      `${isMet ? '<' : '≥'} ${aimMs}`.padStart(6),
    ]
    console.log(cells.join(' '))
  }
} finally {
  agent.destroy()
  await shop.stop()
}
