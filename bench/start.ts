import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { attachEmbedded } from '../core/src/database/embedded/index.ts'
import { embeddedUrl } from '../core/src/testing/postgres.ts'
import { createBenchDatabase, serverEnvironment } from './database.ts'
import { freePort } from './free-port.ts'

/**
 * `npm run bench -- start [rounds]`: `bezel start` on the bench's database, which runs already: from the command
 * to the first answer of a list that takes a key, and the memory of the server ten seconds later, when it is idle (Linux).
 */
const rounds = Number(process.argv[2] ?? 3)
const idleSeconds = 10
const postgres = await attachEmbedded({ dataDir: '.bezel/bench', log: () => {} })
const url = process.env.DATABASE_URL ?? embeddedUrl(postgres.connection)
const { key } = await createBenchDatabase(url)

async function answers(address: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}` }
  return fetch(address, { headers }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Resident memory in MB, and the part of it that no file backs. */
function memoryOf(pid: number | undefined): { resident: number; own: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1])
  return { resident: kilobytes('VmRSS') / 1024, own: kilobytes('RssAnon') / 1024 }
}

async function startOnce(): Promise<{ seconds: number; resident: number; own: number }> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, ['core/bin/bezel.mjs', 'start'], {
    env: serverEnvironment(url, port),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await answers(`http://127.0.0.1:${port}/api/v1/stones?limit=1`))) await sleep(10)
  const seconds = (performance.now() - begun) / 1000
  await sleep(idleSeconds * 1000)
  const memory = memoryOf(child.pid)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { seconds, ...memory }
}

try {
  console.log('start            first answer (aim ≤ 1.5 s)   resident, idle (aim ≤ 130 MB)   of it own')
  for (let round = 1; round <= rounds; round++) {
    const { seconds, resident, own } = await startOnce()
    const cells = [
      `round ${round}`.padEnd(16),
      `${seconds.toFixed(2)} s`.padEnd(30),
      `${resident.toFixed(0)} MB`.padEnd(32),
      `${own.toFixed(0)} MB`,
    ]
    console.log(cells.join(' '))
  }
} finally {
  await postgres.stop()
}
