import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'

// What a person does who has just found Bezel: clone, `npm start`, look, stop.
const root = resolve(import.meta.dirname, '../..')
const skip = existsSync(join(root, '.git')) ? false : 'this is no git repository to be cloned'

const LONGEST_START_MS = 5 * 60_000
t.setTimeout(0)

/** The environment of a person: nothing of this test run's settings. */
function freshEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const foreign = /^(BEZEL_|npm_|TAP|NODE_OPTIONS$|DATABASE_URL$|PORT$|HOST$|NODE_ENV$)/
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name))
  return { ...Object.fromEntries(own), ...more }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

interface Running {
  child: ChildProcess
  output: () => string
  ms: number
}

class NotReady extends Error {
  constructor(readonly output: string) {
    super('npm start did not get ready')
  }
}

/** `npm start` until the server says it is ready; throws what it printed when it ends or takes too long. */
async function npmStart(clone: string, port: number): Promise<Running> {
  const start = performance.now()
  const env = freshEnvironment({ PORT: String(port) })
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(String(chunk)))
  const output = () => chunks.join('')
  while (!(await answers(`http://127.0.0.1:${port}/health/ready`))) {
    const ended = child.exitCode !== null || child.signalCode !== null
    if (ended || performance.now() - start > LONGEST_START_MS) throw new NotReady(output())
    await wait(20)
  }
  return { child, output, ms: performance.now() - start }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  )
}

/** Ends it and returns the exit status of npm. */
async function stop({ child }: Running, how: 'as a service manager' | 'by Ctrl-C'): Promise<number | null> {
  const ended = once(child, 'exit')
  // A terminal signals the whole group, and npm then passes its own signal on: the server gets two.
  if (how === 'by Ctrl-C') process.kill(-Number(child.pid), 'SIGINT')
  else child.kill('SIGTERM')
  const [status] = (await ended) as [number | null]
  return status
}

/** Command lines of running processes that belong to a folder; none where there is no /proc. */
function processesOf(folder: string): string[] {
  if (!existsSync('/proc/self/cmdline')) return []
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids.map(describe).filter((text) => text.includes(folder))
}

function describe(id: string): string {
  try {
    return `${readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')} in ${readlinkSync(`/proc/${id}/cwd`)}`
  } catch {
    return ''
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

t.test('a fresh clone starts, answers and stops with one command', { skip, timeout: 0 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bezel-clone-'))
  const clone = join(folder, 'bezel')
  let running: Running | undefined
  t.teardown(() => {
    if (running?.child.pid) endGroup(running.child.pid)
    rmSync(folder, { recursive: true, force: true })
  })
  execFileSync('git', ['clone', '--quiet', root, clone], { stdio: ['ignore', 'ignore', 'inherit'] })
  const port = await freePort()

  running = await npmStart(clone, port)
  t.comment(`Note: a fresh clone answered after ${seconds(running.ms)}, installing and building included.`)
  t.match(running.output(), `127.0.0.1:${port}`, 'the address to open is printed')

  const key = bezel(clone, ['key', 'create', '--role', 'owner'])
  t.match(key, /^\S{20,}\n$/, '`bezel key create` prints the key alone')
  const customers = await fetch(`http://127.0.0.1:${port}/api/v1/customers?total=exact`, {
    headers: { authorization: `Bearer ${key.trim()}` },
  })
  t.equal(customers.status, 200, 'the key opens the API')
  const { page } = (await customers.json()) as { page: { total: number } }
  t.ok(page.total > 0, 'the first start loaded demo data')

  t.equal(await stop(running, 'as a service manager'), 0, 'SIGTERM to npm ends it with status 0')
  t.same(processesOf(folder), [], 'no process is left behind')

  running = await npmStart(clone, port)
  t.comment(`Note: the second start answered after ${seconds(running.ms)}.`)
  t.equal(await stop(running, 'by Ctrl-C'), 0, 'Ctrl-C ends it with status 0')
  t.same(processesOf(folder), [], 'nor after Ctrl-C')
  t.equal(gitStatus(clone), '', 'a run leaves nothing that git would see')
})

function bezel(clone: string, args: string[]): string {
  const options = { cwd: clone, env: freshEnvironment({}), encoding: 'utf8' } as const
  return execFileSync('npm', ['run', '-s', 'bezel', '--', ...args], options)
}

function gitStatus(clone: string): string {
  return execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' })
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
